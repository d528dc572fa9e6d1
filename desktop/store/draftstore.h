// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ids.h"
#include "model/timestamp.h"
#include "store/serverprofile.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace mostrador::console {

/// A text an employee has begun to write.
struct Draft
{
    enum class Kind
    {
        Reply,
        Note
    };

    IncidentId incident;
    Kind kind = Kind::Reply;
    QString body;
    QStringList files;                ///< paths of files chosen to go with it
    QByteArray idempotencyKey;        ///< of the attempt to send it, so that trying again after a crash sends it once
    std::optional<Timestamp> savedAt; ///< set by the store
    std::optional<MessageId> basedOn; ///< the last message of others when it was begun
    qint64 version = 0;               ///< of the server's draft this one follows; 0: of none. Kept by the store
    bool pushed = false;              ///< the server has this text. Kept by the store

    bool isEmpty() const { return body.isEmpty() && files.isEmpty(); }
    bool operator==(const Draft &) const = default;
};

/// Drafts of one profile on disk: one file each (mode 0600) in a folder of their own (0700), written by a thread of the
/// store's in an all-or-nothing way, at most a moment after put(), so that neither a crash nor a power cut loses more
/// than the last keystrokes. Several consoles of the same profile see each other's drafts at their next start. GUI
/// thread.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    /// @p folder: by default "drafts" in dataFolder(); tests give their own.
    explicit DraftStore(const ServerProfile &profile, const QString &folder = {}, QObject *parent = nullptr);
    /// Writes what is still waiting.
    ~DraftStore() override;

    std::optional<Draft> draft(IncidentId incident, Draft::Kind kind) const;
    /// Every draft, the newest first.
    QList<Draft> all() const;
    /// Keeps @p draft in place of the one before; an empty one removes it. Cheap: call it on each change of the text.
    void put(const Draft &draft);
    /// Keeps @p draft as it is given, with what the server has of it; see DraftSync.
    void adopt(const Draft &draft);
    /// The server has @p body as @p version of it; the text itself stays.
    void noteSaved(IncidentId incident, Draft::Kind kind, qint64 version, const QString &body);
    void remove(IncidentId incident, Draft::Kind kind);
    /// Writes what is waiting and returns when it is on the disk.
    void flush();
    /// Where they are; other things of the profile that are being written may stand beside them.
    QString folder() const { return m_folder; }
    /// Files that could not be read at the start, such as after a broken disk; they are left alone.
    QStringList unreadableFiles() const { return m_unreadable; }

Q_SIGNALS:
    void draftsChanged();
    /// One was put or removed: whoever shows it too shows the same.
    void draftChanged(mostrador::IncidentId incident, mostrador::console::Draft::Kind kind);
    /// A draft could not be written (disk full, folder not writable); it stays in memory and is tried again with the
    /// next change.
    void writeFailed(const QString &why);

private:
    using Key = QPair<qint64, int>; ///< incident, kind
    static Key keyOf(IncidentId incident, Draft::Kind kind) { return {incident.value(), static_cast<int>(kind)}; }
    void load();
    void keep(Draft draft);
    void writeSoon(const Key &key);
    void write();
    QString pathOf(const Key &key) const;

    QString m_folder;
    QHash<Key, Draft> m_drafts;
    QSet<Key> m_waiting;
    QStringList m_unreadable;
    QTimer m_pause;
    QThreadPool m_writer;
};

} // namespace mostrador::console
