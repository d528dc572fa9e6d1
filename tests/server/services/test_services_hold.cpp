// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/attachmentservice.h"
#include "services/upkeep.h"
#include "servicetest.h"
#include "storage/outbox.h"

using namespace mostrador;
using namespace mostrador::services;

/// Messages that are held back for a while, and withdrawn in it.
class TestServicesHold : public test::ServiceTest
{
    Q_OBJECT

    Result<Message> hold(const Actor &actor, IncidentId id, int seconds, std::optional<IncidentStatus> status = {},
                         const QList<AttachmentId> &files = {}, bool internal = false)
    {
        NewMessage input;
        input.body = unique(QStringLiteral("Prueba con el otro cable"));
        input.internal = internal;
        input.status = status;
        input.holdSeconds = seconds;
        input.attachments = files;
        return write<Message>(actor, [&](UnitOfWork &unit) { return incidents::addMessage(unit, id, input); });
    }
    Result<Message> withdraw(const Actor &actor, MessageId id)
    {
        return write<Message>(actor, [&](UnitOfWork &unit) { return incidents::withdraw(unit, id); });
    }
    QList<Message> conversation(const Actor &actor, IncidentId id)
    {
        const auto page = write<ListPage<Message>>(actor, [&](UnitOfWork &unit) {
            ListRequest request;
            request.limit = 100;
            return incidents::messages(unit, id, request);
        });
        return page ? page->items : QList<Message>();
    }
    Incident seenBy(const Actor &actor, IncidentId id)
    {
        const auto seen = write<Incident>(actor, [&](UnitOfWork &unit) { return incidents::get(unit, id); });
        return seen ? *seen : Incident();
    }
    qsizetype filesSeenBy(const Actor &actor, IncidentId id)
    {
        const auto files =
            write<QList<Attachment>>(actor, [&](UnitOfWork &unit) { return attachments::ofIncident(unit, id); });
        return files ? files->size() : -1;
    }
    qint64 found(const Actor &actor, const QString &words)
    {
        const auto count =
            write<qint64>(actor, [&](UnitOfWork &unit) { return incidents::count(unit, u'"' + words + u'"', 10); });
        return count ? *count : -1;
    }
    Result<Incident> toStatus(const Actor &actor, IncidentId id, IncidentStatus status)
    {
        IncidentChange edit;
        edit.status = status;
        return change(actor, id, edit, reread(id).version);
    }
    static Actor customerOf(const Incident &incident)
    {
        return Actor::ofCustomer(incident.customer, QStringLiteral("x"));
    }
    QStringList due(Timestamp at)
    {
        const auto leased = storage::outbox::lease(database(), QStringLiteral("test"), 100, 1000, at);
        QStringList kinds;
        if (leased) {
            for (const auto &entry : *leased) {
                if (entry.message)
                    kinds.append(entry.kind + u' ' + entry.message->toString());
            }
        }
        return kinds;
    }

private Q_SLOTS:
    void customersGetItAtItsTime();
    void withdrawnAsThoughNeverSent();
    void putsBackOnlyWhatNobodyChanged();
    void onlyItsAuthorInTime();
    void notOnceDeliveryHasBegun();
    void filesComeFreeAgain();
    void outOfRangeIsRefused();
};

