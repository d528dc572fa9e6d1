// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace mostrador::http {

using Handler = std::function<Response(const Request &)>;

/// Which threads run a handler: the ordinary workers, the few for slow work (password hashing, exports), or the I/O
/// thread itself (answers from memory that never wait).
enum class Lane
{
    Worker,
    Slow,
    Io
};

/// A door: method, path pattern such as "/api/v1/incidents/{id}", handler. `{name}` takes one non-empty segment;
/// a last segment `{name...}` takes the rest.
struct Route
{
    Method method = Method::Get;
    QString pattern;
    Handler handler;
    Lane lane = Lane::Worker;
    qint64 maxBody = 1024 * 1024; ///< bytes; larger bodies get 413 before they are read
    QString name;                 ///< for metrics and logs; default: the pattern
};

/// Finds the route of a request. Filled at start, then read by the I/O thread only. Paths are matched segment by
/// segment after decoding each one; a path with an invalid encoding, control characters or an encoded slash matches
/// nothing.
class Router
{
public:
    Router();
    ~Router();
    Router(Router &&) noexcept;
    Router &operator=(Router &&) noexcept;

    /// Stops the program for a pattern and method added twice: that is a defect.
    void add(Route route);

    /// How to answer a path below @p prefix that no route matches, or matches with other methods (the response's Allow
    /// is set by the caller), and any other refusal of the listener's. Default: problem+json. Runs in a worker,
    /// but for the guard's refusals in the I/O thread: it must answer from memory. Requests whose line could not be
    /// read have an empty path and get the default.
    using Refusal = std::function<Response(const Request &, const Problem &)>;
    void setRefusal(const QString &prefix, Refusal refusal);

    struct Match
    {
        const Route *route = nullptr; ///< null: no such path, or not this method
        QStringList allowed;          ///< methods the path knows (HEAD and OPTIONS included); empty: no such path
        QHash<QString, QString> parameters;
    };
    /// HEAD finds the GET route.
    Match find(Method method, const QString &encodedPath) const;
    Response refuse(const Request &request, const Problem &problem) const;
    const std::vector<Route> &routes() const;
    /// The largest maxBody a path may need, for the guard, which only knows the request line: 0 for unknown paths.
    qint64 maxBodyFor(const QString &encodedPath) const;

private:
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace mostrador::http
