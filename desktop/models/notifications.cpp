// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notifications.h"

#include "model/limits.h"
#include "models/eventtext.h"
#include "models/notificationwishes.h"
#include "store/offlinedata.h"
#include "store/serverprofile.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;

/// Beside the answers of the server, none of which has such a name.
const QString keptAs = QStringLiteral("notifications");
constexpr qsizetype toldAtMost = 600;
constexpr int linesOfPopUp = 4;
constexpr auto tryAgainAfter = 5s;
constexpr int ticksBetweenAsking = 20;
/// What was due while the computer slept is told of when it wakes, but not what was due last week.
constexpr qint64 pastDueSeconds = 8 * 3600;

QString dueMark(IncidentId incident, Timestamp due)
{
    return QStringLiteral("d%1@%2").arg(incident.toString()).arg(due.milliseconds());
}

QJsonObject toJson(const Notifications::Entry &entry)
{
    return {{QStringLiteral("kind"), ruleOf(entry.kind).name},
            {QStringLiteral("incident_id"), entry.incident.toString()},
            {QStringLiteral("reference"), entry.reference},
            {QStringLiteral("subject"), entry.subject},
            {QStringLiteral("who"), entry.who},
            {QStringLiteral("at"), entry.at.toRfc3339()},
            {QStringLiteral("times"), entry.times},
            {QStringLiteral("read"), entry.read}};
}

std::optional<Notifications::Entry> entryFromJson(const QJsonObject &json)
{
    const auto &rules = notificationRules();
    const QString name = json.value(QLatin1String("kind")).toString();
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const NotificationRule &each) { return each.name == name; });
    const auto incident = IncidentId::fromString(json.value(QLatin1String("incident_id")).toString());
    const auto at = Timestamp::fromRfc3339(json.value(QLatin1String("at")).toString());
    if (rule == rules.end() || !incident || !at)
        return std::nullopt; // a newer version's, perhaps
    Notifications::Entry entry;
    entry.kind = rule->kind;
    entry.incident = *incident;
    entry.reference = json.value(QLatin1String("reference")).toString();
    entry.subject = json.value(QLatin1String("subject")).toString();
    entry.who = json.value(QLatin1String("who")).toString();
    entry.at = *at;
    entry.times = std::max(1, json.value(QLatin1String("times")).toInt());
    entry.read = json.value(QLatin1String("read")).toBool();
    return entry;
}

} // namespace

Notifications::Notifications(const ModelContext &context, Settings &settings, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_settings(settings)
    , m_toldSetting(QStringLiteral("notifications/told_") +
                    ServerProfile{context.client.server(), context.session.employee().id.toString()}.id())
    , m_told(settings.value(m_toldSetting).toStringList())
{
    m_gather.setSingleShot(true);
    connect(&m_gather, &QTimer::timeout, this, &Notifications::ask);
    m_duePause.setSingleShot(true);
    m_duePause.setInterval(300ms);
    connect(&m_duePause, &QTimer::timeout, this, &Notifications::lookForDue);
    m_tick.setInterval(15s);
    connect(&m_tick, &QTimer::timeout, this, &Notifications::tick);
    m_tick.start();
    connect(&context.feed, &FeedClient::eventReceived, this, &Notifications::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, &m_duePause, qOverload<>(&QTimer::start));
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && !m_waiting.isEmpty())
            m_gather.start(m_pause);
    });
    if (context.offline) {
        connect(context.offline, &OfflineData::ready, this, &Notifications::load);
        connect(context.offline, &OfflineData::left, this, [this] { m_loaded = false; });
        if (context.offline->isReady())
            load();
    }
    m_duePause.start();
}

