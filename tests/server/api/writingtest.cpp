// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/feedserver.h"
#include "apifixture.h"
#include "follower.h"
#include "model/limits.h"
#include "storage/statement.h"
#include "storage/transaction.h"

using namespace mostrador;
using namespace mostrador::test;
using Kind = codec::FeedItem::Kind;

// A writing transaction anywhere in a PostgreSQL cluster holds its feeds back; others may be at work in ours.
#define SOON_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)

/// What employees write for one another and for later: colleagues mentioned in notes, drafts.
class ApiWritingTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void cleanup() { m_feed.reset(); }
    void mentionIsToldAndFound();
    void mentionReachesWhoMaySee();
    void mentionThatCannotBe();
    void mentionIsWithdrawn();
    void draftIsSaved();
    void draftIsNobodyElses();
    void draftIsListed();
    void draftEndsWhenItIsSent();
    void draftIsToldToItsAuthor();
    void draftsOfWhoLeavesGo();

private:
    Answer save(const QString &path, const QJsonObject &text, const QString &who, const QByteArray &etag = {})
    {
        Headers headers{{"Content-Type", "application/json"}};
        if (!etag.isEmpty())
            headers.append({"If-Match", etag});
        return api().ask("PUT", path, QJsonDocument(text).toJson(), who, headers);
    }
    Answer save(const QString &path, const QString &body, const QString &who, const QByteArray &etag = {})
    {
        return save(path, QJsonObject{{QStringLiteral("body"), body}}, who, etag);
    }
    static QString draftPath(const QString &incident, const char *kind = "reply")
    {
        return QStringLiteral("/incidents/%1/drafts/%2").arg(incident, QLatin1String(kind));
    }
    /// Kinds and incidents of the events of drafts, in order.
    static QStringList draftsToldTo(const Follower &follower)
    {
        QStringList told;
        for (const auto &item : follower.items) {
            if (item.kind == Kind::Event && item.event.subjectKind == QLatin1String("draft"))
                told.append(toString(item.event.kind) + u' ' +
                            item.event.after.value(QStringLiteral("incident_id")).toString() + u' ' +
                            item.event.after.value(QStringLiteral("kind")).toString());
        }
        return told;
    }
    static QString call(const ApiFixture::Colleague &who, const QString &name) { return mentionText(who.id, name); }
    Answer note(const QString &incident, const QString &body, int hold = 0)
    {
        QJsonObject message{{QStringLiteral("body"), body}, {QStringLiteral("internal"), true}};
        if (hold > 0)
            message.insert(QStringLiteral("hold_seconds"), hold);
        return api().post(QStringLiteral("/incidents/%1/messages").arg(incident), message, api().admin());
    }
    QStringList found(const QString &query, const QString &token)
    {
        const Answer answer = api().get(
            QStringLiteral("/incidents?limit=200&q=") + QString::fromLatin1(QUrl::toPercentEncoding(query)), token);
        if (answer.status != 200)
            qFatal("%s", answer.told().constData());
        QStringList ids;
        for (const QJsonValue &item : answer.items())
            ids.append(item.toObject().value(QStringLiteral("id")).toString());
        return ids;
    }
    static QString idOf(const QJsonObject &incident) { return incident.value(QStringLiteral("id")).toString(); }
    quint16 serve()
    {
        m_feed = std::make_unique<mostrador::api::FeedServer>(mostrador::api::FeedOptions());
        const auto outcome = m_feed->start();
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().detail));
        return m_feed->port();
    }

    std::unique_ptr<mostrador::api::FeedServer> m_feed;
};

