// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextDocumentFragment>
#include <QUrl>

QT_BEGIN_NAMESPACE
class QFont;
class QPalette;
QT_END_NAMESPACE

namespace mostrador::console {

/// True for what may be handed to a browser or a mail program: http, https with a host, and mailto.
bool isOpenableLink(const QUrl &url);

/// Markdown written by somebody else as a fragment that is safe to show: HTML stays text, pictures become words, links
/// lead only where isOpenableLink() allows, headings do not shout.
QTextDocumentFragment safeMarkdown(const QString &markdown, const QFont &font, const QPalette &palette);

} // namespace mostrador::console
