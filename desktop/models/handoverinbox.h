// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/handoverrequests.h"
#include "models/modelcontext.h"

#include <QObject>
#include <QPointer>

namespace mostrador::console {

/// The employee's hand-overs, given and received: unconfirmed ones first, kept fresh by the feed.
class HandoverInbox : public QObject
{
    Q_OBJECT

public:
    explicit HandoverInbox(const ModelContext &context, QObject *parent = nullptr);

    /// From the first page on.
    void load();
    /// The next page, if there is one and none is on its way.
    void loadMore();
    const QList<HandoverHead> &heads() const { return m_heads; }
    /// More is on its way.
    bool isLoading() const { return !m_request.isNull(); }
    /// Received, and confirmed by nobody.
    qint64 unconfirmed() const { return m_unconfirmed; }
    /// Whether the employee may confirm it, as far as this side can tell.
    bool canConfirm(const HandoverHead &head) const;

Q_SIGNALS:
    void changed();
    void failed(const mostrador::console::Failure &failure);
    /// Somebody hands over to this employee, or to a team of theirs.
    void arrived(const mostrador::Event &event);
    /// What this employee gave has been confirmed.
    void confirmed(const mostrador::Event &event);

private:
    void ask(const QString &cursor);
    void onEvent(const Event &event);

    const ModelContext m_context;
    QList<HandoverHead> m_heads;
    QString m_next;
    qint64 m_unconfirmed = 0;
    QPointer<Reply> m_request;
};

} // namespace mostrador::console
