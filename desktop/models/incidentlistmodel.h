// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/columnrows.h"
#include "models/placedblocks.h"
#include "models/querywords.h"
#include "models/selectionreader.h"
#include "store/action.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <unordered_map>

namespace mostrador::console {

/// The queue: incidents of a search query, sorted by the server, all of them, whatever their number. A row's content
/// is there where somebody looks: the rest are rows without content (see missing()), which come when they are looked
/// at (showRows(), data()) and go again when others have been looked at since.
///
/// Kept up to date row by row from the feed. What changed is fetched in batches under the list's own query, so that the
/// server alone decides what belongs to the list. Rows that are not in memory move with the others; where it cannot be
/// known how many there are between two places, they are counted anew after a while.
class IncidentListModel final : public ColumnRows<Incident>
{
    Q_OBJECT

public:
    enum class Column
    {
        Reference,
        Priority,
        Status,
        Subject,
        Customer,
        Product,
        Team,
        Assignee,
        Updated,
        Created,
        Due,
        Channel,
        Count,
    };
    Q_ENUM(Column)

    /// The row's values whatever the column, for delegates.
    enum IncidentRole
    {
        StatusRole = FirstOwnRole, ///< int of IncidentStatus
        PriorityRole,              ///< int of Priority
        ActiveRole,                ///< bool: somebody still has work
        OverdueRole,               ///< bool: active and past its due date
        MineRole,                  ///< bool: assigned to the employee logged in
        MissingRole,               ///< bool: the content is not there yet
        UnsentRole,                ///< bool: something was done here that the server does not have, and it is away
    };

    explicit IncidentListModel(const ModelContext &context, QObject *parent = nullptr);
    ~IncidentListModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A new assignee, priority or status, as the edit role of its column gives it: id or nothing, and the enumerator.
    /// True: the change is on its way; what comes of it is shown when the server has said so. See editFailed().
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QHash<int, QByteArray> roleNames() const override;
    void refresh() override;
    void clear() override;
    void setQuery(const QString &query) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    int sortColumn() const override;
    using ColumnRows<Incident>::index;

    /// The incident of a row, or nullptr while its content is not there.
    const Incident *incidentAt(int row) const { return itemAt(row); }
    /// For rows whose content is there.
    const Incident &at(int row) const { return *itemAt(row); }
    bool isMissing(int row) const { return itemAt(row) == nullptr; }
    /// The row of an id, or -1 where it is not in memory.
    int rowOf(IncidentId id) const;
    QModelIndex index(IncidentId id, Column column) const;
    /// All rows of the list are in memory.
    bool isComplete() const;
    /// How many incidents the query has, or nothing while it is not known.
    std::optional<requests::Count> total() const;
    /// Rows in memory; bounded whatever the list's length.
    qsizetype loadedRows() const { return m_blocks.loadedRows(); }
    /// How many rows are kept in memory besides those that are looked at, current, selected or edited.
    void setMostLoaded(qsizetype rows) { m_mostLoaded = rows; }
    /// At the latest after so long rows are counted anew where that has become necessary; earlier where counting is
    /// quick.
    void setLongestCountPause(std::chrono::milliseconds pause) { m_longestCountPause = pause; }
    /// Nothing is being asked for or waits to be.
    bool isSettled() const;

    /// What a view shows from now on: these come first, others that are being asked for are given up.
    void showRows(int first, int last);
    /// Many rows are selected: rows that change their place leave and come, as following each selected row of the list
    /// through a move takes long.
    void setMovesCheaply(bool on) { m_movesCheaply = on; }
    /// What rows stand for, each part from its first to its last, in order; also those that are not in memory.
    QList<ListPiece> pieces(const QList<QPair<int, int>> &rows) const { return piecesOf(m_blocks, rows); }
    /// @{ Of the rows there are, while others may be on their way.
    const QString &shownQuery() const { return m_shownQuery; }
    const QString &shownSort() const { return m_shownSort; }
    /// @}
    /// @{ Searching by words. What find() shows may be what was probably meant (see searched()), and is the best hits,
    /// the best first, until somebody sorts the list or listAll() is called; setQuery() and queries without words show
    /// just what they say, as does everything while the copy on this computer answers.
    void find(const QString &query);
    /// The next find() shows the best first again.
    void startSearch() { m_best = true; }
    void listAll();
    /// The rows are the best hits, none of the others; at most limits::placesStep.
    bool showsBest() const { return m_shown.best; }
    /// Of showsBest(): there are more than these rows.
    bool hasMoreThanBest() const { return m_shown.best && m_searched.more; }
    /// How many there are with those, once it is known.
    std::optional<requests::Count> found() const { return m_found; }
    struct Searched
    {
        QString step = {}; ///< see requests::Search; empty: the query was carried out as it is
        QMap<QString, QString> corrected = {};
        bool more = false;
    };
    const Searched &searched() const { return m_searched; }
    /// Where in a text words are that the rows were found by.
    QList<TextPart> hitsIn(const QString &text) const;
    /// @}
    /// Looks whether an incident still belongs to the list, such as after it could not be opened.
    void recheck(IncidentId id);
    /// Changes an incident as seen in @p version; told by edited() or editFailed().
    void change(IncidentId id, const IncidentChange &change, qint64 version, const IncidentChange &undo = {});
    /// What an employee may set here, as the permission table and the status machine say; the present value first.
    QList<IncidentStatus> statusesFor(const Incident &incident) const;
    bool mayEdit(const Incident &incident, Column column) const;
    /// What a cell can be set to: text and value of the edit role, the present one among them.
    struct Choice
    {
        QString text;
        QVariant value;
    };
    QList<Choice> choicesFor(const Incident &incident, Column column) const;

Q_SIGNALS:
    void totalChanged();
    /// searched() and showsBest() are of another list.
    void searchedChanged();
    /// A change begun in the list was saved; @p undo takes it back.
    void edited(const mostrador::Incident &incident, const mostrador::IncidentChange &undo);
    void editFailed(const QString &reference, const mostrador::console::Failure &failure);

private:
    using Spot = PlacedBlocks::Spot;
    using Block = PlacedBlocks::Block;

