// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/failure.h"
#include "api/request.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace mostrador::console {

class ApiClient;

/// A request under way: one or, after failures of the network, several attempts. Made by the functions in requests.h,
/// owned by the ApiClient, and deletes itself after finished(). GUI thread. Take the answer by ReplyOf::then().
class Reply : public QObject
{
    Q_OBJECT

public:
    ~Reply() override;

    bool isFinished() const { return m_finished; }
    /// Stops the request. Nothing is signalled any more, handlers are not called, the object deletes itself. What the
    /// server has received by then may take effect all the same.
    void abort();

Q_SIGNALS:
    /// Bytes sent so far and in all (uploads); @p total is -1 where unknown.
    void uploadProgress(qint64 done, qint64 total);
    /// Bytes received so far and in all (downloads); @p total is -1 where unknown.
    void downloadProgress(qint64 done, qint64 total);
    /// The answer is there. Always queued: never from within the call that made the request.
    void finished();

protected:
    Reply(ApiClient &client, Request request);
    virtual void conclude(const RawAnswer &answer) = 0;
    virtual void conclude(const Failure &failure) = 0;

private:
    friend class ApiClient;
    void start();
    void send();
    bool askStandIn();
    void received();
    void readInto();
    void answered(int status);
    void failed(const Failure &failure, bool mayRetry, std::optional<int> waitSeconds);
    void finish(const std::function<void()> &conclusion);
    Failure networkFailure() const;

    ApiClient &m_client;
    Request m_request;
    QPointer<QNetworkReply> m_network;
    QTimer m_wait;
    QByteArray m_token; ///< as it was when the request was made
    QByteArray m_body;
    QString m_localError;
    int m_attempts = 0;
    bool m_finished = false;
    bool m_stoodInAsked = false;
};

/// A request under way whose answer is a T.
template <typename T>
class ReplyOf final : public Reply
{
public:
    using Decoder = std::function<Answer<T>(const RawAnswer &)>;
    using Handler = std::function<void(const Answer<T> &)>;

    /// Has @p handler called with the answer, in the GUI thread, unless @p context is gone by then. Several may be
    /// given.
    ReplyOf *then(const QObject *context, Handler handler)
    {
        connect(this, &Reply::finished, context, [this, handler = std::move(handler)] { handler(*m_answer); });
        return this;
    }
    /// Only after finished().
    const Answer<T> &answer() const { return *m_answer; }

private:
    friend class ApiClient;
    ReplyOf(ApiClient &client, Request request, Decoder decoder)
        : Reply(client, std::move(request))
        , m_decoder(std::move(decoder))
    {}

    void conclude(const RawAnswer &answer) override { m_answer.emplace(m_decoder(answer)); }
    void conclude(const Failure &failure) override { m_answer.emplace(failure); }

    Decoder m_decoder;
    std::optional<Answer<T>> m_answer;
};

} // namespace mostrador::console
