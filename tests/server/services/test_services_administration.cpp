// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cannedreplyservice.h"
#include "services/catalogueservice.h"
#include "services/feedservice.h"
#include "services/prioritytable.h"
#include "services/viewservice.h"
#include "servicetest.h"
#include "storage/events.h"

using namespace mostrador;
using namespace mostrador::services;

/// Saved views, canned replies and the priority table.
class TestServicesAdministration : public test::ServiceTest
{
    Q_OBJECT

private Q_SLOTS:
    void viewsInOrder();
    void viewRights();
    void viewFaults();
    void viewNamesAreUniqueInTheirScope();
    void viewsAreShared();
    void viewEventsReachWhoMaySee();
    void viewsOfTheRemovedGo();
    void cannedReplyFaults();
    void cannedRepliesAreFound();
    void cannedRepliesAreOffered();
    void teamsInUseStay();
    void priorityTableMerges();
    void priorityTableIsForLaterChanges();

private:
    Result<SavedView> makeView(const Actor &actor, const NewView &input)
    {
        return write<SavedView>(actor, [&](UnitOfWork &unit) { return views::create(unit, input); });
    }
    Result<SavedView> changeView(const Actor &actor, const SavedView &view, const ViewChange &change)
    {
        return write<SavedView>(actor,
                                [&](UnitOfWork &unit) { return views::change(unit, view.id, change, view.version); });
    }
    QStringList viewNames(const Actor &actor, bool offered = false)
    {
        ListRequest request;
        request.limit = 3;
        QStringList names;
        do {
            const auto page = services::read<ListPage<SavedView>>(
                as(actor), [&](UnitOfWork &unit) { return views::list(unit, request, offered); });
            if (!page)
                return {test::reason(page)};
            for (const SavedView &view : page->items)
                names.append(view.name);
            request.cursor = page->nextCursor;
        } while (!request.cursor.isEmpty());
        return names;
    }
    Result<CannedReply> makeReply(const NewCannedReply &input)
    {
        return write<CannedReply>(people.lead, [&](UnitOfWork &unit) { return cannedreplies::create(unit, input); });
    }
    NewCannedReply newReply(const QString &title)
    {
        NewCannedReply input;
        input.title = title;
        input.shortcut = unique(QStringLiteral("s"));
        input.body = QStringLiteral("Hola, {{customer.given_name}}:");
        return input;
    }
    QStringList replyTitles(const Actor &actor, const QString &words, const cannedreplies::Wanted &wanted = {})
    {
        ListRequest request;
        request.query = words;
        const auto page = services::read<ListPage<CannedReply>>(
            as(actor), [&](UnitOfWork &unit) { return cannedreplies::list(unit, request, wanted); });
        if (!page)
            return {test::reason(page)};
        QStringList titles;
        for (const CannedReply &reply : page->items)
            titles.append(reply.title);
        return titles;
    }
    /// What somebody hears of the events of a thing, by kind.
    QStringList heard(const Actor &actor, const QString &subject, qint64 id)
    {
        const auto events = services::read<QList<Event>>(as(Actor::system()), [&](UnitOfWork &unit) {
            return storage::events::since(unit.database(), subject, id, 0);
        });
        QStringList kinds;
        for (const Event &event : *events) {
            services::feed::Row row;
            row.event = event;
            if (const auto told = services::feed::visibleTo(actor, row))
                kinds.append(toString(told->kind) + (told->after.isEmpty() ? QString() : QStringLiteral(" +")));
        }
        return kinds;
    }
};

