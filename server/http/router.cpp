// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/router.h"

#include "http/percent.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <deque>

namespace mostrador::http {

/// What stands at one place of the tree of segments.
struct RouteNode
{
    QHash<QString, RouteNode *> literals;
    RouteNode *parameter = nullptr;
    RouteNode *rest = nullptr;
    QHash<int, qsizetype> routes; ///< by method: index of the route
    QStringList allowed;          ///< by the routes: HEAD where there is GET, OPTIONS everywhere

    bool knows(Method method) const { return routes.contains(static_cast<int>(method)); }
};

namespace {

constexpr std::array allMethods{Method::Get,   Method::Head,   Method::Post,   Method::Put,
                                Method::Patch, Method::Delete, Method::Options};

QStringList allowedAt(const RouteNode &node)
{
    QStringList allowed;
    for (const Method m : allMethods) {
        if (node.knows(m) || m == Method::Options || (m == Method::Head && node.knows(Method::Get)))
            allowed.append(QString::fromLatin1(toBytes(m)));
    }
    return allowed;
}

/// The decoded segments of a path; nothing where the router must not match at all.
std::optional<QStringList> segmentsOf(const QString &encodedPath)
{
    if (!encodedPath.startsWith(QLatin1Char('/')))
        return std::nullopt;
    const QByteArray path = encodedPath.mid(1).toUtf8();
    QStringList segments;
    for (const QByteArray &encoded : path.split('/')) {
        const std::optional<QString> segment = percentDecoded(encoded, false);
        if (!segment || *segment == QStringLiteral(".") || *segment == QStringLiteral(".."))
            return std::nullopt;
        for (const QChar c : *segment) {
            if (c.category() == QChar::Other_Control || c == QLatin1Char('/') || c == QLatin1Char('\\'))
                return std::nullopt;
        }
        segments.append(*segment);
    }
    return segments;
}

/// Literal segments win over parameters, parameters over the rest; a dead end steps back.
const RouteNode *descend(const RouteNode *node, const QStringList &segments, qsizetype at, QStringList &values)
{
    if (at == segments.size())
        return node->routes.isEmpty() ? nullptr : node;
    const QString &segment = segments.at(at);
    if (const RouteNode *next = node->literals.value(segment)) {
        if (const RouteNode *found = descend(next, segments, at + 1, values))
            return found;
    }
    if (node->parameter && !segment.isEmpty()) {
        values.append(segment);
        if (const RouteNode *found = descend(node->parameter, segments, at + 1, values))
            return found;
        values.removeLast();
    }
    if (node->rest && !node->rest->routes.isEmpty() && !segment.isEmpty()) {
        values.append(segments.mid(at).join(QLatin1Char('/')));
        return node->rest;
    }
    return nullptr;
}

} // namespace

struct Router::Data
{
    Data() { root = makeNode(); }

    RouteNode *makeNode() { return &nodes.emplace_back(); }
    const RouteNode *findNode(const QString &encodedPath, QStringList &values) const
    {
        // Literal segments win, so a path that is a pattern letter by letter needs no descent.
        if (const RouteNode *node = literal.value(encodedPath))
            return node;
        const auto segments = segmentsOf(encodedPath);
        return segments ? descend(root, *segments, 0, values) : nullptr;
    }

    std::deque<RouteNode> nodes; ///< stable addresses
    RouteNode *root = nullptr;
    QHash<QString, const RouteNode *> literal; ///< by pattern, those without parameters
    std::vector<Route> routes;
    std::vector<QStringList> parameterNames; ///< by route
    QList<QPair<QString, Refusal>> refusals;
};

Router::Router()
    : d(std::make_unique<Data>())
{}

Router::~Router() = default;
Router::Router(Router &&) noexcept = default;
Router &Router::operator=(Router &&) noexcept = default;

void Router::add(Route route)
{
    if (!route.pattern.startsWith(QLatin1Char('/')) || !route.handler)
        qFatal("Route %s needs a path and a handler", qPrintable(route.pattern));
    if (route.name.isEmpty())
        route.name = route.pattern;
    RouteNode *node = d->root;
    QStringList names;
    bool ended = false;
    for (const QString &segment : route.pattern.mid(1).split(QLatin1Char('/'))) {
        if (ended)
            qFatal("Route %s goes on behind its rest", qPrintable(route.pattern));
        if (segment.startsWith(QLatin1Char('{')) && segment.endsWith(QLatin1Char('}'))) {
            QString name = segment.mid(1, segment.size() - 2);
            ended = name.endsWith(QStringLiteral("..."));
            if (ended)
                name.chop(3);
            RouteNode *&next = ended ? node->rest : node->parameter;
            if (!next)
                next = d->makeNode();
            node = next;
            names.append(name);
        } else {
            RouteNode *&next = node->literals[segment];
            if (!next)
                next = d->makeNode();
            node = next;
        }
    }
    const int method = static_cast<int>(route.method);
    if (node->routes.contains(method))
        qFatal("Route %s %s is there twice", toBytes(route.method).constData(), qPrintable(route.pattern));
    node->routes.insert(method, static_cast<qsizetype>(d->routes.size()));
    node->allowed = allowedAt(*node);
    if (names.isEmpty())
        d->literal.insert(route.pattern, node);
    d->routes.push_back(std::move(route));
    d->parameterNames.push_back(names);
}

void Router::setRefusal(const QString &prefix, Refusal refusal)
{
    d->refusals.append({prefix, std::move(refusal)});
    // The longest prefix decides, so it is asked first.
    std::stable_sort(d->refusals.begin(), d->refusals.end(),
                     [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
}

Router::Match Router::find(Method method, const QString &encodedPath) const
{
    Match match;
    QStringList values;
    const RouteNode *node = d->findNode(encodedPath, values);
    if (!node)
        return match;
    match.allowed = node->allowed;
    if (method == Method::Head && !node->knows(Method::Head))
        method = Method::Get;
    const auto found = node->routes.constFind(static_cast<int>(method));
    if (found == node->routes.constEnd())
        return match;
    const auto index = static_cast<std::size_t>(*found);
    match.route = &d->routes[index];
    const QStringList &names = d->parameterNames[index];
    for (qsizetype i = 0; i < names.size(); ++i)
        match.parameters.insert(names.at(i), values.at(i));
    return match;
}

Response Router::refuse(const Request &request, const Problem &problem) const
{
    for (const auto &[prefix, refusal] : d->refusals) {
        const bool below = request.path == prefix || prefix.endsWith(QLatin1Char('/'))
                               ? request.path.startsWith(prefix)
                               : request.path.startsWith(prefix + QLatin1Char('/'));
        if (below)
            return refusal(request, problem);
    }
    return Response::problem(problem, request.id);
}

const std::vector<Route> &Router::routes() const
{
    return d->routes;
}

qint64 Router::maxBodyFor(const QString &encodedPath) const
{
    QStringList values;
    const RouteNode *node = d->findNode(encodedPath, values);
    qint64 most = 0;
    if (node) {
        for (const qsizetype index : node->routes)
            most = std::max(most, d->routes[static_cast<std::size_t>(index)].maxBody);
    }
    return most;
}

} // namespace mostrador::http