void ApiWritingTest::mentionIsToldAndFound()
{
    const auto ana = api().addEmployee(Role::Agent, QStringLiteral("Ana Ruíz [turno]"), {api().team()});
    const quint16 port = serve();
    Follower hers(port, ana.token);
    Follower others(port, api().lead());
    SOON_VERIFY(hers.has(Kind::CaughtUp) && others.has(Kind::CaughtUp));

    const QString id = idOf(api().openIncident());
    const QString body = QStringLiteral("%1, and once more %1: have a look?").arg(call(ana, QStringLiteral("Ana [x]")));
    QVERIFY(body.contains(QStringLiteral("[@Ana (x)](employee:")));
    const Answer written = note(id, body);
    QVERIFY_STATUS(written, 201);
    const QJsonArray mentions{QJsonObject{{QStringLiteral("employee_id"), ana.id.toString()},
                                          {QStringLiteral("name"), QStringLiteral("Ana Ruíz [turno]")},
                                          {QStringLiteral("reached"), true}}};
    QCOMPARE(written.json().value(QStringLiteral("mentions")).toArray(), mentions);
    const Answer read = api().get(QStringLiteral("/incidents/%1/messages").arg(id), ana.token);
    QVERIFY_STATUS(read, 200);
    QCOMPARE(read.items().at(1).toObject().value(QStringLiteral("mentions")).toArray(), mentions);
    QCOMPARE(read.items().at(0).toObject().value(QStringLiteral("mentions")).toArray(), QJsonArray());

    // She alone is told; the history tells everybody.
    const QStringList all{QStringLiteral("incident_created"), QStringLiteral("note_added"),
                          QStringLiteral("mentioned")};
    SOON_VERIFY(hers.about(id) == all);
    const Event told = hers.items.constLast().event;
    QCOMPARE(told.after.value(QStringLiteral("employee_id")).toString(), ana.id.toString());
    QCOMPARE(told.after.value(QStringLiteral("message_id")).toString(), written.id());
    QCOMPARE(told.incident->toString(), id);
    const Answer nobody = note(id, QStringLiteral("No one."));
    QVERIFY_STATUS(nobody, 201);
    SOON_VERIFY(others.about(id).size() == 3);
    QCOMPARE(others.about(id), (QStringList{QStringLiteral("incident_created"), QStringLiteral("note_added"),
                                            QStringLiteral("note_added")}));
    QStringList history;
    for (const QJsonValue &item : api().get(QStringLiteral("/incidents/%1/events").arg(id), api().lead()).items())
        history.append(item.toObject().value(QStringLiteral("kind")).toString());
    QCOMPARE(history.count(QStringLiteral("mentioned")), 1);
    QCOMPARE(history.count(QStringLiteral("note_added")), 2);

    for (const QString &query :
         {QStringLiteral("mentions:me"), QStringLiteral("mentions:") + ana.id.toString(),
          QStringLiteral("mentions:") + ana.email.toUpper(), QStringLiteral("mentions:\"ana ruiz\"")})
        QCOMPARE(found(query, ana.token), QStringList{id});
    QCOMPARE(found(QStringLiteral("mentions:me"), api().lead()), QStringList());
    QVERIFY(!found(QStringLiteral("-mentions:me"), ana.token).contains(id));
    QVERIFY(!found(QStringLiteral("mentions!=me"), ana.token).contains(id));
    QVERIFY(found(QStringLiteral("-mentions:me"), api().lead()).contains(id));
}