void TestServicesAdministration::viewsInOrder()
{
    const Actor agent = actorOf(makeEmployee(Role::Agent, {people.team}));
    const QString mark = unique(QStringLiteral("O"));
    const auto make = [&](const Actor &actor, const char *name, ViewScope scope, std::optional<qint64> position = {}) {
        NewView input;
        input.name = mark + QString::fromLatin1(name);
        input.scope = scope;
        if (scope == ViewScope::Team)
            input.team = people.team;
        input.position = position;
        return makeView(actor, input);
    };
    VERIFY_OK(make(people.admin, "all", ViewScope::Everyone));
    VERIFY_OK(make(people.lead, "team", ViewScope::Team));
    VERIFY_OK(make(agent, "b", ViewScope::Personal, 5));
    const auto last = make(agent, "a", ViewScope::Personal);
    VERIFY_OK(last);
    QCOMPARE(last->position, 6); // behind the others
    VERIFY_OK(make(agent, "c", ViewScope::Personal, 0));
    VERIFY_OK(make(people.outsider, "strange", ViewScope::Personal));
    QStringList expected;
    for (const char *name : {"c", "b", "a", "team", "all"})
        expected.append(mark + QString::fromLatin1(name));
    QCOMPARE(viewNames(agent).filter(mark), expected);
    QCOMPARE(viewNames(people.outsider).filter(mark),
             (QStringList{mark + QStringLiteral("strange"), mark + QStringLiteral("all")}));
    // Administrators and auditors see every team's, but are not offered those of others.
    QCOMPARE(viewNames(people.auditor).filter(mark),
             (QStringList{mark + QStringLiteral("team"), mark + QStringLiteral("all")}));
    QCOMPARE(viewNames(people.auditor, true).filter(mark), QStringList{mark + QStringLiteral("all")});
    QVERIFY(viewNames(anonymous()).constFirst().startsWith(QLatin1String("unauthenticated")));
}

void TestServicesAdministration::viewRights()
{
    // Who may have a view like this, and who may change and remove it once it is there.
    struct Case
    {
        ViewScope scope;
        std::optional<TeamId> team;
        QList<Actor> may;
        QList<Actor> see;
    };
    const QList<Actor> all{people.agent, people.lead, people.admin, people.auditor, people.outsider};
    const QList<Case> cases{
        {ViewScope::Everyone, {}, {people.admin}, all},
        {ViewScope::Team,
         people.team,
         {people.lead, people.admin},
         {people.agent, people.lead, people.admin, people.auditor}},
        {ViewScope::Team, people.otherTeam, {people.admin}, {people.admin, people.auditor}},
    };
    const auto has = [](const QList<Actor> &list, const Actor &actor) {
        return std::any_of(list.begin(), list.end(), [&](const Actor &a) { return a.employee == actor.employee; });
    };
    for (const Case &one : cases) {
        NewView input;
        input.name = unique(QStringLiteral("V"));
        input.scope = one.scope;
        input.team = one.team;
        const auto view = makeView(Actor::system(), input);
        VERIFY_OK(view);
        for (const Actor &actor : all) {
            const bool may = has(one.may, actor);
            const bool sees = has(one.see, actor);
            const QByteArray what = (toString(actor.principal) + u' ' + toString(one.scope)).toLatin1();
            input.name = unique(QStringLiteral("V"));
            QVERIFY2(makeView(actor, input).ok() == may, what.constData());
            const auto got =
                services::read<SavedView>(as(actor), [&](UnitOfWork &unit) { return views::get(unit, view->id); });
            QVERIFY2(got.ok() == sees, what.constData());
            ViewChange change;
            change.name = unique(QStringLiteral("W"));
            const auto changed = write<SavedView>(actor, [&](UnitOfWork &unit) -> Result<SavedView> {
                const auto now = views::get(unit, view->id);
                return now ? views::change(unit, view->id, change, now->version) : now;
            });
            QVERIFY2(changed.ok() == may, what.constData());
            if (!may) {
                QCOMPARE(toString(changed.error().code), toString(sees ? ErrorCode::Forbidden : ErrorCode::NotFound));
                COMPARE_REFUSED(run(actor, [&](UnitOfWork &unit) { return views::remove(unit, view->id, {}); }),
                                sees ? ErrorCode::Forbidden : ErrorCode::NotFound);
            }
        }
        VERIFY_OK(run(one.may.constLast(), [&](UnitOfWork &unit) { return views::remove(unit, view->id, {}); }));
    }
    // Personal ones are nobody else's matter, and everybody's own.
    for (const Actor &actor : all) {
        NewView input;
        input.name = unique(QStringLiteral("P"));
        const auto view = makeView(actor, input);
        VERIFY_OK(view);
        COMPARE_REFUSED(run(actor.employee == people.admin.employee ? people.lead : people.admin,
                            [&](UnitOfWork &unit) { return views::remove(unit, view->id, {}); }),
                        ErrorCode::NotFound);
        VERIFY_OK(run(actor, [&](UnitOfWork &unit) { return views::remove(unit, view->id, {}); }));
    }
    COMPARE_REFUSED(makeView(anonymous(), {}), ErrorCode::Forbidden);
}