    const std::vector<ColumnOf<Incident>> &columns() const override;
    const Incident *itemAt(int row) const override;
    QString nameOf(const Incident &incident) const override { return incident.reference; }
    QVariant ownData(const Incident &incident, int column, int role) const override;
    QVariant missingData(int column, int role) const override;
    std::optional<Problem> checkQuery(const QString &query) const override;
    void reload() override;
    /// Which list is wanted or shown.
    struct Wanted
    {
        QString query = {};
        QString sort = {};
        bool forgive = false;
        bool best = false;
        bool operator==(const Wanted &) const = default;
    };
    Wanted wantedList() const;
    void loadFirst();
    void takeFirst(const requests::Search &search, const Wanted &wanted);
    void readBestAgain();
    void mergeBest(const requests::Search &search, const Wanted &wanted);
    void countFound();
    void pageFailed(const Failure &failure);
    void forgetRequests();

    /// @{ What waits in the queue.
    void onAction(ActionId id);
    void countWaiting();
    void repaint(IncidentId id);
    const Incident *shown(const Incident &row) const;
    /// @}

    /// @{ Content of the rows that are looked at.
    struct Asked
    {
        quint32 serial = 0;
        std::optional<ListPlace> after;
        std::optional<ListPlace> until;
        QPointer<Reply> reply;
        QSet<IncidentId> changed; ///< told by the feed since it was asked for
    };
    void touch(int block) const;
    void schedule() const;
    void askForRows();
    QList<quint32> wanted() const;
    void ask(int block, const QString &cursor = {});
    void taken(quint32 serial, const Answer<codec::Page<Incident>> &answer);
    void fillBlock(int block, const codec::Page<Incident> &page);
    void mergeBlock(int block, const codec::Page<Incident> &page);
    void evict(qsizetype most);
    /// @}

    /// @{ How many rows there are, and where.
    void scheduleCount();
    void count();
    void counted(const std::optional<ListPlace> &after, const std::optional<ListPlace> &until,
                 const Answer<requests::Places> &answer);
    void resize(int block, int count);
    void drift();
    /// @}

    /// @{ Live changes.
    void onEvent(const Event &event);
    void markDirty(IncidentId id);
    void fetchDirty();
    void takeDirty(const QList<IncidentId> &ids, const Answer<codec::Page<Incident>> &answer);
    void noteDrift();
    void place(const Incident &incident);
    void placeUnknown(const Incident &incident);
    void insertAt(Spot spot, const Incident &incident);
    void removeAt(Spot spot);
    void updateAt(Spot spot, const Incident &incident);
    void move(Spot from, const Incident &incident);
    /// @}

    struct Change
    {
        bool created = false;              ///< it was not there before
        std::optional<qint64> oldKey = {}; ///< what it was sorted by before the first change
    };

    PlacedBlocks m_blocks;
    enum class Pages
    {
        None,
        Some
    };
    Pages m_state = Pages::None;
    Wanted m_shown;       ///< as it was asked for; m_query and others may be of the one being loaded
    QString m_shownQuery; ///< what was carried out
    QString m_shownSort;
    QString m_tailCursor; ///< where the rows that nobody has counted yet begin
    QPointer<Reply> m_firstRequest;

    bool m_forgive = false; ///< the query was typed: what was meant counts
    bool m_best = true;     ///< and the best come first
    Searched m_searched;
    QueryWords m_hits;
    std::optional<requests::Count> m_found;
    QPointer<Reply> m_bestRequest;
    QPointer<Reply> m_foundRequest;
    QTimer m_bestPause;
    QTimer m_foundPause;

    mutable QList<quint32> m_touched; ///< blocks whose rows were asked for, the latest last
    mutable quint64 m_clock = 0;
    int m_firstShown = 0;
    int m_lastShown = -1;
    mutable QTimer m_rowsPause;
    mutable QElapsedTimer m_sincePending;
    std::vector<Asked> m_asked;
    QSet<quint32> m_outdated; ///< loaded blocks to be read anew

    QTimer m_countPause;
    QPointer<Reply> m_countRequest;
    QElapsedTimer m_countTime;
    qint64 m_countTook = 0; ///< ms, the last walk through the list or a part of it
    bool m_countContinues = false;
    bool m_countFailed = false;
    QTimer m_driftPause;

    QHash<IncidentId, Change> m_dirty; ///< changed since they were read
    QTimer m_dirtyPause;
    QPointer<Reply> m_liveRequest;
    QHash<IncidentId, Change> m_living; ///< those being read
    struct Shown
    {
        qint64 version = 0;
        quint64 state = 0;
        Incident incident;
    };
    QSet<IncidentId> m_unsent;                               ///< something waits for them
    mutable std::unordered_map<qint64, Shown> m_shownUnsent; ///< with that, by id
    quint64 m_queueState = 0;
    QHash<ActionId, QString> m_edits; ///< begun in the list and not over, by reference
    bool m_movesCheaply = false;
    qsizetype m_mostLoaded = 3000;
    std::chrono::milliseconds m_longestCountPause{120'000};
};

} // namespace mostrador::console