void ApiWritingTest::mentionReachesWhoMaySee()
{
    const auto inside = api().addEmployee(Role::Agent, QStringLiteral("Berta"), {api().secretTeam()});
    const auto outside = api().addEmployee(Role::Agent, QStringLiteral("Carlos"), {api().team()});
    const auto auditor = api().addEmployee(Role::Auditor, QStringLiteral("Dora"));
    const quint16 port = serve();
    Follower his(port, outside.token);
    SOON_VERIFY(his.has(Kind::CaughtUp));
    const QString id = idOf(api().openIncident({{QStringLiteral("team_id"), api().secretTeam().toString()}}));
    const Answer written =
        note(id, call(inside, QStringLiteral("Berta")) + call(outside, QStringLiteral("Carlos")) +
                     call(auditor, QStringLiteral("Dora")) + call(api().as(Role::Admin), QStringLiteral("Me")));
    QVERIFY_STATUS(written, 201);
    QMap<QString, bool> reached;
    for (const QJsonValue &one : written.json().value(QStringLiteral("mentions")).toArray())
        reached.insert(one.toObject().value(QStringLiteral("employee_id")).toString(),
                       one.toObject().value(QStringLiteral("reached")).toBool());
    QCOMPARE(reached, (QMap<QString, bool>{{inside.id.toString(), true},
                                           {outside.id.toString(), false},
                                           {auditor.id.toString(), true},
                                           {api().as(Role::Admin).id.toString(), true}}));
    QStringList told;
    for (const QJsonValue &item : api().get(QStringLiteral("/incidents/%1/events").arg(id), api().admin()).items()) {
        if (item.toObject().value(QStringLiteral("kind")).toString() == QLatin1String("mentioned"))
            told.append(item.toObject()
                            .value(QStringLiteral("after"))
                            .toObject()
                            .value(QStringLiteral("employee_id"))
                            .toString());
    }
    // Neither who must not know of it nor the author.
    QCOMPARE(told, (QStringList{inside.id.toString(), auditor.id.toString()}));
    QCOMPARE(found(QStringLiteral("mentions:me"), inside.token), QStringList{id});
    QCOMPARE(found(QStringLiteral("mentions:me"), outside.token), QStringList());

    // Whoever has left is not reached either.
    QVERIFY_STATUS(api().remove(QStringLiteral("/employees/") + auditor.id.toString(), api().admin()), 204);
    const Answer late = note(id, call(auditor, QStringLiteral("Dora")));
    QVERIFY_STATUS(late, 201);
    const QJsonObject gone = late.json().value(QStringLiteral("mentions")).toArray().at(0).toObject();
    QCOMPARE(gone.value(QStringLiteral("reached")).toBool(true), false);
    QCOMPARE(gone.value(QStringLiteral("name")).toString(), QStringLiteral("Dora"));

    // Nothing of it came by the feed: what is about another incident comes behind it.
    const QString open = idOf(api().openIncident());
    SOON_VERIFY(!his.about(open).isEmpty());
    QCOMPARE(his.about(id), QStringList());
}

void ApiWritingTest::mentionThatCannotBe()
{
    const QString id = idOf(api().openIncident());
    const Answer nobody = note(id, QStringLiteral("[@Nobody](employee:999999999)"));
    QVERIFY_STATUS(nobody, 422);
    QCOMPARE(nobody.pointers(), QStringLiteral("/body"));
    QString crowd;
    for (int i = 0; i <= limits::mentions; ++i)
        crowd += QStringLiteral("[@x](employee:%1)").arg(i + 1);
    const Answer many = note(id, crowd);
    QVERIFY_STATUS(many, 422);
    QCOMPARE(many.pointers(), QStringLiteral("/body"));

    // Other links, what is escaped, and what a customer reads are no mentions.
    const auto eva = api().addEmployee(Role::Agent, QStringLiteral("Eva"));
    const QString mention = call(eva, QStringLiteral("Eva"));
    const Answer links =
        note(id, QStringLiteral("[Eva](employee:1) \\%1 !%1 [@Eva](https://example.org)").arg(mention));
    QVERIFY_STATUS(links, 201);
    QCOMPARE(links.json().value(QStringLiteral("mentions")).toArray(), QJsonArray());
    const Answer reply = api().post(QStringLiteral("/incidents/%1/messages").arg(id),
                                    {{QStringLiteral("body"), mention}}, api().admin());
    QVERIFY_STATUS(reply, 201);
    QCOMPARE(reply.json().value(QStringLiteral("mentions")).toArray(), QJsonArray());
    QCOMPARE(found(QStringLiteral("mentions:me"), eva.token), QStringList());
    QVERIFY_STATUS(api().get(QStringLiteral("/incidents?q=mentions%3Enobody"), eva.token), 400);
}

void ApiWritingTest::mentionIsWithdrawn()
{
    const auto fermin = api().addEmployee(Role::Agent, QStringLiteral("Fermín"));
    const QString id = idOf(api().openIncident());
    const Answer written = note(id, call(fermin, QStringLiteral("Fermín")), 60);
    QVERIFY_STATUS(written, 201);
    QCOMPARE(found(QStringLiteral("mentions:me"), fermin.token), QStringList{id});
    const Answer gone = api().remove(QStringLiteral("/messages/") + written.id(), api().admin());
    QVERIFY_STATUS(gone, 200);
    QCOMPARE(found(QStringLiteral("mentions:me"), fermin.token), QStringList());
}

