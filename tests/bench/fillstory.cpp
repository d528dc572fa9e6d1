// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fillstory.h"

#include "protocol/jsonreader.h"

#include <algorithm>
#include <array>

namespace mostrador::bench {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 history = 3 * 365 * day;
/// Resolved ones wait for closing; older ones than this the server's upkeep would close during a measurement.
constexpr qint64 resolvedAtMost = 10 * day;

IncidentStatus statusOf(qint64 id, const Extent &extent, Random &random)
{
    using enum IncidentStatus;
    if (id > extent.incidents - extent.active)
        return std::array{New, Open, WaitingCustomer,
                          WaitingThirdParty}[static_cast<std::size_t>(random.weighted({20, 45, 25, 10}))];
    if (id > extent.incidents - extent.active - extent.resolved)
        return Resolved;
    return random.chance(0.04) ? Cancelled : Closed;
}

/// Tells the events one after the other, each with a version of its own.
class Teller
{
public:
    Teller(Story &story, const Corpus &corpus)
        : m_story(story)
        , m_corpus(corpus)
    {}

    Event &add(EventKind kind, Timestamp at, bool byEmployee)
    {
        Incident &incident = m_story.incident;
        ++incident.version;
        incident.updatedAt = at;
        Event event;
        event.kind = kind;
        event.at = at;
        event.version = incident.version;
        event.incident = incident.id;
        event.subjectKind = QStringLiteral("incident");
        event.subjectId = incident.id.value();
        if (byEmployee) {
            const auto employee = incident.assignee.value_or(EmployeeId(4));
            event.actorKind = ActorKind::Employee;
            event.actorId = employee.value();
            event.actorName = employeeName(m_corpus, static_cast<int>(employee.value()));
        } else {
            event.actorKind = ActorKind::Customer;
            event.actorId = incident.customer.value();
        }
        m_story.events.append(event);
        return m_story.events.last();
    }

    void move(IncidentStatus to, Timestamp at, bool byEmployee)
    {
        Incident &incident = m_story.incident;
        Event &event = add(EventKind::StatusChanged, at, byEmployee);
        event.before.insert(QStringLiteral("status"), toString(incident.status));
        event.after.insert(QStringLiteral("status"), toString(to));
        incident.status = to;
        const auto set = [&](const QString &key, std::optional<Timestamp> &field) {
            field = at;
            event.before.insert(key, QJsonValue());
            event.after.insert(key, at.toRfc3339());
        };
        if (to == IncidentStatus::Resolved)
            set(QStringLiteral("resolved_at"), incident.resolvedAt);
        if (to == IncidentStatus::Closed || to == IncidentStatus::Cancelled)
            set(QStringLiteral("closed_at"), incident.closedAt);
    }

