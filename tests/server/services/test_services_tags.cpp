// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cataloguework.h"
#include "services/tagmover.h"
#include "services/tagservice.h"
#include "services/upkeep.h"
#include "servicetest.h"
#include "storage/statement.h"
#include "storage/tags.h"

using namespace mostrador;
using namespace mostrador::services;

/// Tags: described, counted, completed, renamed and merged.
class TestServicesTags : public test::ServiceTest
{
    Q_OBJECT

private Q_SLOTS:
    void appearsWithTheFirstIncident();
    void describes();
    void completes();
    void countsToTheCap();
    void renames();
    void merges();
    void renamedWhileBeingMoved();
    void refusesWhatIsInUse();
    void goesOnAfterADeath();
    void moverDoesIt();
    void heals();

private:
    Incident tagged(const QStringList &tags)
    {
        return makeIncident([&](NewIncident &input) { input.tags = tags; });
    }
    std::optional<Tag> named(const QString &name)
    {
        const auto found = services::read<std::optional<Tag>>(
            as(Actor::system()), [&](UnitOfWork &unit) { return storage::tags::findByName(unit.database(), name); });
        return found ? *found : std::nullopt;
    }
    Result<Tag> change(const Tag &tag, const TagChange &change)
    {
        return write<Tag>(people.lead,
                          [&](UnitOfWork &unit) { return services::tags::change(unit, tag.id, change, tag.version); });
    }
    Result<Tag> merge(const Tag &tag, const Tag &into)
    {
        return write<Tag>(people.lead,
                          [&](UnitOfWork &unit) { return services::tags::mergeInto(unit, tag.id, into.id, {}); });
    }
    QStringList completions(const QString &prefix, bool offered = true)
    {
        ListRequest request;
        request.query = prefix;
        const auto page = services::read<ListPage<Tag>>(
            as(people.agent), [&](UnitOfWork &unit) { return services::tags::list(unit, request, offered); });
        QStringList names;
        for (const Tag &tag : page->items)
            names.append(tag.name);
        return names;
    }
    /// Moves all there is; how many transactions it took.
    int moveAll()
    {
        int steps = 0;
        for (;; ++steps) {
            const auto worked = services::tags::advance(clock);
            if (!worked)
                qFatal("%s", qPrintable(test::reason(worked)));
            if (!*worked)
                return steps;
        }
    }
};

void TestServicesTags::appearsWithTheFirstIncident()
{
    const QString name = unique(QStringLiteral("nueva"));
    QVERIFY(!named(name));
    const Incident incident = tagged({name.toUpper()});
    const auto tag = named(name);
    QVERIFY(tag);
    QCOMPARE(tag->incidentCount, 1);
    QCOMPARE(tag->description, QString());
    // Also by a change, and it stays when nobody carries it any more.
    const QString other = unique(QStringLiteral("otra"));
    IncidentChange edit;
    edit.tags = QStringList{other};
    VERIFY_OK(ServiceTest::change(people.agent, incident.id, edit, incident.version));
    QCOMPARE(named(other)->incidentCount, 1);
    QCOMPARE(named(name)->incidentCount, 0);
}

void TestServicesTags::describes()
{
    const QString name = unique(QStringLiteral("garantía"));
    NewTag input;
    input.name = name.toUpper();
    input.colour = TagColour::Teal;
    const auto made = write<Tag>(people.lead, [&](UnitOfWork &unit) { return services::tags::create(unit, input); });
    VERIFY_OK(made);
    QCOMPARE(made->name, name);
    const auto twice = write<Tag>(people.lead, [&](UnitOfWork &unit) { return services::tags::create(unit, input); });
    COMPARE_REFUSED(twice, ErrorCode::AlreadyExists);
    QCOMPARE(codes(twice.error()), QStringLiteral("/name already_taken"));
    QCOMPARE(twice.error().extensions.value(QStringLiteral("existing_id")).toString(), made->id.toString());
    TagChange edit;
    edit.description = QStringLiteral("Dentro de dos años");
    edit.colour = TagColour::None;
    const auto changed = change(*made, edit);
    VERIFY_OK(changed);
    QCOMPARE(changed->version, 2);
    QCOMPARE(named(name)->description, *edit.description);
    QVERIFY(named(name)->colour == TagColour::None);
    for (const Actor &actor : {people.agent, people.auditor}) {
        COMPARE_REFUSED(run(actor, [&](UnitOfWork &unit) { return services::tags::remove(unit, made->id, {}); }),
                        ErrorCode::Forbidden);
    }
    VERIFY_OK(run(people.lead, [&](UnitOfWork &unit) { return services::tags::remove(unit, made->id, {}); }));
    QVERIFY(!named(name));
}