void ApiWritingTest::draftIsSaved()
{
    const QString path = draftPath(idOf(api().openIncident()));
    QVERIFY_STATUS(api().get(path, api().agent()), 404);
    QVERIFY_STATUS(save(path, QString(), api().agent()), 422);
    QVERIFY_STATUS(api().get(path + u's', api().agent()), 404);
    const Answer first = save(path, QStringLiteral("Hola, "), api().agent());
    QVERIFY_STATUS(first, 200);
    QVERIFY(!first.etag().isEmpty());
    const Answer read = api().get(path, api().agent());
    QVERIFY_STATUS(read, 200);
    QCOMPARE(read.json(), first.json());
    QCOMPARE(read.etag(), first.etag());
    QCOMPARE(read.text(QStringLiteral("body")), QStringLiteral("Hola, "));
    QCOMPARE(read.text(QStringLiteral("kind")), QStringLiteral("reply"));
    QVERIFY(read.text(QStringLiteral("incident_reference")).startsWith(QStringLiteral("INC-")));

    // The same once more, such as after an answer that got lost, changes nothing.
    QCOMPARE(save(path, QStringLiteral("Hola, "), api().agent()).etag(), first.etag());
    const Answer blind = save(path, QStringLiteral("Otra cosa"), api().agent());
    QVERIFY_STATUS(blind, 412);
    const QJsonObject both = blind.json().value(QStringLiteral("conflicts")).toArray().at(0).toObject();
    QCOMPARE(both.value(QStringLiteral("yours")).toString(), QStringLiteral("Otra cosa"));
    QCOMPARE(both.value(QStringLiteral("theirs")).toString(), QStringLiteral("Hola, "));

    const QJsonObject whole{{QStringLiteral("body"), QStringLiteral("Hola, Ana")},
                            {QStringLiteral("status"), QStringLiteral("waiting_customer")},
                            {QStringLiteral("based_on"), QStringLiteral("7")}};
    const Answer second = save(path, whole, api().agent(), first.etag());
    QVERIFY_STATUS(second, 200);
    QVERIFY(second.etag() != first.etag());
    QCOMPARE(second.text(QStringLiteral("status")), QStringLiteral("waiting_customer"));
    QCOMPARE(second.text(QStringLiteral("based_on")), QStringLiteral("7"));
    QVERIFY_STATUS(save(path, QStringLiteral("Tarde"), api().agent(), first.etag()), 412);
    QCOMPARE(api().get(path, api().agent()).text(QStringLiteral("body")), QStringLiteral("Hola, Ana"));
    const Answer forced = save(path, QStringLiteral("Da igual"), api().agent(), "*");
    QVERIFY_STATUS(forced, 200);

    // Files go with it that are there, and no others.
    const Answer file = api().upload(QStringLiteral("/incidents/%1/attachments").arg(path.section(u'/', 2, 2)),
                                     QStringLiteral("a.txt"), "a", api().agent());
    QVERIFY_STATUS(file, 201);
    const auto withFile = [&](const QString &id) {
        return QJsonObject{{QStringLiteral("body"), QString()}, {QStringLiteral("attachment_ids"), QJsonArray{id}}};
    };
    QVERIFY_STATUS(save(path, withFile(QStringLiteral("999999")), api().agent(), forced.etag()), 422);
    const Answer only = save(path, withFile(file.id()), api().agent(), forced.etag());
    QVERIFY_STATUS(only, 200);
    QCOMPARE(only.json().value(QStringLiteral("attachment_ids")).toArray(), QJsonArray{file.id()});

    // A note is another draft; what is gone leaves its place, and what follows is never taken for it.
    QVERIFY_STATUS(api().get(draftPath(path.section(u'/', 2, 2), "note"), api().agent()), 404);
    QVERIFY_STATUS(api().ask("DELETE", path, {}, api().agent(), {{"If-Match", first.etag()}}), 412);
    QVERIFY_STATUS(api().ask("DELETE", path, {}, api().agent(), {{"If-Match", only.etag()}}), 204);
    QVERIFY_STATUS(api().remove(path, api().agent()), 404);
    QVERIFY_STATUS(save(path, QStringLiteral("Hola, "), api().agent()), 200);
    QVERIFY_STATUS(save(path, QStringLiteral("Hola, Ana"), api().agent(), only.etag()), 412);
}

