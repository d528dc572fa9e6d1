// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/session.h"
#include "api/standin.h"
#include "model/incident.h"
#include "store/offlinedata.h"

#include <QObject>
#include <QStringList>

namespace mostrador::console {

/// Answers what the console reads from the local copy, with what waits in the queue, by the API's own rules: so that
/// the models need not know who answered. Lists of incidents are the whole result of the local matcher, in the API's
/// order and pages; an incident by itself is as the server had it. GUI thread, which never waits.
class LocalAnswers final : public QObject, public StandIn
{
    Q_OBJECT

public:
    LocalAnswers(OfflineData &data, const Session &session, QObject *parent = nullptr);

    bool answer(const Request &request, QObject *context, const Handler &handler) override;
    void note(const Request &request, const RawAnswer &answer) override;

private:
    using Rows = QList<Incident>;
    void search(const QString &query, const QString &sort, bool keep, QObject *context,
                const std::function<void(const Rows &)> &handler);
    bool answerIncidents(const QStringList &path, const QUrlQuery &query, QObject *context, const Handler &handler);
    bool answerList(const Request &request, QObject *context, const Handler &handler);
    bool answerCompletions(const QUrlQuery &query, QObject *context, const Handler &handler);
    bool answerCount(const QUrlQuery &query, QObject *context, const Handler &handler);
    bool answerConversation(IncidentId id, const QString &below, QObject *context, const Handler &handler);
    bool answerDirectory(const QStringList &path, const QUrlQuery &query, QObject *context, const Handler &handler);
    void forget();

    OfflineData &m_data;
    const Session &m_session;
    /// @{ The last list, so that its pages and places come from one state.
    QString m_keptFor;
    Rows m_kept;
    Timestamp m_keptAt;
    /// @}
};

} // namespace mostrador::console
