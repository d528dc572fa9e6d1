// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"
#include "store/localstore.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <chrono>

namespace mostrador::console {

/// How many incidents each of some queries finds. The server counts each once; from then on every change of an incident
/// is weighed here: whether the query found it before and finds it now, by the local copy, which knows both. Counted by
/// the server again only where that does not tell:
///
/// - until the copy has been compared, after the feed broke off, and when teams, employees or products changed;
/// - a query for words, whose endings the server knows better, after a change of any incident;
/// - one that asks for an age or a due time, each minute, for time changes it too;
/// - when an incident changed that the copy did not have, for it had been at rest for longer than the copy reaches;
/// - when something changed so close to a count that it may have been in it or not;
/// - one that found more than the server counts to, when it loses some.
///
/// Away from the server the local copy answers the counts. GUI thread.
class ViewCounts : public QObject
{
    Q_OBJECT

public:
    explicit ViewCounts(const ModelContext &context, QObject *parent = nullptr);

    struct Patience
    {
        std::chrono::milliseconds pause{3'000};   ///< before the server counts anew; counts are a help, not the work
        std::chrono::milliseconds unsure{2'000};  ///< behind a count a change that is heard of may have been in it
        std::chrono::milliseconds failed{30'000}; ///< after a count that failed
        std::chrono::milliseconds age{60'000};    ///< between counts of a query that asks for an age
    };
    void setPatience(const Patience &patience);
    /// Those to be counted, in the order in which the server is asked; what is known of one that was there stays.
    void setQueries(const QStringList &queries);
    /// Nothing: not known yet.
    std::optional<requests::Count> count(const QString &query) const { return m_views.value(query).count; }
    /// How often the server, or away from it the copy, was asked to count.
    int askedCount() const { return m_asked; }
    /// Changes are weighed here, for the copy tells of each.
    bool isFollowing() const { return m_follows; }
    /// All are known for certain, none is being counted nor to be.
    bool isSettled() const;

Q_SIGNALS:
    void changed(const QString &query);

private:
    struct View
    {
        searchquery::Query query;
        std::optional<requests::Count> count;
        bool hasText = false;
        bool hasAge = false;
        bool isWanted = false;
        bool isBehind = false; ///< counted while the copy had not heard of everything
        QDeadlineTimer unsure; ///< until then a change may have been in the count or not
    };

    void want(const QString &query, std::chrono::milliseconds when);
    void wantAll(std::chrono::milliseconds when);
    void next();
    bool isAnyWanted() const;
    void follow();
    void onEvent(const Event &event);
    void onTaken(const LocalStore::EntryPtr &before, const LocalStore::EntryPtr &after);
    void onLost(const LocalStore::EntryPtr &before);
    void weigh(const QString &name, View &view, const LocalStore::EntryPtr &before, const LocalStore::EntryPtr &after);
    void add(const QString &name, View &view, int delta);

    const ModelContext m_context;
    Patience m_patience;
    QHash<QString, View> m_views;
    QStringList m_order;
    QStringList m_round; ///< still to be counted in this round
    QString m_asking;    ///< the one being counted, where there is a request
    QPointer<Reply> m_request;
    bool m_follows = false; ///< the copy is compared, and tells of each change
    QSet<IncidentId> m_created;
    QTimer m_pause;
    QTimer m_minute;
    int m_asked = 0;
};

} // namespace mostrador::console