void TestServicesAdministration::viewFaults()
{
    NewView input;
    input.name = QStringLiteral(" ");
    input.query = QStringLiteral("status:open priority:huge");
    input.sort = QStringLiteral("-colour");
    input.columns = {QStringLiteral("a"), QString()};
    input.team = people.team;
    const auto refused = makeView(people.agent, input);
    QVERIFY(!refused);
    QCOMPARE(
        codes(refused.error()),
        QStringLiteral("/columns/1 required, /name required, /query syntax, /sort not_allowed, /team_id mismatch"));
    // The place of the mistake, as the list of incidents tells it.
    const auto listed = services::read<ListPage<Incident>>(as(people.agent), [&](UnitOfWork &unit) {
        ListRequest request;
        request.query = input.query;
        return incidents::list(unit, request);
    });
    QVERIFY(!listed);
    for (const FieldError &error : refused.error().errors) {
        if (error.pointer == QLatin1String("/query"))
            QCOMPARE(error.params, listed.error().errors.constFirst().params);
    }
    NewView lost;
    lost.name = unique(QStringLiteral("L"));
    lost.scope = ViewScope::Team;
    QCOMPARE(codes(makeView(people.admin, lost).error()), QStringLiteral("/team_id required"));
    lost.team = TeamId(999'999);
    QCOMPARE(codes(makeView(people.admin, lost).error()), QStringLiteral("/team_id not_found"));
}

void TestServicesAdministration::viewNamesAreUniqueInTheirScope()
{
    NewView input;
    input.name = unique(QStringLiteral("Únicas"));
    VERIFY_OK(makeView(people.agent, input));
    VERIFY_OK(makeView(people.lead, input));
    input.name = input.name.toUpper();
    const auto twice = makeView(people.agent, input);
    COMPARE_REFUSED(twice, ErrorCode::AlreadyExists);
    QCOMPARE(codes(twice.error()), QStringLiteral("/name already_taken"));
}

void TestServicesAdministration::viewsAreShared()
{
    NewView input;
    input.name = unique(QStringLiteral("Compartida"));
    input.query = QStringLiteral("team:mine");
    auto view = makeView(people.lead, input);
    VERIFY_OK(view);
    ViewChange share;
    share.scope = ViewScope::Team;
    QCOMPARE(codes(changeView(people.lead, *view, share).error()), QString()); // forbidden: no team of hers
    share.team = people.otherTeam;
    COMPARE_REFUSED(changeView(people.lead, *view, share), ErrorCode::Forbidden);
    share.team = people.team;
    view = changeView(people.lead, *view, share);
    VERIFY_OK(view);
    QVERIFY(!view->owner && view->team == people.team);
    QVERIFY(viewNames(people.agent).contains(input.name));
    ViewChange back;
    back.scope = ViewScope::Personal;
    COMPARE_REFUSED(changeView(people.agent, *view, back), ErrorCode::Forbidden);
    view = changeView(people.lead, *view, back);
    VERIFY_OK(view);
    QVERIFY(view->owner == people.lead.employee && !view->team);
    QVERIFY(!viewNames(people.agent).contains(input.name));
    // Edits of different fields merge, the same one conflicts.
    ViewChange columns;
    columns.columns = QStringList{QStringLiteral("reference")};
    ViewChange sort;
    sort.sort = QStringLiteral("due");
    VERIFY_OK(changeView(people.lead, *view, columns));
    VERIFY_OK(changeView(people.lead, *view, sort));
    columns.columns = QStringList{QStringLiteral("subject")};
    COMPARE_REFUSED(changeView(people.lead, *view, columns), ErrorCode::EditConflict);
}

void TestServicesAdministration::viewEventsReachWhoMaySee()
{
    NewView input;
    input.name = unique(QStringLiteral("E"));
    auto view = makeView(people.lead, input);
    VERIFY_OK(view);
    ViewChange share;
    share.scope = ViewScope::Team;
    share.team = people.team;
    view = changeView(people.lead, *view, share);
    VERIFY_OK(view);
    ViewChange query;
    query.query = QStringLiteral("status:open");
    view = changeView(people.lead, *view, query);
    VERIFY_OK(view);
    ViewChange back;
    back.scope = ViewScope::Personal;
    back.name = unique(QStringLiteral("Secreta"));
    view = changeView(people.lead, *view, back);
    VERIFY_OK(view);
    VERIFY_OK(run(people.lead, [&](UnitOfWork &unit) { return views::remove(unit, view->id, {}); }));
    const QString subject = QStringLiteral("view");
    const qint64 id = view->id.value();
    QCOMPARE(heard(people.lead, subject, id),
             (QStringList{QStringLiteral("view_created +"), QStringLiteral("view_changed +"),
                          QStringLiteral("view_changed +"), QStringLiteral("view_changed +"),
                          QStringLiteral("view_removed")}));
    QCOMPARE(heard(people.agent, subject, id),
             (QStringList{QStringLiteral("view_created +"), QStringLiteral("view_changed +"),
                          QStringLiteral("view_removed")}));
    QCOMPARE(heard(people.outsider, subject, id), QStringList());
    QCOMPARE(heard(people.auditor, subject, id), heard(people.agent, subject, id));
}

void TestServicesAdministration::viewsOfTheRemovedGo()
{
    const Employee leaving = makeEmployee(Role::Agent);
    NewView input;
    input.name = unique(QStringLiteral("R"));
    const auto view = makeView(actorOf(leaving), input);
    VERIFY_OK(view);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return employees::remove(unit, leaving.id, {}); }));
    COMPARE_REFUSED(
        services::read<SavedView>(as(Actor::system()), [&](UnitOfWork &unit) { return views::get(unit, view->id); }),
        ErrorCode::NotFound);
}