void Notifications::onEvent(const Event &event)
{
    if (!event.incident || !m_context.session.isLoggedIn())
        return;
    const EmployeeId me = m_context.session.employee().id;
    const bool own = event.actorKind == ActorKind::Employee && event.actorId == me.value();
    followDue(event, own);
    const QString mark = u'e' + event.id.toString();
    if (own || isTold(mark))
        return;
    const NotificationWishes wishes = NotificationWishes::from(m_settings);
    for (const NotificationRule &rule : notificationRules()) {
        if (!rule.tells || !wishes.wants(rule.kind) || !rule.tells(event, me))
            continue;
        m_waiting.append({rule.kind, *event.incident, event.actorName, event.at, mark});
        if (!m_gather.isActive() && !m_asking)
            m_gather.start(m_pause);
    }
}

/// Whether what falls due may have become another.
void Notifications::followDue(const Event &event, bool own)
{
    const IncidentId incident = *event.incident;
    const QJsonValue due = event.after.value(QLatin1String("due_at"));
    const bool known = std::any_of(m_dueNext.begin(), m_dueNext.end(),
                                   [incident](const Incident &each) { return each.id == incident; });
    const bool touches = !due.isUndefined() || event.after.contains(QLatin1String("assignee_id")) ||
                         event.after.contains(QLatin1String("status"));
    if (touches &&
        (known || !due.isUndefined() ||
         event.after.value(QLatin1String("assignee_id")).toString() == m_context.session.employee().id.toString()))
        m_duePause.start();
    // Whoever has just said "in ten minutes" knows.
    if (const auto at = Timestamp::fromRfc3339(due.toString()); own && at) {
        const int minutes = NotificationWishes::from(m_settings).dueMinutes;
        if (*at <= Timestamp::fromDateTime(m_now()).plusSeconds(minutes * 60LL))
            noteTold({dueMark(incident, *at)});
    }
}

/// The feed tells neither subject nor whose an incident is now; many are asked for at once.
void Notifications::ask()
{
    if (m_asking || m_waiting.isEmpty())
        return;
    // What happened in the time away is told as one.
    if (m_context.feed.state() == FeedClient::State::CatchingUp) {
        m_gather.start(m_pause);
        return;
    }
    const bool mineOnly = ruleOf(m_waiting.constFirst().kind).mineOnly;
    QList<Waiting> asked;
    QList<IncidentId> ids;
    for (const Waiting &each : std::as_const(m_waiting)) {
        if (ruleOf(each.kind).mineOnly != mineOnly)
            continue;
        if (!ids.contains(each.incident)) {
            if (ids.size() == limits::pageMax)
                break;
            ids.append(each.incident);
        }
        asked.append(each);
    }
    m_asking = true;
    requests::ListQuery list;
    list.query = mineOnly ? QStringLiteral("assignee:me") : QString();
    list.limit = limits::pageMax;
    auto *reply = requests::incidents(ServerOnly(m_context.client), list, ids);
    reply->then(this, [this, asked](const Answer<codec::Page<Incident>> &answer) { answered(asked, answer); });
}

void Notifications::answered(const QList<Waiting> &asked, const Answer<codec::Page<Incident>> &answer)
{
    m_asking = false;
    const bool refused =
        !answer && answer.error().kind == Failure::Kind::Refused && httpStatus(answer.error().problem.code) < 500;
    if (!answer && !refused) {
        if (m_context.client.isOnline()) // otherwise when it is again
            m_gather.start(tryAgainAfter);
        return;
    }
    QStringList marks;
    for (const Waiting &each : asked) {
        m_waiting.removeIf([&](const Waiting &other) { return other.mark == each.mark && other.kind == each.kind; });
        if (!answer)
            continue;
        const auto found = std::find_if(answer->items.begin(), answer->items.end(),
                                        [&](const Incident &incident) { return incident.id == each.incident; });
        // Given on meanwhile, or not to be seen any more.
        if (found == answer->items.end())
            continue;
        add(each, *found);
        marks.append(each.mark);
    }
    noteTold(marks);
    if (!m_waiting.isEmpty())
        ask();
    else
        popUpGathered();
}

