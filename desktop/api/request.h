// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QHttpMultiPart;
class QIODevice;
QT_END_NAMESPACE

namespace mostrador::console {

/// One request of the REST API, before it is sent. The functions in requests.h make them; only they need to know paths.
struct Request
{
    enum class Method
    {
        Get,
        Post,
        Put,
        Patch,
        Delete
    };

    Method method = Method::Get;
    QString path; ///< below /api/v1, such as "/incidents"; segments are percent-encoded where needed
    QUrlQuery query;
    std::optional<QJsonObject> body;
    /// A multipart body instead of @c body; called anew for each attempt. Nothing back (nullptr): the file cannot be
    /// read.
    std::function<QHttpMultiPart *()> form;
    std::function<qint64()> fileBytes; ///< the size of the file in @c form
    std::optional<qint64> ifMatch;     ///< the version the caller saw
    QByteArray idempotencyKey;         ///< ApiClient makes one for each POST that has none; the same on all attempts
    bool retry = true;                 ///< may be sent again after a failure of the network or a 503
    bool authenticated = true;         ///< carries the bearer token
    bool serverOnly = false;           ///< no stand-in may answer it; see ServerOnly
    /// Where the body of a 200 goes instead of memory; not owned, alive until the reply is finished or aborted.
    QIODevice *sink = nullptr;
};

/// An answer with a 2xx status.
struct RawAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
};

} // namespace mostrador::console