void TestServicesAdministration::cannedReplyFaults()
{
    NewCannedReply input = newReply(QStringLiteral("  "));
    input.shortcut = QStringLiteral("a b");
    input.body = QStringLiteral("Hola {{customer.givenname}}");
    input.team = TeamId(999'999);
    const auto refused = makeReply(input);
    QVERIFY(!refused);
    QCOMPARE(codes(refused.error()), QStringLiteral("/body unknown_placeholder, /team_id not_found, /title required"));
    for (const FieldError &error : refused.error().errors) {
        if (error.code == FieldErrorCode::UnknownPlaceholder)
            QCOMPARE(error.params, (QJsonObject{{QStringLiteral("placeholder"), QStringLiteral("customer.givenname")},
                                                {QStringLiteral("nearest"), QStringLiteral("customer.given_name")},
                                                {QStringLiteral("offset"), 5},
                                                {QStringLiteral("length"), 22}}));
    }
    input = newReply(QStringLiteral("A"));
    input.shortcut = QStringLiteral("a b");
    QCOMPARE(codes(makeReply(input).error()), QStringLiteral("/shortcut invalid_format"));
    input.shortcut = unique(QStringLiteral("Año"));
    const auto made = makeReply(input);
    VERIFY_OK(made);
    input.shortcut = input.shortcut.toUpper();
    QCOMPARE(codes(makeReply(input).error()), QStringLiteral("/shortcut already_taken"));
    CannedReplyChange change;
    change.body = QStringLiteral("{{nada}}");
    const auto changed = write<CannedReply>(
        people.lead, [&](UnitOfWork &unit) { return cannedreplies::change(unit, made->id, change, 1); });
    QCOMPARE(codes(changed.error()), QStringLiteral("/body unknown_placeholder"));
    VERIFY_OK(run(people.lead, [&](UnitOfWork &unit) { return cannedreplies::remove(unit, made->id, {}); }));
}

void TestServicesAdministration::cannedRepliesAreFound()
{
    const QString mark = unique(QStringLiteral("q"));
    NewCannedReply input = newReply(QStringLiteral("Garantía ") + mark);
    VERIFY_OK(makeReply(input));
    NewCannedReply second = newReply(QStringLiteral("Devolución ") + mark);
    second.body = QStringLiteral("Envíe el **Paquete** ") + mark;
    VERIFY_OK(makeReply(second));
    QCOMPARE(replyTitles(people.auditor, mark), (QStringList{second.title, input.title}));
    QCOMPARE(replyTitles(people.agent, QStringLiteral("GARANTIA ") + mark), QStringList{input.title});
    QCOMPARE(replyTitles(people.agent, QStringLiteral("paque ") + mark), QStringList{second.title});
    QCOMPARE(replyTitles(people.agent, second.shortcut.toUpper()), QStringList{second.title});
    QCOMPARE(replyTitles(people.agent, QStringLiteral("100%")), QStringList());
}

void TestServicesAdministration::cannedRepliesAreOffered()
{
    const QString mark = unique(QStringLiteral("o"));
    const auto make = [&](const char *title, const char *language, std::optional<TeamId> team, bool archived) {
        NewCannedReply input = newReply(mark + QString::fromLatin1(title));
        input.language = QString::fromLatin1(language);
        input.team = team;
        input.archived = archived;
        return makeReply(input);
    };
    VERIFY_OK(make("a", "", {}, false));
    VERIFY_OK(make("b", "es", people.team, false));
    VERIFY_OK(make("c", "en", {}, false));
    VERIFY_OK(make("d", "", people.otherTeam, false));
    VERIFY_OK(make("e", "", {}, true));
    const auto titles = [&](const Actor &actor, const QString &language, bool offered) {
        return replyTitles(actor, mark, {language, offered}).join(u' ').remove(mark);
    };
    QCOMPARE(titles(people.agent, {}, false), QStringLiteral("a b c d e"));
    QCOMPARE(titles(people.agent, {}, true), QStringLiteral("a b c"));
    QCOMPARE(titles(people.agent, QStringLiteral("es"), true), QStringLiteral("a b"));
    QCOMPARE(titles(people.outsider, {}, true), QStringLiteral("a c"));
    QVERIFY(titles(people.agent, QStringLiteral("fr"), true).contains(QLatin1String("language not_allowed")));
}

void TestServicesAdministration::teamsInUseStay()
{
    for (const bool byView : {true, false}) {
        const TeamId team = makeTeam(false);
        if (byView) {
            NewView input;
            input.name = unique(QStringLiteral("U"));
            input.scope = ViewScope::Team;
            input.team = team;
            VERIFY_OK(makeView(people.admin, input));
        } else {
            NewCannedReply input = newReply(QStringLiteral("U"));
            input.team = team;
            VERIFY_OK(makeReply(input));
        }
        COMPARE_REFUSED(run(people.admin, [&](UnitOfWork &unit) { return teams::remove(unit, team, {}); }),
                        ErrorCode::InUse);
    }
}

void TestServicesAdministration::priorityTableMerges()
{
    const auto get = [&](const Actor &actor) { return services::read<PrioritySetting>(as(actor), prioritytable::get); };
    const auto replace = [&](const PriorityTable &table, qint64 version) {
        return write<PrioritySetting>(people.admin,
                                      [&](UnitOfWork &unit) { return prioritytable::replace(unit, table, version); });
    };
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, PriorityTable()); }));
    COMPARE_REFUSED(get(anonymous()), ErrorCode::Unauthenticated);
    COMPARE_REFUSED(
        write<PrioritySetting>(people.lead,
                               [&](UnitOfWork &unit) { return prioritytable::replace(unit, PriorityTable(), {}); }),
        ErrorCode::Forbidden);
    const auto seen = get(people.auditor);
    VERIFY_OK(seen);
    PriorityTable mine = seen->table;
    mine.set(Impact::Low, Urgency::High, Priority::Critical);
    const auto first = replace(mine, seen->version);
    VERIFY_OK(first);
    QCOMPARE(first->version, seen->version + 1);
    QCOMPARE(get(people.agent)->table, mine);
    // Somebody who saw the table before: another cell would undo this one.
    PriorityTable theirs = seen->table;
    theirs.set(Impact::High, Urgency::Low, Priority::Low);
    const auto conflict = replace(theirs, seen->version);
    COMPARE_REFUSED(conflict, ErrorCode::EditConflict);
    QCOMPARE(conflict.error()
                 .extensions.value(QStringLiteral("conflicts"))
                 .toArray()
                 .first()
                 .toObject()
                 .value(QStringLiteral("field"))
                 .toString(),
             QStringLiteral("low/high"));
    // The same again is no change.
    QCOMPARE(replace(mine, seen->version)->version, first->version);
    QCOMPARE(heard(people.agent, QStringLiteral("priority_table"), 1).constLast(),
             QStringLiteral("priority_table_changed +"));
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, PriorityTable()); }));
}

void TestServicesAdministration::priorityTableIsForLaterChanges()
{
    const auto shape = [](NewIncident &input) {
        input.impact = Impact::Low;
        input.urgency = Urgency::Low;
    };
    const Incident before = makeIncident(shape);
    PriorityTable table;
    table.set(Impact::Low, Urgency::Low, Priority::Critical);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, table); }));
    COMPARE_NAMES(reread(before.id).priority, before.priority);
    COMPARE_NAMES(makeIncident(shape).priority, Priority::Critical);
    VERIFY_OK(run(people.admin, [&](UnitOfWork &unit) { return prioritytable::set(unit, PriorityTable()); }));
    COMPARE_NAMES(makeIncident(shape).priority, before.priority);
}

QTEST_GUILESS_MAIN(TestServicesAdministration)
#include "test_services_administration.moc"