void ApiWritingTest::draftIsNobodyElses()
{
    const QString id = idOf(api().openIncident());
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("Mine"), api().agent()), 200);
    QVERIFY_STATUS(api().get(draftPath(id), api().lead()), 404);
    QVERIFY_STATUS(api().remove(draftPath(id), api().admin()), 404);
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("Hers"), api().lead()), 200);
    QCOMPARE(api().get(draftPath(id), api().agent()).text(QStringLiteral("body")), QStringLiteral("Mine"));
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("No"), api().auditor()), 403);
    QVERIFY_STATUS(api().get(QStringLiteral("/drafts"), api().auditor()), 403);
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("No"), QString()), 401);
    const QString secret = idOf(api().openIncident({{QStringLiteral("team_id"), api().secretTeam().toString()}}));
    QVERIFY_STATUS(save(draftPath(secret), QStringLiteral("No"), api().agent()), 404);
}

void ApiWritingTest::draftIsListed()
{
    const auto greta = api().addEmployee(Role::Agent, QStringLiteral("Greta"));
    QStringList expected;
    for (int i = 0; i < 5; ++i) {
        const QString id = idOf(api().openIncident());
        QVERIFY_STATUS(save(draftPath(id, i % 2 ? "note" : "reply"), QStringLiteral("T%1").arg(i), greta.token), 200);
        expected.prepend(id);
    }
    const auto all = [&] {
        QJsonArray items;
        QString path = QStringLiteral("/drafts?limit=2");
        for (;;) {
            const Answer page = api().get(path, greta.token);
            if (page.status != 200)
                qFatal("%s", page.told().constData());
            for (const QJsonValue &item : page.items())
                items.append(item);
            const QString next = page.text(QStringLiteral("next_cursor"));
            if (next.isEmpty())
                return items;
            path = QStringLiteral("/drafts?limit=2&cursor=") + next;
        }
    };
    QStringList listed;
    for (const QJsonValue &item : all())
        listed.append(item.toObject().value(QStringLiteral("incident_id")).toString());
    QCOMPARE(listed, expected);

    // Out of sight: the text stays its author's, of the incident nothing is told.
    const Answer incident = api().get(QStringLiteral("/incidents/") + expected.at(0), api().admin());
    QVERIFY_STATUS(api().patch(QStringLiteral("/incidents/") + expected.at(0),
                               {{QStringLiteral("team_id"), api().secretTeam().toString()}}, incident.etag(),
                               api().admin()),
                   200);
    const QJsonObject hidden = all().at(0).toObject();
    QCOMPARE(hidden.value(QStringLiteral("body")).toString(), QStringLiteral("T4"));
    QCOMPARE(hidden.value(QStringLiteral("incident_subject")).toString(QStringLiteral("x")), QString());
    QCOMPARE(hidden.value(QStringLiteral("incident_reference")).toString(QStringLiteral("x")), QString());
    QVERIFY(!all().at(1).toObject().value(QStringLiteral("incident_subject")).toString().isEmpty());
    // And it is theirs to throw away.
    const qsizetype before = all().size();
    const QString kind = hidden.value(QStringLiteral("kind")).toString();
    QVERIFY_STATUS(
        api().remove(draftPath(expected.at(0), kind == QLatin1String("note") ? "note" : "reply"), greta.token), 204);
    QCOMPARE(all().size(), before - 1);
}

