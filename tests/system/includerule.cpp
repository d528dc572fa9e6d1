// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "includerule.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace mostrador::test {

namespace {

/// For each layer, the layers whose headers it may include besides its own.
const QHash<QString, QStringList> &mayKnow()
{
    const auto s = [](const char *text) {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    static const QHash<QString, QStringList> rules{
        {QStringLiteral("shared"), {}},
        {QStringLiteral("server"),
         s("server/app server/api server/portal server/delivery server/services server/storage server/http shared")},
        {QStringLiteral("server/app"),
         s("server/api server/portal server/delivery server/services server/storage server/http shared")},
        {QStringLiteral("server/api"), s("server/services server/storage server/http shared")},
        {QStringLiteral("server/portal"), s("server/services server/storage server/http shared")},
        {QStringLiteral("server/delivery"), s("server/services server/storage shared")},
        {QStringLiteral("server/services"), s("server/storage shared")},
        {QStringLiteral("server/storage"), s("shared")},
        {QStringLiteral("server/http"), s("shared")},
        {QStringLiteral("desktop"), s("desktop/app desktop/widgets desktop/models desktop/store desktop/api shared")},
        {QStringLiteral("desktop/app"), s("desktop/widgets desktop/models desktop/store desktop/api shared")},
        {QStringLiteral("desktop/widgets"), s("desktop/models desktop/store desktop/api shared")},
        {QStringLiteral("desktop/models"), s("desktop/store desktop/api shared")},
        {QStringLiteral("desktop/store"), s("desktop/api shared")},
        {QStringLiteral("desktop/api"), s("shared")},
    };
    return rules;
}

const QSet<QString> &sharedFolders()
{
    static const QSet<QString> folders{QStringLiteral("model"), QStringLiteral("protocol"), QStringLiteral("support")};
    return folders;
}

/// The layer of a header as it is written in an include of a file of @p program; nothing for headers of no layer.
std::optional<QString> layerOfHeader(const QString &header, const QString &program)
{
    static const QSet<QString> server{QStringLiteral("app"),      QStringLiteral("api"),      QStringLiteral("portal"),
                                      QStringLiteral("delivery"), QStringLiteral("services"), QStringLiteral("storage"),
                                      QStringLiteral("http")};
    static const QSet<QString> desktop{QStringLiteral("app"), QStringLiteral("widgets"), QStringLiteral("models"),
                                       QStringLiteral("store"), QStringLiteral("api")};
    const QString folder = header.section(QLatin1Char('/'), 0, 0);
    if (sharedFolders().contains(folder))
        return QStringLiteral("shared");
    // "app" and "api" exist in both programs; a file means its own program's.
    if (program == QLatin1String("server") && server.contains(folder))
        return QStringLiteral("server/") + folder;
    if (program == QLatin1String("desktop") && desktop.contains(folder))
        return QStringLiteral("desktop/") + folder;
    if (server.contains(folder))
        return QStringLiteral("server/") + folder;
    if (desktop.contains(folder))
        return QStringLiteral("desktop/") + folder;
    return std::nullopt;
}

/// "shared needs QtCore only".
bool isQtCoreHeader(const QString &header)
{
    static const QRegularExpression other(QStringLiteral(
        "\\A(Qt(Network|Sql|Gui|Widgets|HttpServer|WebSockets|Concurrent|Test|DBus|Svg|Xml)|QNetwork|QTcp|QUdp|QSsl|"
        "QHost|QHttp|QSql|QWidget|QGuiApplication|QApplication|QColor|QFont|QIcon|QImage|QPainter|QPixmap|QWebSocket|"
        "QConcurrent|QtConcurrent|QDBus|QSvg|QDom)"));
    return !other.match(header).hasMatch();
}

} // namespace

std::optional<QString> layerOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.first() == QLatin1String("shared"))
        return parts.size() > 2 && sharedFolders().contains(parts.at(1)) ? std::optional(QStringLiteral("shared"))
                                                                         : std::nullopt;
    if (parts.first() != QLatin1String("server") && parts.first() != QLatin1String("desktop"))
        return std::nullopt;
    const QString layer = parts.size() == 2 ? parts.first() : parts.first() + QLatin1Char('/') + parts.at(1);
    return mayKnow().contains(layer) ? std::optional(layer) : std::nullopt;
}

std::optional<QString> refusal(const QString &path, const QString &line)
{
    static const QRegularExpression form(QStringLiteral("\\A\\s*#\\s*include(?:_next)?\\s*([<\"])([^>\"]+)[>\"]"));
    const QRegularExpressionMatch match = form.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    const QString header = match.captured(2);
    const auto own = layerOf(path);
    if (!own)
        return QStringLiteral("%1 is in no layer").arg(path);
    if (header.contains(QLatin1String("..")))
        return QStringLiteral("%1 includes by a way up: %2").arg(path, header);
    if (match.captured(1) == QLatin1String("<")) {
        if (*own == QLatin1String("shared") && !isQtCoreHeader(header))
            return QStringLiteral("%1 needs more of Qt than QtCore: %2").arg(path, header);
        return std::nullopt;
    }
    const QString program = own->section(QLatin1Char('/'), 0, 0);
    const auto other = header.contains(QLatin1Char('/')) ? layerOfHeader(header, program) : std::nullopt;
    if (!other || *other == *own || mayKnow().value(*own).contains(*other))
        return std::nullopt;
    return QStringLiteral("%1 (%2) includes %3 (%4)").arg(path, *own, header, *other);
}

QStringList refusals(const QString &path, const QString &content)
{
    QStringList found;
    int number = 0;
    for (const QString &line : content.split(QLatin1Char('\n'))) {
        ++number;
        if (const auto why = refusal(path, line))
            found.append(QStringLiteral("line %1: %2").arg(number).arg(*why));
    }
    return found;
}

} // namespace mostrador::test
