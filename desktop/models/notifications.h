// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"
#include "models/notificationkinds.h"
#include "store/settings.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QTimer>

#include <chrono>
#include <functional>

namespace mostrador::console {

/// What others did that concerns the employee, and what falls due: the newest first, at most mostKept rows. Follows the
/// feed, after time away too. Each thing is told once: what was told stands in the settings by its number alone, the
/// list itself in the encrypted copy (so it is as long as the program where there is none). GUI thread.
class Notifications : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        At,
        What,
        Incident,
        Subject,
        Count
    };
    struct Entry
    {
        NotificationKind kind = NotificationKind::Assigned;
        IncidentId incident;
        QString reference;
        QString subject;
        QString who; ///< may be empty
        Timestamp at;
        int times = 1; ///< the same again before it was read
        bool read = false;
    };
    static constexpr int mostKept = 100;

    Notifications(const ModelContext &context, Settings &settings, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const Entry &at(int row) const { return m_entries.at(row); }
    int unread() const;
    void markAllRead();
    void markRead(IncidentId incident);
    /// Whether somebody has an incident before them right now: then what happens to it is no news.
    void setLookedAt(const std::function<bool(IncidentId)> &lookedAt) { m_lookedAt = lookedAt; }
    /// Reads the incident before one's eyes, if any, as read.
    void noteLook();
    /// Asks again what falls due: by itself from time to time, and when one of mine changes.
    void lookForDue();
    /// So long what happens is gathered before it is told as one.
    void setPause(std::chrono::milliseconds pause) { m_pause = pause; }
    /// The clock; a test has its own.
    void setClock(const std::function<QDateTime()> &now) { m_now = now; }

Q_SIGNALS:
    void unreadChanged(int unread);
    /// To be shown on the desktop now. What came within a moment is one; @p incident is not valid where that is of
    /// several.
    void popUp(const QString &title, const QString &text, mostrador::IncidentId incident);
    /// What was shown of it has been read.
    void wasRead(mostrador::IncidentId incident);

private:
    struct Waiting
    {
        NotificationKind kind = NotificationKind::Assigned;
        IncidentId incident;
        QString who;
        Timestamp at;
        QString mark;
    };
    void onEvent(const Event &event);
    void followDue(const Event &event, bool own);
    void ask();
    void answered(const QList<Waiting> &asked, const Answer<codec::Page<Incident>> &answer);
    void tellDue();
    void tick();
    void add(const Waiting &what, const Incident &incident);
    void popUpGathered();
    bool isTold(const QString &mark) const { return m_told.contains(mark); }
    void noteTold(const QStringList &marks);
    void setRead(const std::function<bool(const Entry &)> &which);
    void load();
    void keep();

    const ModelContext m_context;
    Settings &m_settings;
    const QString m_toldSetting;
    std::function<QDateTime()> m_now = [] { return QDateTime::currentDateTime(); };
    std::function<bool(IncidentId)> m_lookedAt = [](IncidentId) { return false; };
    QStringList m_told; ///< the oldest first
    QList<Entry> m_entries;
    QList<Waiting> m_waiting;  ///< until it is known what their incidents are
    QList<Entry> m_gathered;   ///< for the next pop-up
    QList<Incident> m_dueNext; ///< of mine, within the next hours
    std::chrono::milliseconds m_pause{500};
    QTimer m_gather;
    QTimer m_duePause;
    QTimer m_tick;
    int m_ticks = 0;
    bool m_asking = false;
    bool m_loaded = false;
};

} // namespace mostrador::console
