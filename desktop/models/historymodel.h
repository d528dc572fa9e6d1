// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"

#include <QAbstractTableModel>
#include <QPointer>
#include <QSet>

#include <vector>

namespace mostrador::console {

/// Everything that happened to one incident, a line for each field changed, oldest first. Read page by page, kept up to
/// date from the feed.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column
    {
        When,
        Who,
        What,
        Field,
        Before,
        After,
        Count
    };
    Q_ENUM(Column)
    enum Role
    {
        RawRole = Qt::UserRole + 1, ///< QDateTime (UTC), the field's JSON name, the JSON value before and after
        EventRole,                  ///< mostrador::Event of the line
    };

    explicit HistoryModel(const ModelContext &context, QObject *parent = nullptr);

    /// Shows the history of another incident; nothing: none.
    void load(std::optional<IncidentId> incident);
    bool isLoading() const { return !m_request.isNull(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loadingChanged(bool loading);
    void failed(const mostrador::console::Failure &failure);

private:
    struct Line
    {
        Event event;
        QString field; ///< JSON name; empty where the event names none
    };
    void readOn();
    void append(const QList<Event> &events);
    void onEvent(const Event &event);
    QString textOf(const Line &line, Column column) const;
    QVariant rawOf(const Line &line, Column column) const;

    const ModelContext m_context;
    std::optional<IncidentId> m_incident;
    std::vector<Line> m_lines;
    QSet<EventId> m_seen;
    QString m_cursor;     ///< of the page to read next, or of the last one, to read on there
    bool m_more = false;  ///< there are pages not read yet
    bool m_again = false; ///< something happened while a page was under way
    bool m_failed = false;
    QPointer<Reply> m_request;
};

} // namespace mostrador::console