void Notifications::lookForDue()
{
    const NotificationWishes wishes = NotificationWishes::from(m_settings);
    if (!wishes.wants(NotificationKind::DueSoon) || !m_context.session.isLoggedIn())
        return;
    m_ticks = 0;
    requests::ListQuery list;
    list.query = QStringLiteral("assignee:me status:active due<%1h").arg(wishes.dueMinutes / 60 + 2);
    list.sort = QStringLiteral("-due"); // what was due long ago is in the list's views
    list.limit = limits::pageMax;
    requests::incidents(m_context.client, list)->then(this, [this](const Answer<codec::Page<Incident>> &answer) {
        if (!answer)
            return; // asked again soon
        m_dueNext = answer->items;
        tellDue();
    });
}

void Notifications::tellDue()
{
    const NotificationWishes wishes = NotificationWishes::from(m_settings);
    if (!wishes.wants(NotificationKind::DueSoon))
        return;
    const Timestamp now = Timestamp::fromDateTime(m_now());
    const Timestamp until = now.plusSeconds(wishes.dueMinutes * 60LL);
    QStringList marks;
    for (const Incident &incident : std::as_const(m_dueNext)) {
        if (!incident.dueAt || *incident.dueAt > until || *incident.dueAt < now.plusSeconds(-pastDueSeconds))
            continue;
        const QString mark = dueMark(incident.id, *incident.dueAt);
        if (isTold(mark))
            continue;
        add({NotificationKind::DueSoon, incident.id, {}, now, mark}, incident);
        marks.append(mark);
    }
    noteTold(marks);
    if (!m_gathered.isEmpty() && m_waiting.isEmpty())
        popUpGathered();
}

void Notifications::tick()
{
    if (++m_ticks >= ticksBetweenAsking)
        lookForDue();
    else
        tellDue();
}

void Notifications::add(const Waiting &what, const Incident &incident)
{
    Entry entry{what.kind, incident.id, incident.reference, incident.subject, what.who, what.at, 1, false};
    entry.read = m_lookedAt(incident.id);
    const auto same = [&](const Entry &each) {
        return each.kind == entry.kind && each.incident == entry.incident && !each.read;
    };
    if (const auto found = std::find_if(m_entries.begin(), m_entries.end(), same); found != m_entries.end()) {
        entry.times = found->times + 1;
        const int row = static_cast<int>(found - m_entries.begin());
        beginRemoveRows({}, row, row);
        m_entries.erase(found);
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_entries.prepend(entry);
    endInsertRows();
    if (m_entries.size() > mostKept) {
        beginRemoveRows({}, mostKept, static_cast<int>(m_entries.size()) - 1);
        m_entries.resize(mostKept);
        endRemoveRows();
    }
    keep();
    Q_EMIT unreadChanged(unread());
    if (entry.read)
        return;
    m_gathered.removeIf([&](const Entry &each) { return each.kind == entry.kind && each.incident == entry.incident; });
    m_gathered.append(entry);
}

void Notifications::popUpGathered()
{
    const QList<Entry> gathered = std::exchange(m_gathered, {});
    if (gathered.isEmpty() || NotificationWishes::from(m_settings).isQuiet(m_now().time()))
        return;
    const Entry &first = gathered.constFirst();
    if (gathered.size() == 1) {
        Q_EMIT popUp(notificationTitle(first.kind, first.who, first.times),
                     tr("%1: %2", "reference, subject").arg(first.reference, first.subject), first.incident);
        return;
    }
    QStringList lines;
    for (const Entry &entry : gathered.mid(0, linesOfPopUp))
        lines.append(tr("%1: %2", "what happened, incident")
                         .arg(notificationTitle(entry.kind, entry.who, entry.times), entry.reference));
    if (const int left = static_cast<int>(gathered.size()) - linesOfPopUp; left > 0)
        lines.append(tr("and %Ln more", "", left));
    const bool one = std::all_of(gathered.begin(), gathered.end(),
                                 [&](const Entry &entry) { return entry.incident == first.incident; });
    Q_EMIT popUp(tr("%Ln notification(s)", "", static_cast<int>(gathered.size())), lines.join(u'\n'),
                 one ? first.incident : IncidentId());
}

void Notifications::noteTold(const QStringList &marks)
{
    if (marks.isEmpty())
        return;
    for (const QString &mark : marks) {
        m_told.removeAll(mark);
        m_told.append(mark);
    }
    if (m_told.size() > toldAtMost)
        m_told.remove(0, m_told.size() - toldAtMost);
    m_settings.setValue(m_toldSetting, m_told);
    // Now: whatever ends the console, it must not say the same again.
    m_settings.sync();
}

int Notifications::unread() const
{
    return static_cast<int>(
        std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return !entry.read; }));
}

