// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target.h"

#include <QRegularExpression>
#include <QStringList>

namespace mostrador::fuzz {

/// What a browser makes of an address: entities undone, white space and controls before it and line ends in it gone.
inline bool leadsToHarm(QString href)
{
    static const QRegularExpression entity(QStringLiteral("&(#x[0-9a-fA-F]+|#[0-9]+|amp|quot|lt|gt);"));
    QString plain;
    qsizetype at = 0;
    for (auto match = entity.match(href); match.hasMatch(); match = entity.match(href, at)) {
        plain += href.mid(at, match.capturedStart() - at);
        const QString name = match.captured(1);
        if (name.startsWith(QLatin1String("#x")))
            plain += QChar(static_cast<char16_t>(name.mid(2).toUInt(nullptr, 16)));
        else if (name.startsWith(u'#'))
            plain += QChar(static_cast<char16_t>(name.mid(1).toUInt()));
        else
            plain += QLatin1Char('&');
        at = match.capturedEnd();
    }
    plain += href.mid(at);
    plain.remove(u'\t').remove(u'\n').remove(u'\r');
    while (!plain.isEmpty() && plain.at(0).unicode() <= 0x20)
        plain.remove(0, 1);
    static const QRegularExpression scheme(QStringLiteral("^([a-zA-Z][a-zA-Z0-9+.-]*):"));
    const auto match = scheme.match(plain);
    if (!match.hasMatch())
        return false;
    const QString name = match.captured(1).toLower();
    return name != QLatin1String("http") && name != QLatin1String("https") && name != QLatin1String("mailto");
}

/// HTML made of what people wrote holds only these elements, well nested, no link in a link, nothing that is loaded or
/// run, and no address a browser should not follow.
inline void checkHtml(const QString &html, const QStringList &moreElements = {})
{
    static const QRegularExpression tag(QStringLiteral("<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)( ?/)?>"),
                                        QRegularExpression::NoPatternOption);
    static const QRegularExpression attribute(QStringLiteral(" ([a-z-]+)=\"([^\"]*)\""));
    static const QStringList elements{
        QStringLiteral("p"),     QStringLiteral("a"),     QStringLiteral("em"),  QStringLiteral("strong"),
        QStringLiteral("code"),  QStringLiteral("pre"),   QStringLiteral("ul"),  QStringLiteral("ol"),
        QStringLiteral("li"),    QStringLiteral("br"),    QStringLiteral("hr"),  QStringLiteral("blockquote"),
        QStringLiteral("table"), QStringLiteral("thead"), QStringLiteral("del"), QStringLiteral("tbody"),
        QStringLiteral("tr"),    QStringLiteral("td"),    QStringLiteral("th")};
    static const QStringList alone{QStringLiteral("br"), QStringLiteral("hr"), QStringLiteral("meta")};
    static const QStringList attributes{QStringLiteral("href"),  QStringLiteral("rel"),   QStringLiteral("title"),
                                        QStringLiteral("start"), QStringLiteral("align"), QStringLiteral("class")};
    QStringList open;
    for (qsizetype at = html.indexOf(u'<'); at >= 0; at = html.indexOf(u'<', at + 1)) {
        const auto match =
            tag.match(html, at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        check(match.hasMatch(), "a tag that is none of ours", html.mid(at, 200));
        const QString name = match.captured(2);
        check(elements.contains(name) || moreElements.contains(name), "an element that has no place here", html);
        if (alone.contains(name))
            continue;
        if (!match.captured(1).isEmpty()) {
            check(!open.isEmpty() && open.takeLast() == name, "elements that are not well nested", html);
            continue;
        }
        check(name != QLatin1String("a") || !open.contains(name), "a link in a link", html);
        open.append(name);
        bool related = false;
        for (auto each = attribute.globalMatch(match.captured(3)); each.hasNext();) {
            const auto found = each.next();
            const QString key = found.captured(1);
            check(attributes.contains(key) || !moreElements.isEmpty(), "an attribute that has no place here", html);
            check(!key.startsWith(QLatin1String("on")) && key != QLatin1String("src"), "an attribute that acts", html);
            related = related || key == QLatin1String("rel");
            if (key == QLatin1String("href"))
                check(!leadsToHarm(found.captured(2)), "a link that leads to harm", found.captured(2));
        }
        check(name != QLatin1String("a") || related || !moreElements.isEmpty(), "a link without rel", html);
    }
    check(open.isEmpty(), "elements that do not end", html);
}

} // namespace mostrador::fuzz
