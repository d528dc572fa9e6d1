// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/draftstore.h"

#include "store/privatefile.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>
#include <chrono>

namespace mostrador::console {

namespace {

Q_LOGGING_CATEGORY(draftLog, "mostrador.console.drafts")

using namespace std::chrono_literals;
/// Waits for a pause in typing, but while somebody types on, not for longer than this either.
constexpr auto pause = 300ms;

QString kindName(Draft::Kind kind)
{
    return kind == Draft::Kind::Note ? QStringLiteral("note") : QStringLiteral("reply");
}

QByteArray toBytes(const Draft &draft)
{
    const QJsonObject json{{QStringLiteral("incident_id"), draft.incident.toString()},
                           {QStringLiteral("kind"), kindName(draft.kind)},
                           {QStringLiteral("body"), draft.body},
                           {QStringLiteral("files"), QJsonArray::fromStringList(draft.files)},
                           {QStringLiteral("idempotency_key"), QString::fromLatin1(draft.idempotencyKey)},
                           {QStringLiteral("saved_at"), draft.savedAt.value_or(Timestamp::now()).toRfc3339()},
                           {QStringLiteral("based_on"), draft.basedOn ? draft.basedOn->toString() : QString()},
                           {QStringLiteral("server_version"), draft.version},
                           {QStringLiteral("pushed"), draft.pushed}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Draft> fromBytes(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const auto incident = IncidentId::fromString(json.value(QStringLiteral("incident_id")).toString());
    if (!incident || !json.value(QStringLiteral("body")).isString())
        return std::nullopt;
    Draft draft;
    draft.incident = *incident;
    draft.kind = json.value(QStringLiteral("kind")).toString() == kindName(Draft::Kind::Note) ? Draft::Kind::Note
                                                                                              : Draft::Kind::Reply;
    draft.body = json.value(QStringLiteral("body")).toString();
    const QJsonArray files = json.value(QStringLiteral("files")).toArray();
    for (const QJsonValue &file : files)
        draft.files.append(file.toString());
    draft.idempotencyKey = json.value(QStringLiteral("idempotency_key")).toString().toLatin1();
    draft.savedAt = Timestamp::fromRfc3339(json.value(QStringLiteral("saved_at")).toString());
    draft.basedOn = MessageId::fromString(json.value(QStringLiteral("based_on")).toString());
    draft.version = json.value(QStringLiteral("server_version")).toInteger();
    draft.pushed = json.value(QStringLiteral("pushed")).toBool();
    return draft;
}

} // namespace

DraftStore::DraftStore(const ServerProfile &profile, const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder((folder.isEmpty() ? dataFolder() + QStringLiteral("/drafts") : folder) + u'/' + profile.id())
{
    // One thread: writes keep their order.
    m_writer.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &DraftStore::write);
    load();
}

DraftStore::~DraftStore()
{
    write();
    m_writer.waitForDone();
}

void DraftStore::load()
{
    makePrivateFolder(m_folder);
    const QDir dir(m_folder);
    const QStringList names = dir.entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        const auto draft = file.open(QIODevice::ReadOnly) ? fromBytes(file.readAll()) : std::nullopt;
        if (draft)
            m_drafts.insert(keyOf(draft->incident, draft->kind), *draft);
        else
            m_unreadable.append(file.fileName());
    }
}

QString DraftStore::pathOf(const Key &key) const
{
    return m_folder + u'/' + QString::number(key.first) + u'-' + kindName(static_cast<Draft::Kind>(key.second)) +
           QStringLiteral(".json");
}

std::optional<Draft> DraftStore::draft(IncidentId incident, Draft::Kind kind) const
{
    const auto found = m_drafts.constFind(keyOf(incident, kind));
    return found == m_drafts.constEnd() ? std::nullopt : std::optional(*found);
}

QList<Draft> DraftStore::all() const
{
    QList<Draft> result = m_drafts.values();
    std::sort(result.begin(), result.end(), [](const Draft &a, const Draft &b) { return a.savedAt > b.savedAt; });
    return result;
}

void DraftStore::put(const Draft &draft)
{
    if (draft.isEmpty()) {
        remove(draft.incident, draft.kind);
        return;
    }
    const Draft before = this->draft(draft.incident, draft.kind).value_or(Draft());
    Draft kept = draft;
    kept.version = before.version;
    kept.pushed = before.pushed && before.body == draft.body;
    keep(std::move(kept));
}

void DraftStore::adopt(const Draft &draft)
{
    keep(draft);
}

void DraftStore::noteSaved(IncidentId incident, Draft::Kind kind, qint64 version, const QString &body)
{
    const auto found = m_drafts.find(keyOf(incident, kind));
    if (found == m_drafts.end())
        return;
    found->version = version;
    found->pushed = version > 0 && found->body == body;
    writeSoon(found.key());
}

void DraftStore::keep(Draft draft)
{
    const Key key = keyOf(draft.incident, draft.kind);
    const bool known = m_drafts.contains(key);
    const IncidentId incident = draft.incident;
    const Draft::Kind kind = draft.kind;
    draft.savedAt = Timestamp::now();
    m_drafts.insert(key, std::move(draft));
    writeSoon(key);
    Q_EMIT draftChanged(incident, kind);
    if (!known)
        Q_EMIT draftsChanged();
}

void DraftStore::writeSoon(const Key &key)
{
    m_waiting.insert(key);
    // Not restarted: typing without a pause must not put it off for ever.
    if (!m_pause.isActive())
        m_pause.start();
}

void DraftStore::remove(IncidentId incident, Draft::Kind kind)
{
    const Key key = keyOf(incident, kind);
    if (m_drafts.remove(key) == 0)
        return;
    m_waiting.insert(key);
    write();
    Q_EMIT draftChanged(incident, kind);
    Q_EMIT draftsChanged();
}

void DraftStore::flush()
{
    write();
    m_writer.waitForDone();
}

void DraftStore::write()
{
    m_pause.stop();
    const QSet<Key> waiting = std::exchange(m_waiting, {});
    for (const Key &key : waiting) {
        const QString path = pathOf(key);
        const auto draft = m_drafts.constFind(key);
        if (draft == m_drafts.constEnd()) {
            m_writer.start([path] { QFile::remove(path); });
            continue;
        }
        m_writer.start([this, key, path, bytes = toBytes(*draft)] {
            const QString fault = writePrivateFile(path, bytes);
            if (fault.isEmpty())
                return;
            // The destructor waits for this thread, so the object is alive.
            QMetaObject::invokeMethod(this, [this, key, fault] {
                qCWarning(draftLog) << "a draft cannot be written:" << fault;
                if (m_drafts.contains(key))
                    m_waiting.insert(key);
                Q_EMIT writeFailed(fault);
            });
        });
    }
}

} // namespace mostrador::console
