// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mostrador::services {

/// GitHub-flavoured Markdown as HTML that may stand in a page or a mail: raw HTML is shown as the text it is, links
/// that are not http, https, mailto or relative lead nowhere, pictures become links (so that nothing is loaded from
/// elsewhere), headings become bold paragraphs, links carry rel="nofollow noopener noreferrer". A line break in the
/// text is a line break in the HTML. Thread-safe.
QString markdownToHtml(const QString &markdown);

} // namespace mostrador::services
