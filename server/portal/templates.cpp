// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/templates.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace mostrador::portal {

namespace {

constexpr int maxDepth = 8;

const QStringList &pageNames()
{
    static const QStringList names{QStringLiteral("home"), QStringLiteral("open"), QStringLiteral("opened"),
                                   QStringLiteral("track"), QStringLiteral("refusal")};
    return names;
}

Result<QString> source(const QString &name)
{
    QFile file(QStringLiteral(":/portal/templates/%1.mustache").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Problem::internal(QStringLiteral("the template %1 is missing").arg(name));
    return QString::fromUtf8(file.readAll());
}

/// The template with its parts in place. @p body is what stands for `{{> body}}`.
Result<QString> assemble(const QString &name, const QString &body, int depth)
{
    static const QRegularExpression part(QStringLiteral("^[ \t]*\\{\\{>\\s*([a-z_]+)\\s*\\}\\}[ \t]*\n"),
                                         QRegularExpression::MultilineOption);
    if (depth > maxDepth)
        return Problem::internal(QStringLiteral("the template %1 contains itself").arg(name));
    Result<QString> text = source(name);
    if (!text)
        return text;
    QString out;
    qsizetype from = 0;
    for (auto match = part.globalMatch(*text); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        out += QStringView(*text).mid(from, found.capturedStart() - from);
        from = found.capturedEnd();
        const QString wanted = found.captured(1);
        const Result<QString> inner = assemble(wanted == QLatin1String("body") ? body : wanted, body, depth + 1);
        if (!inner)
            return inner;
        out += *inner;
    }
    out += QStringView(*text).mid(from);
    return out;
}

} // namespace

Data toData(const QString &text)
{
    return Data(text.toStdString());
}

Data toData(const QByteArray &text)
{
    return Data(text.toStdString());
}

Result<Templates> Templates::load()
{
    Templates templates;
    for (const QString &name : pageNames()) {
        const Result<QString> text = assemble(QStringLiteral("layout"), name, 0);
        if (!text)
            return text.error();
        auto page = std::make_shared<kainjow::mustache::mustache>(text->toStdString());
        if (!page->is_valid())
            return Problem::internal(
                QStringLiteral("the template %1: %2").arg(name, QString::fromStdString(page->error_message())));
        templates.m_pages.insert(name, std::move(page));
    }
    return templates;
}

QByteArray Templates::render(const QString &name, const QList<const Data *> &contexts) const
{
    const auto page = m_pages.constFind(name);
    if (page == m_pages.constEnd())
        qFatal("portal: there is no page %s", qPrintable(name));
    kainjow::mustache::context<std::string> context;
    for (const Data *data : contexts)
        context.push(data);
    return QByteArray::fromStdString((*page)->render(context));
}

} // namespace mostrador::portal