void ApiWritingTest::draftEndsWhenItIsSent()
{
    const QString id = idOf(api().openIncident());
    const QString messages = QStringLiteral("/incidents/%1/messages").arg(id);
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("Hola, Ana:"), api().agent()), 200);
    QVERIFY_STATUS(save(draftPath(id, "note"), QStringLiteral("Hola"), api().agent()), 200);
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("Hola"), api().lead()), 200);
    // The last words were not saved any more.
    QVERIFY_STATUS(api().post(messages, {{QStringLiteral("body"), QStringLiteral("Hola, Ana: listo.")}}, api().agent()),
                   201);
    QVERIFY_STATUS(api().get(draftPath(id), api().agent()), 404);
    QVERIFY_STATUS(api().get(draftPath(id, "note"), api().agent()), 200);
    QVERIFY_STATUS(api().get(draftPath(id), api().lead()), 200);
    // Another text is no part of it.
    QVERIFY_STATUS(note(id, QStringLiteral("Y algo más")), 201);
    QVERIFY_STATUS(save(draftPath(id, "note"), QStringLiteral("Mía"), api().admin()), 200);
    QVERIFY_STATUS(note(id, QStringLiteral("Otra")), 201);
    QVERIFY_STATUS(api().get(draftPath(id, "note"), api().admin()), 200);
    // Nor has a text gone out whose files did not go with it.
    const Answer file = api().upload(QStringLiteral("/incidents/%1/attachments").arg(id), QStringLiteral("foto.txt"),
                                     "x", api().agent());
    QVERIFY_STATUS(file, 201);
    QVERIFY_STATUS(save(draftPath(id),
                        QJsonObject{{QStringLiteral("body"), QString()},
                                    {QStringLiteral("attachment_ids"), QJsonArray{idOf(file.json())}}},
                        api().agent()),
                   200);
    QVERIFY_STATUS(api().post(messages, {{QStringLiteral("body"), QStringLiteral("Sin la foto.")}}, api().agent()),
                   201);
    QVERIFY_STATUS(api().get(draftPath(id), api().agent()), 200);
    QVERIFY_STATUS(api().post(messages,
                              {{QStringLiteral("body"), QStringLiteral("Con ella.")},
                               {QStringLiteral("attachment_ids"), QJsonArray{idOf(file.json())}}},
                              api().agent()),
                   201);
    QVERIFY_STATUS(api().get(draftPath(id), api().agent()), 404);
}

void ApiWritingTest::draftIsToldToItsAuthor()
{
    const auto hugo = api().addEmployee(Role::Agent, QStringLiteral("Hugo"));
    const QString id = idOf(api().openIncident());
    const quint16 port = serve();
    Follower his(port, hugo.token);
    Follower others(port, api().admin());
    SOON_VERIFY(his.has(Kind::CaughtUp) && others.has(Kind::CaughtUp));
    const Answer saved = save(draftPath(id), QStringLiteral("a"), hugo.token);
    QVERIFY_STATUS(saved, 200);
    // A text that grows is not worth a line each time.
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("ab"), hugo.token, saved.etag()), 200);
    QVERIFY_STATUS(api().remove(draftPath(id), hugo.token), 204);
    const QString tail = u' ' + id + QStringLiteral(" reply");
    SOON_VERIFY(draftsToldTo(his) ==
                (QStringList{QStringLiteral("draft_changed") + tail, QStringLiteral("draft_removed") + tail}));
    const QString next = idOf(api().openIncident());
    SOON_VERIFY(!others.about(next).isEmpty());
    QCOMPARE(draftsToldTo(others), QStringList());
    // Neither is it part of what happened to the incident.
    QCOMPARE(api().get(QStringLiteral("/incidents/%1/events").arg(id), api().admin()).items().size(), 1);
}

void ApiWritingTest::draftsOfWhoLeavesGo()
{
    const auto ines = api().addEmployee(Role::Agent, QStringLiteral("Inés"));
    const QString id = idOf(api().openIncident());
    QVERIFY_STATUS(save(draftPath(id), QStringLiteral("a"), ines.token), 200);
    QVERIFY_STATUS(api().remove(QStringLiteral("/employees/") + ines.id.toString(), api().admin()), 204);
    int left = -1;
    const auto outcome = storage::runTransaction(
        storage::threadDatabase(), storage::Mode::SingleStatement, [&](storage::Database &database) -> Outcome {
            storage::Statement s(database, QStringLiteral("select count(*) from drafts where employee_id = ?"));
            s.bind(ines.id);
            const auto count = storage::readOne<qint64>(s, [](storage::Statement &row) { return row.number(0); });
            if (!count)
                return count.error();
            left = static_cast<int>(count->value());
            return done;
        });
    QVERIFY(outcome.committed());
    QCOMPARE(left, 0);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiWritingTest>(argc, argv);
}

#include "writingtest.moc"