void TestServicesHold::customersGetItAtItsTime()
{
    const Incident incident = makeIncident();
    const Actor customer = customerOf(incident);
    const auto sent = hold(people.agent, incident.id, 10, IncidentStatus::WaitingCustomer);
    VERIFY_OK(sent);
    QCOMPARE(sent->heldUntil, std::optional(clock.now().plusSeconds(10)));
    // Colleagues see it at once, marked, with the status it brought.
    QCOMPARE(conversation(people.lead, incident.id).last().id, sent->id);
    QCOMPARE(conversation(people.lead, incident.id).last().heldUntil, sent->heldUntil);
    COMPARE_NAMES(seenBy(people.lead, incident.id).status, IncidentStatus::WaitingCustomer);
    // The customer does not, neither message nor status nor mail.
    QCOMPARE(conversation(customer, incident.id).size(), 1);
    COMPARE_NAMES(seenBy(customer, incident.id).status, IncidentStatus::New);
    QCOMPARE(mailsOf(incident.id).size(), 2); // the receipt and this one
    const QString mail = QStringLiteral("mail.reply ") + sent->id.toString();
    QVERIFY(!due(clock.now().plusMilliseconds(9'999)).contains(mail));
    clock.advanceSeconds(10);
    QVERIFY(due(clock.now()).contains(mail));
    QCOMPARE(conversation(customer, incident.id).size(), 2);
    COMPARE_NAMES(seenBy(customer, incident.id).status, IncidentStatus::WaitingCustomer);
    QVERIFY(!conversation(people.lead, incident.id).last().heldUntil);
    QVERIFY(!conversation(customer, incident.id).last().heldUntil);
    // What is over is forgotten, the message stays.
    clock.advanceSeconds(3 * 86'400);
    VERIFY_OK(upkeep::run(clock));
    QCOMPARE(conversation(customer, incident.id).size(), 2);
}

void TestServicesHold::withdrawnAsThoughNeverSent()
{
    const Incident before = makeIncident();
    const auto sent = hold(people.agent, before.id, 30, IncidentStatus::Resolved);
    VERIFY_OK(sent);
    Incident now = reread(before.id);
    COMPARE_NAMES(now.status, IncidentStatus::Resolved);
    QVERIFY(now.firstResponseAt && now.resolvedAt);
    QCOMPARE(found(people.agent, sent->body), 1);

    clock.advanceSeconds(29);
    const auto gone = withdraw(people.agent, sent->id);
    VERIFY_OK(gone);
    QCOMPARE(gone->body, sent->body);
    now = reread(before.id);
    COMPARE_NAMES(now.status, IncidentStatus::New);
    QVERIFY(!now.firstResponseAt && !now.resolvedAt);
    QCOMPARE(now.messageCount, 1);
    QCOMPARE(conversation(people.agent, before.id).size(), 1);
    QCOMPARE(mailsOf(before.id).size(), 1); // the receipt
    QCOMPARE(found(people.agent, sent->body), 0);
    // The history tells that it was, not what it said.
    const QList<Event> events = eventsOf(before.id);
    QVERIFY(std::any_of(events.begin(), events.end(),
                        [](const Event &event) { return event.kind == EventKind::MessageWithdrawn; }));
    COMPARE_NAMES(events.last().kind, EventKind::StatusChanged);
    for (const Event &event : events)
        QVERIFY(!QJsonDocument(event.after).toJson().contains("otro cable"));
    COMPARE_REFUSED(withdraw(people.agent, sent->id), ErrorCode::NotFound);
    // And a first response is counted when it comes.
    VERIFY_OK(say(people.agent, before.id, QStringLiteral("Now really")));
    QCOMPARE(reread(before.id).firstResponseAt, std::optional(clock.now()));
}

void TestServicesHold::putsBackOnlyWhatNobodyChanged()
{
    // Somebody set another status, or the same again, in the meantime: that stays.
    for (const bool same : {false, true}) {
        const Incident incident = makeIncident();
        const auto sent = hold(people.agent, incident.id, 60, IncidentStatus::Resolved);
        VERIFY_OK(sent);
        VERIFY_OK(toStatus(people.lead, incident.id, IncidentStatus::Open));
        if (same)
            VERIFY_OK(toStatus(people.lead, incident.id, IncidentStatus::Resolved));
        VERIFY_OK(withdraw(people.agent, sent->id));
        COMPARE_NAMES(reread(incident.id).status, same ? IncidentStatus::Resolved : IncidentStatus::Open);
        COMPARE_NAMES(seenBy(customerOf(incident), incident.id).status,
                      same ? IncidentStatus::Resolved : IncidentStatus::Open);
    }
    // The customer wrote meanwhile, to what was open for them.
    const Incident incident = makeIncident();
    const auto sent = hold(people.agent, incident.id, 60, IncidentStatus::Resolved);
    VERIFY_OK(sent);
    VERIFY_OK(say(customerOf(incident), incident.id, QStringLiteral("Are you there?")));
    COMPARE_NAMES(reread(incident.id).status, IncidentStatus::Open);
    VERIFY_OK(withdraw(people.agent, sent->id));
    COMPARE_NAMES(reread(incident.id).status, IncidentStatus::Open);
    // A colleague's answer counts as the first when the one before it is withdrawn.
    clock.advanceSeconds(5);
    const Incident other = makeIncident();
    const auto first = hold(people.agent, other.id, 60);
    VERIFY_OK(first);
    clock.advanceSeconds(5);
    VERIFY_OK(say(people.lead, other.id, QStringLiteral("I answer too")));
    const Timestamp answered = clock.now();
    clock.advanceSeconds(5);
    VERIFY_OK(withdraw(people.agent, first->id));
    QCOMPARE(reread(other.id).firstResponseAt, std::optional(answered));
    COMPARE_NAMES(reread(other.id).status, IncidentStatus::New); // which only the first of the two had moved
}

void TestServicesHold::onlyItsAuthorInTime()
{
    const Incident incident = makeIncident();
    const auto sent = hold(people.agent, incident.id, 20);
    VERIFY_OK(sent);
    COMPARE_REFUSED(withdraw(people.lead, sent->id), ErrorCode::Forbidden);
    COMPARE_REFUSED(withdraw(people.admin, sent->id), ErrorCode::Forbidden);
    COMPARE_REFUSED(withdraw(people.auditor, sent->id), ErrorCode::Forbidden);
    COMPARE_REFUSED(withdraw(people.agent, MessageId(999'999'999)), ErrorCode::NotFound);
    clock.advanceSeconds(20);
    COMPARE_REFUSED(withdraw(people.agent, sent->id), ErrorCode::Conflict);
    const auto plain = say(people.agent, incident.id, QStringLiteral("At once"));
    VERIFY_OK(plain);
    COMPARE_REFUSED(withdraw(people.agent, plain->id), ErrorCode::Conflict);
    // A note too; and nothing of a team's that the author has left.
    const auto note = hold(people.agent, incident.id, 20, {}, {}, true);
    VERIFY_OK(note);
    VERIFY_OK(withdraw(people.agent, note->id));
    const auto last = hold(people.agent, incident.id, 20);
    VERIFY_OK(last);
    IncidentChange move;
    move.team = std::optional(people.restrictedTeam);
    VERIFY_OK(change(people.admin, incident.id, move, reread(incident.id).version));
    COMPARE_REFUSED(withdraw(people.agent, last->id), ErrorCode::NotFound);
}

void TestServicesHold::notOnceDeliveryHasBegun()
{
    const Incident incident = makeIncident();
    const auto sent = hold(people.agent, incident.id, 20);
    VERIFY_OK(sent);
    // A worker whose clock is ahead has it in hand.
    QVERIFY(due(clock.now().plusSeconds(60)).contains(QStringLiteral("mail.reply ") + sent->id.toString()));
    COMPARE_REFUSED(withdraw(people.agent, sent->id), ErrorCode::Conflict);
    QCOMPARE(conversation(people.agent, incident.id).last().id, sent->id);
    QCOMPARE(reread(incident.id).messageCount, 2);
}

void TestServicesHold::filesComeFreeAgain()
{
    const Incident incident = makeIncident();
    const Actor customer = customerOf(incident);
    const auto file = write<Attachment>(people.agent, [&](UnitOfWork &unit) {
        return attachments::add(unit, incident.id, {QStringLiteral("plan.txt"), "a plan"}, true);
    });
    VERIFY_OK(file);
    QCOMPARE(filesSeenBy(customer, incident.id), 0);
    const auto sent = hold(people.agent, incident.id, 30, {}, {file->id});
    VERIFY_OK(sent);
    const auto read = [&](const Actor &actor) {
        return write<Attachment>(actor, [&](UnitOfWork &unit) { return attachments::get(unit, file->id); });
    };
    QCOMPARE(filesSeenBy(customer, incident.id), 0);
    COMPARE_REFUSED(read(customer), ErrorCode::NotFound);
    QCOMPARE(filesSeenBy(people.lead, incident.id), 1);
    VERIFY_OK(read(people.lead));
    VERIFY_OK(withdraw(people.agent, sent->id));
    QCOMPARE(filesSeenBy(people.lead, incident.id), 0);
    // It goes with the next one, without another upload.
    const auto again = hold(people.agent, incident.id, 5, {}, {file->id});
    VERIFY_OK(again);
    clock.advanceSeconds(5);
    QCOMPARE(filesSeenBy(customer, incident.id), 1);
    VERIFY_OK(read(customer));
}

void TestServicesHold::outOfRangeIsRefused()
{
    const Incident incident = makeIncident();
    COMPARE_REFUSED(hold(people.agent, incident.id, 121), ErrorCode::ValidationFailed);
    COMPARE_REFUSED(hold(people.agent, incident.id, -1), ErrorCode::ValidationFailed);
    VERIFY_OK(hold(people.agent, incident.id, 120));
    COMPARE_REFUSED(hold(customerOf(incident), incident.id, 10), ErrorCode::ValidationFailed);
}

QTEST_GUILESS_MAIN(TestServicesHold)
#include "test_services_hold.moc"
