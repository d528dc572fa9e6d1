// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::ServerProcess;

namespace {

/// The kinds of events that the live feed told.
class Heard
{
public:
    explicit Heard(FeedClient &feed)
    {
        QObject::connect(&feed, &FeedClient::eventReceived, &m_context,
                         [this](const Event &event) { m_kinds.append(event.kind); });
    }
    bool told(EventKind kind) const { return m_kinds.contains(kind); }

private:
    QObject m_context;
    QList<EventKind> m_kinds;
};

requests::ListQuery beginning(const char *words)
{
    requests::ListQuery list;
    list.query = QString::fromLatin1(words);
    return list;
}

} // namespace

/// What leads and administrators keep, by the requests of the console against the real server.
class ApiAdministrationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void views();
    void cannedReplies();
    void tags();
    void customFields();
    void priorityTable();

private:
    std::unique_ptr<ServerProcess> m_server;
};

void ApiAdministrationTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    MOSTRADOR_START_SERVER((*m_server));
}

void ApiAdministrationTest::views()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const Heard heard(console.feed);
    NewView newView;
    newView.name = QStringLiteral("Urgentes");
    newView.query = QStringLiteral("priority>=high");
    const auto view = outcome(requests::createView(console.client, newView));
    VERIFY_ANSWER(view);
    ViewChange viewChange;
    viewChange.scope = ViewScope::Everyone;
    const auto shared = outcome(requests::changeView(console.client, view->id, viewChange, view->version));
    VERIFY_ANSWER(shared);
    QVERIFY(!shared->owner);
    QCOMPARE(outcome(requests::views(console.client, {}, requests::Offered::Only))->items.size(), 1);
    QCOMPARE(*outcome(requests::view(console.client, view->id)), *shared);
    VERIFY_ANSWER(outcome(requests::removeView(console.client, view->id, shared->version)));
    QTRY_VERIFY(heard.told(EventKind::ViewCreated));
    QTRY_VERIFY(heard.told(EventKind::ViewChanged));
    QTRY_VERIFY(heard.told(EventKind::ViewRemoved));
}

void ApiAdministrationTest::cannedReplies()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const Heard heard(console.feed);
    NewCannedReply newReply;
    newReply.title = QStringLiteral("Saludo");
    newReply.shortcut = QStringLiteral("hola");
    newReply.body = QStringLiteral("Hola, {{customer.given_name}}:");
    newReply.language = QStringLiteral("es");
    const auto reply = outcome(requests::createCannedReply(console.client, newReply));
    VERIFY_ANSWER(reply);
    CannedReplyChange replyChange;
    replyChange.language = QString();
    VERIFY_ANSWER(outcome(requests::changeCannedReply(console.client, reply->id, replyChange, reply->version)));
    const auto replies = outcome(
        requests::cannedReplies(console.client, beginning("hola"), requests::Offered::Only, QStringLiteral("en")));
    VERIFY_ANSWER(replies);
    QCOMPARE(replies->items.size(), 1);
    VERIFY_ANSWER(outcome(requests::cannedReply(console.client, reply->id)));
    VERIFY_ANSWER(outcome(requests::removeCannedReply(console.client, reply->id, {})));
    QTRY_VERIFY(heard.told(EventKind::CannedReplyCreated));
    QTRY_VERIFY(heard.told(EventKind::CannedReplyChanged));
    QTRY_VERIFY(heard.told(EventKind::CannedReplyRemoved));
}

void ApiAdministrationTest::tags()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const Heard heard(console.feed);
    NewTag newTag;
    newTag.name = QStringLiteral("rota");
    const auto first = outcome(requests::createTag(console.client, newTag));
    VERIFY_ANSWER(first);
    newTag.name = QStringLiteral("avería");
    newTag.colour = TagColour::Red;
    const auto second = outcome(requests::createTag(console.client, newTag));
    VERIFY_ANSWER(second);
    TagChange rename;
    rename.name = QStringLiteral("partida");
    const auto renamed = outcome(requests::changeTag(console.client, first->id, rename, first->version));
    VERIFY_ANSWER(renamed);
    const auto merged = outcome(requests::mergeTag(console.client, first->id, second->id, {}));
    VERIFY_ANSWER(merged);
    // The server's own thread brings it to its end.
    QTRY_COMPARE(outcome(requests::tag(console.client, second->id))->movingFrom, QStringList());
    QCOMPARE(outcome(requests::tags(console.client, beginning("aver")))->items.size(), 1);
    VERIFY_ANSWER(outcome(requests::removeTag(console.client, second->id, {})));
    QTRY_VERIFY(heard.told(EventKind::TagCreated));
    QTRY_VERIFY(heard.told(EventKind::TagChanged));
    QTRY_VERIFY(heard.told(EventKind::TagRemoved));
}

void ApiAdministrationTest::customFields()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const Heard heard(console.feed);
    NewCustomField newField;
    newField.key = QStringLiteral("tienda");
    newField.rules.label = {{QStringLiteral("es"), QStringLiteral("Tienda")},
                            {QStringLiteral("en"), QStringLiteral("Shop")}};
    const auto field = outcome(requests::createCustomField(console.client, newField));
    VERIFY_ANSWER(field);
    CustomFieldChange fieldChange;
    fieldChange.archived = true;
    VERIFY_ANSWER(outcome(requests::changeCustomField(console.client, field->id, fieldChange, field->version)));
    QVERIFY(outcome(requests::customFields(console.client, {}, requests::Offered::Only))->items.isEmpty());
    VERIFY_ANSWER(outcome(requests::customField(console.client, field->id)));
    VERIFY_ANSWER(outcome(requests::removeCustomField(console.client, field->id, {})));
    QTRY_VERIFY(heard.told(EventKind::CustomFieldCreated));
    QTRY_VERIFY(heard.told(EventKind::CustomFieldChanged));
    QTRY_VERIFY(heard.told(EventKind::CustomFieldRemoved));
}

void ApiAdministrationTest::priorityTable()
{
    Console console(*m_server);
    QVERIFY(console.logInAsAdmin(*m_server));
    const Heard heard(console.feed);
    const auto setting = outcome(requests::priorityTable(console.client));
    VERIFY_ANSWER(setting);
    PriorityTable table = setting->table;
    table.set(Impact::Low, Urgency::Low, Priority::Critical);
    const auto replaced = outcome(requests::replacePriorityTable(console.client, table, setting->version));
    VERIFY_ANSWER(replaced);
    QCOMPARE(replaced->table, table);
    VERIFY_ANSWER(outcome(requests::replacePriorityTable(console.client, setting->table, replaced->version)));
    QTRY_VERIFY(heard.told(EventKind::PriorityTableChanged));
}

QTEST_GUILESS_MAIN(ApiAdministrationTest)
#include "apiadministrationtest.moc"