void TestServicesTags::completes()
{
    const QString mark = unique(QStringLiteral("ç"));
    tagged({mark + QStringLiteral("avería"), mark + QStringLiteral("averiguar"), mark + QStringLiteral("zeta")});
    const QString folded = QStringLiteral("c") + mark.mid(1);
    QCOMPARE(completions(folded.toUpper() + QStringLiteral("AVERI")),
             (QStringList{mark + QStringLiteral("avería"), mark + QStringLiteral("averiguar")}));
    QCOMPARE(completions(mark + QStringLiteral("z")), QStringList{mark + QStringLiteral("zeta")});
    TagChange archive;
    archive.archived = true;
    VERIFY_OK(change(*named(mark + QStringLiteral("zeta")), archive));
    QCOMPARE(completions(mark + QStringLiteral("z")), QStringList());
    QCOMPARE(completions(mark + QStringLiteral("z"), false), QStringList{mark + QStringLiteral("zeta")});
}

void TestServicesTags::countsToTheCap()
{
    const QString name = unique(QStringLiteral("mucha"));
    const Incident incident = tagged({name});
    VERIFY_OK(run(Actor::system(), [&](UnitOfWork &unit) -> Outcome {
        // As many as the cap and one more, by rows of incidents that are copies.
        for (int i = 0; i < 10; ++i) {
            storage::Statement s(unit.database(),
                                 QStringLiteral("insert into incidents (subject, status, impact, urgency, priority, "
                                                "priority_by_hand, customer_id, channel, language, tags, "
                                                "custom_fields, order_number, order_folded, serial_number, "
                                                "serial_folded, external_reference, created_at, updated_at, version, "
                                                "message_count) select subject, status, impact, urgency, priority, "
                                                "priority_by_hand, customer_id, channel, language, tags, "
                                                "custom_fields, order_number, order_folded, serial_number, "
                                                "serial_folded, external_reference, created_at, updated_at, version, "
                                                "message_count from incidents where tags = ?"));
            s.bind(QStringLiteral("[\"%1\"]").arg(name));
            if (const Outcome copied = s.exec(); !copied)
                return copied;
        }
        storage::Statement s(unit.database(),
                             QStringLiteral("insert into incident_tags (tag, incident_id) select ?, id from incidents "
                                            "where tags = ? and id <> ? order by id limit 999"));
        return s.bind(name).bind(QStringLiteral("[\"%1\"]").arg(name)).bind(incident.id).exec();
    }));
    QCOMPARE(named(name)->incidentCount, 1000);
    QVERIFY(!named(name)->incidentCountCapped);
    VERIFY_OK(run(Actor::system(), [&](UnitOfWork &unit) -> Outcome {
        storage::Statement s(unit.database(),
                             QStringLiteral("insert into incident_tags (tag, incident_id) select ?, max(id) from "
                                            "incidents where tags = ?"));
        return s.bind(name).bind(QStringLiteral("[\"%1\"]").arg(name)).exec();
    }));
    QCOMPARE(named(name)->incidentCount, 1000);
    QVERIFY(named(name)->incidentCountCapped);
}

void TestServicesTags::renames()
{
    const QString old = unique(QStringLiteral("vieja"));
    const QString name = unique(QStringLiteral("joven"));
    const QString beside = unique(QStringLiteral("zz"));
    QList<Incident> carriers;
    for (int i = 0; i < 30; ++i)
        carriers.append(tagged({old, beside}));
    const auto tag = named(old);
    QVERIFY(tag);
    clock.advanceSeconds(60);
    TagChange edit;
    edit.name = name;
    const auto renamed = change(*tag, edit);
    VERIFY_OK(renamed);
    QCOMPARE(renamed->id, tag->id);
    QCOMPARE(renamed->name, name);
    QCOMPARE(renamed->movingFrom, QStringList{old});
    // Neither name can be taken, and what is tagged so meanwhile follows.
    NewTag input;
    input.name = old;
    COMPARE_REFUSED(write<Tag>(people.lead, [&](UnitOfWork &unit) { return services::tags::create(unit, input); }),
                    ErrorCode::Conflict);
    carriers.append(tagged({old}));
    QVERIFY(!named(old));
    QVERIFY(moveAll() >= 2);
    const auto after = named(name);
    QCOMPARE(after->incidentCount, 31);
    QCOMPARE(after->movingFrom, QStringList());
    QVERIFY(!named(old));
    for (const Incident &carrier : carriers) {
        const Incident now = reread(carrier.id);
        QVERIFY(now.tags.contains(name) && !now.tags.contains(old));
        QCOMPARE(now.tags.contains(beside), carrier.tags.contains(beside));
        QCOMPARE(now.version, carrier.version + 1);
        QCOMPARE(now.updatedAt, carrier.updatedAt); // nobody worked on it
        const Event event = eventsOf(carrier.id).constLast();
        QVERIFY(event.kind == EventKind::IncidentChanged);
        QCOMPARE(event.version, now.version);
        QCOMPARE(event.actorName, people.lead.name);
        QVERIFY(event.actorKind == ActorKind::Employee);
        QVERIFY(event.before.value(QStringLiteral("tags")).toArray().contains(old));
    }
}