void Notifications::setRead(const std::function<bool(const Entry &)> &which)
{
    QList<IncidentId> read;
    for (Entry &entry : m_entries) {
        if (entry.read || !which(entry))
            continue;
        entry.read = true;
        read.append(entry.incident);
    }
    if (read.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    keep();
    Q_EMIT unreadChanged(unread());
    for (const IncidentId incident : std::as_const(read))
        Q_EMIT wasRead(incident);
}

void Notifications::markAllRead()
{
    setRead([](const Entry &) { return true; });
}

void Notifications::markRead(IncidentId incident)
{
    setRead([incident](const Entry &entry) { return entry.incident == incident; });
}

void Notifications::noteLook()
{
    if (unread() > 0)
        setRead([this](const Entry &entry) { return m_lookedAt(entry.incident); });
}

void Notifications::load()
{
    m_loaded = true;
    QList<Entry> kept;
    const QJsonArray array = QJsonDocument::fromJson(m_context.offline->store().answer(keptAs)).array();
    for (const QJsonValue &value : array) {
        const auto entry = entryFromJson(value.toObject());
        const auto here = [&](const Entry &each) {
            return each.kind == entry->kind && each.incident == entry->incident && each.at == entry->at;
        };
        if (entry && std::none_of(m_entries.begin(), m_entries.end(), here))
            kept.append(*entry);
    }
    if (!kept.isEmpty()) {
        beginResetModel();
        m_entries = (m_entries + kept).mid(0, mostKept); // what came before is newer
        endResetModel();
        Q_EMIT unreadChanged(unread());
    }
    keep();
}

void Notifications::keep()
{
    if (!m_loaded || !m_context.offline->isReady())
        return;
    QJsonArray array;
    for (const Entry &entry : std::as_const(m_entries))
        array.append(toJson(entry));
    m_context.offline->store().putAnswer(keptAs, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

int Notifications::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int Notifications::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

QVariant Notifications::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    const auto text = [&]() -> QString {
        switch (static_cast<Column>(index.column())) {
        case Column::At:
            return localShort(entry.at, m_context.words);
        case Column::What:
            return notificationTitle(entry.kind, entry.who, entry.times);
        case Column::Incident:
            return entry.reference;
        case Column::Subject:
            return entry.subject;
        case Column::Count:
            break;
        }
        return {};
    };
    if (role == Qt::DisplayRole)
        return text();
    if (role == Qt::AccessibleTextRole)
        return entry.read || index.column() > 0 ? text() : tr("%1, unread").arg(text());
    if (role == Qt::ToolTipRole && static_cast<Column>(index.column()) == Column::At)
        return localDateTime(entry.at, m_context.words);
    return {};
}

QVariant Notifications::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::At:
        return tr("When");
    case Column::What:
        return tr("What");
    case Column::Incident:
        return tr("Incident");
    case Column::Subject:
        return tr("Subject");
    case Column::Count:
        break;
    }
    return {};
}

} // namespace mostrador::console