    void assign(std::optional<TeamId> team, std::optional<EmployeeId> assignee, Timestamp at)
    {
        Incident &incident = m_story.incident;
        incident.team = team;
        incident.assignee = assignee;
        Event &event = add(EventKind::Assigned, at, true);
        const auto changed = [&](const QString &key, const QString &value) {
            event.before.insert(key, QJsonValue());
            event.after.insert(key, value);
        };
        if (team)
            changed(QStringLiteral("team_id"), team->toString());
        if (assignee)
            changed(QStringLiteral("assignee_id"), assignee->toString());
    }

private:
    Story &m_story;
    const Corpus &m_corpus;
};

void describe(Story &story, Random &random, const Extent &extent, const Corpus &corpus)
{
    Incident &incident = story.incident;
    const qint64 id = incident.id.value();
    incident.customer = CustomerId(1 + random.skewed(extent.customers));
    story.spanish = isSpanish(incident.customer.value());
    incident.language = story.spanish ? QStringLiteral("es") : QStringLiteral("en");
    incident.impact = static_cast<Impact>(random.weighted({30, 55, 15}));
    incident.urgency = static_cast<Urgency>(random.weighted({35, 50, 15}));
    incident.priority = PriorityTable().at(incident.impact, incident.urgency);
    if (random.chance(0.05)) {
        incident.priority = static_cast<Priority>(random.below(4));
        incident.priorityByHand = true;
    }
    if (random.chance(0.85))
        incident.product = ProductId(1 + random.skewed(Extent::products));
    incident.channel = std::array{Channel::Web, Channel::Email, Channel::Phone, Channel::Api,
                                  Channel::Chat}[static_cast<std::size_t>(random.weighted({55, 20, 15, 5, 5}))];
    const QStringList &tags = corpus.section(QStringLiteral("tag"));
    for (int left = random.weighted({45, 30, 15, 10}); left > 0; --left)
        incident.tags.append(tags.at(random.skewed(tags.size())));
    incident.tags.removeDuplicates();
    incident.tags.sort();
    if (random.chance(0.4))
        incident.orderNumber = QStringLiteral("ORD-%1").arg(100'000 + id * 3);
    if (random.chance(0.2))
        incident.serialNumber = QStringLiteral("SN%1").arg(7'000'000 + id * 7);
    if (random.chance(0.05))
        incident.externalReference = QStringLiteral("EXT-%1").arg(id);
    if (random.chance(0.2)) {
        const QStringList &cities = corpus.section(QStringLiteral("city"));
        incident.customFields.insert(QStringLiteral("tienda"), cities.at(random.skewed(cities.size())));
    }
    if (random.chance(0.35))
        incident.dueAt = incident.createdAt.plusMilliseconds((1 + random.below(5)) * day);
    story.attachment = random.chance(0.03);
}

} // namespace

Extent::Extent(qint64 incidentCount, Timestamp present)
    : incidents(incidentCount)
    , customers(std::max<qint64>(20, incidentCount * 2 / 5))
    , active(std::min(incidentCount / 2, 1100 + incidentCount / 40))
    , resolved(active / 4)
    , now(present)
    , start(present.plusMilliseconds(-history))
{}

bool isSpanish(qint64 customer)
{
    return Random(static_cast<quint64>(customer) * 31).chance(0.7);
}

QString employeeName(const Corpus &corpus, int id)
{
    const QStringList &given = corpus.section(QStringLiteral("given"));
    const QStringList &family = corpus.section(QStringLiteral("family"));
    return given.at(id % given.size()) + u' ' + family.at(id * 7 % family.size());
}

Story tell(qint64 id, const Extent &extent, const Corpus &corpus)
{
    Random random(static_cast<quint64>(id) * 0x51ed2701);
    Story story;
    Incident &incident = story.incident;
    incident.id = IncidentId(id);
    // Two hours before the present at the latest, and a minute at least for each of a life's steps.
    const double part = static_cast<double>(id) / static_cast<double>(extent.incidents);
    const auto span = static_cast<double>(extent.now.milliseconds() - extent.start.milliseconds() - 2 * hour);
    incident.createdAt = extent.start.plusMilliseconds(static_cast<qint64>(part * span));
    const IncidentStatus end = statusOf(id, extent, random);
    describe(story, random, extent, corpus);

    const int count = end == IncidentStatus::New         ? 1
                      : end == IncidentStatus::Cancelled ? 1 + random.weighted({70, 30})
                                                         : 1 + random.weighted({16, 30, 23, 13, 8, 5, 3, 2});
    incident.messageCount = count;
    const qint64 left = extent.now.milliseconds() - incident.createdAt.milliseconds();
    const qint64 pace = std::min<qint64>(left / (count + 6), 3 * hour);
    Timestamp at = incident.createdAt;
    const auto later = [&] { return at = at.plusMilliseconds(pace / 4 + random.below(std::max<qint64>(1, pace / 2))); };

    Teller teller(story, corpus);
    teller.add(EventKind::IncidentCreated, at, false);
    story.messages.append({false, false, at, 12 + static_cast<int>(random.skewed(60))});
    const bool assigned = end != IncidentStatus::New && end != IncidentStatus::Cancelled;
    if (assigned || random.chance(0.5)) {
        std::optional<EmployeeId> assignee;
        if (assigned && random.chance(0.9))
            assignee = EmployeeId(4 + random.skewed(Extent::employees - 3));
        teller.assign(TeamId(1 + random.skewed(Extent::teams)), assignee, later());
    }
    if (assigned)
        teller.move(IncidentStatus::Open, later(), true);
    for (int i = 1; i < count; ++i) {
        Utterance message;
        message.byEmployee = i % 2 == 1 && end != IncidentStatus::Cancelled;
        message.internal = message.byEmployee && random.chance(0.2);
        message.at = later();
        message.words = 6 + static_cast<int>(random.skewed(45));
        if (message.byEmployee && !message.internal && !incident.firstResponseAt)
            incident.firstResponseAt = message.at;
        Event &event = teller.add(message.internal ? EventKind::NoteAdded : EventKind::MessageAdded, message.at,
                                  message.byEmployee);
        event.after.insert(QStringLiteral("internal"), message.internal);
        event.subjectId = i;
        story.messages.append(message);
    }
    if (end == IncidentStatus::Resolved || end == IncidentStatus::Closed) {
        later();
        if (end == IncidentStatus::Resolved) {
            const Timestamp recent = extent.now.plusMilliseconds(-random.below(resolvedAtMost) - hour);
            at = std::max(at, recent);
        }
        teller.move(IncidentStatus::Resolved, at, true);
        if (end == IncidentStatus::Closed)
            teller.move(IncidentStatus::Closed, later(), true);
    } else if (incident.status != end) {
        teller.move(end, later(), end != IncidentStatus::Cancelled);
    }
    return story;
}

QStringList wantedWords(qint64 id, const Extent &extent, const Corpus &corpus)
{
    QStringList words;
    const QStringList &rare = corpus.section(QStringLiteral("rare"));
    for (qsizetype k = 0; k < rare.size(); ++k) {
        if (id % 1000 == 100 * k + 50)
            words.append(rare.at(k));
    }
    const QStringList &steady = corpus.section(QStringLiteral("steady"));
    constexpr qint64 occurrences = 64;
    const qint64 every = std::max<qint64>(1, extent.incidents / occurrences);
    if (id / every < occurrences) {
        for (qsizetype k = 0; k < steady.size(); ++k) {
            if (id % every == (k + 1) % every)
                words.append(steady.at(k));
        }
    }
    return words;
}

} // namespace mostrador::bench