void TestServicesTags::merges()
{
    const QString from = unique(QStringLiteral("roto"));
    const QString into = unique(QStringLiteral("avería"));
    const Incident one = tagged({from});
    const Incident both = tagged({from, into});
    TagChange rename;
    rename.name = into;
    const auto refused = change(*named(from), rename);
    COMPARE_REFUSED(refused, ErrorCode::AlreadyExists);
    QCOMPARE(refused.error().extensions.value(QStringLiteral("existing_id")).toString(), named(into)->id.toString());
    COMPARE_REFUSED(merge(*named(from), *named(from)), ErrorCode::ValidationFailed);
    const auto merged = merge(*named(from), *named(into));
    VERIFY_OK(merged);
    QCOMPARE(merged->name, into);
    QCOMPARE(merged->movingFrom, QStringList{from});
    QVERIFY(!named(from));
    moveAll();
    QCOMPARE(reread(one.id).tags, QStringList{into});
    QCOMPARE(reread(both.id).tags, QStringList{into});
    QCOMPARE(named(into)->incidentCount, 2);
    QCOMPARE(named(into)->movingFrom, QStringList());
}

void TestServicesTags::renamedWhileBeingMoved()
{
    const QString a = unique(QStringLiteral("a"));
    const QString b = unique(QStringLiteral("b"));
    const QString c = unique(QStringLiteral("c"));
    const Incident incident = tagged({a});
    TagChange edit;
    edit.name = b;
    const auto second = change(*named(a), edit);
    VERIFY_OK(second);
    edit.name = a;
    COMPARE_REFUSED(change(*second, edit), ErrorCode::Conflict); // in circles
    edit.name = c;
    const auto third = change(*second, edit);
    VERIFY_OK(third);
    QCOMPARE(third->movingFrom, (QStringList{a, b}));
    moveAll();
    QCOMPARE(reread(incident.id).tags, QStringList{c});
    QVERIFY(!named(a) && !named(b));
    QCOMPARE(named(c)->movingFrom, QStringList());
}

void TestServicesTags::refusesWhatIsInUse()
{
    const QString name = unique(QStringLiteral("usada"));
    tagged({name});
    const TagId id = named(name)->id;
    COMPARE_REFUSED(run(people.admin, [&](UnitOfWork &unit) { return services::tags::remove(unit, id, {}); }),
                    ErrorCode::InUse);
}

void TestServicesTags::goesOnAfterADeath()
{
    const QString old = unique(QStringLiteral("medias"));
    const QString name = unique(QStringLiteral("entera"));
    for (int i = 0; i < 60; ++i)
        tagged({old});
    TagChange edit;
    edit.name = name;
    VERIFY_OK(change(*named(old), edit));
    // What a process that died left behind: some are changed, wholly; another goes on with the rest.
    VERIFY_OK(services::tags::advance(clock));
    const qint64 first = named(name)->incidentCount;
    QVERIFY(first > 0 && first < 60);
    QCOMPARE(named(name)->movingFrom, QStringList{old});
    storage::closeThreadDatabase();
    moveAll();
    QCOMPARE(named(name)->incidentCount, 60);
    QCOMPARE(named(name)->movingFrom, QStringList());
}

void TestServicesTags::moverDoesIt()
{
    TagMover mover(clock);
    mover.start();
    const QString old = unique(QStringLiteral("sola"));
    const QString name = unique(QStringLiteral("movida"));
    const Incident incident = tagged({old});
    TagChange edit;
    edit.name = name;
    VERIFY_OK(change(*named(old), edit));
    TagMover::wake();
    QTRY_COMPARE_WITH_TIMEOUT(named(name)->movingFrom, QStringList(), 30'000);
    QCOMPARE(reread(incident.id).tags, QStringList{name});
    mover.stop();
    mover.start(); // once more, and the destructor stops it
}

void TestServicesTags::heals()
{
    const QString name = unique(QStringLiteral("perdida"));
    tagged({name});
    VERIFY_OK(run(Actor::system(), [&](UnitOfWork &unit) -> Outcome {
        storage::Statement s(unit.database(), QStringLiteral("delete from tags where name = ?"));
        return s.bind(name).exec();
    }));
    QVERIFY(!named(name));
    VERIFY_OK(upkeep::run(clock));
    QCOMPARE(named(name)->incidentCount, 1);
}

QTEST_GUILESS_MAIN(TestServicesTags)
#include "test_services_tags.moc"
