// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/markdown.h"

#include <QList>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <vector>

namespace mostrador::services {

namespace {

constexpr int options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS;

struct NodeFree
{
    void operator()(cmark_node *node) const { cmark_node_free(node); }
};
struct ParserFree
{
    void operator()(cmark_parser *parser) const { cmark_parser_free(parser); }
};
struct IteratorFree
{
    void operator()(cmark_iter *iterator) const { cmark_iter_free(iterator); }
};
struct Free
{
    void operator()(char *text) const { std::free(text); }
};

bool isHarmless(const QString &url)
{
    const qsizetype colon = url.indexOf(u':');
    if (colon < 0)
        return true;
    const QString scheme = url.left(colon).trimmed().toLower();
    // A colon behind a slash, a question mark or a number sign ends no scheme.
    for (const QChar c : scheme) {
        if (c == u'/' || c == u'?' || c == u'#')
            return true;
    }
    return scheme == QLatin1String("http") || scheme == QLatin1String("https") || scheme == QLatin1String("mailto");
}

QList<cmark_node *> nodesOf(cmark_node *document, cmark_node_type type)
{
    QList<cmark_node *> found;
    const std::unique_ptr<cmark_iter, IteratorFree> iterator(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
        cmark_node *node = cmark_iter_get_node(iterator.get());
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == type)
            found.append(node);
    }
    return found;
}

bool isInLink(cmark_node *node)
{
    for (cmark_node *parent = cmark_node_parent(node); parent; parent = cmark_node_parent(parent)) {
        if (cmark_node_get_type(parent) == CMARK_NODE_LINK)
            return true;
    }
    return false;
}

/// @p text as children of @p parent, each of its lines on one.
void appendLines(cmark_node *parent, const QString &text)
{
    bool first = true;
    for (const QString &line : text.split(u'\n')) {
        if (!first)
            cmark_node_append_child(parent, cmark_node_new(CMARK_NODE_LINEBREAK));
        first = false;
        cmark_node *words = cmark_node_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(words, line.toUtf8().constData());
        cmark_node_append_child(parent, words);
    }
}

/// What looks like HTML is something a person wrote, such as an error message: it is shown as text, not left out.
void htmlToText(cmark_node *document)
{
    for (cmark_node *raw : nodesOf(document, CMARK_NODE_HTML_INLINE)) {
        cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(text, cmark_node_get_literal(raw));
        cmark_node_replace(raw, text);
        cmark_node_free(raw);
    }
    for (cmark_node *raw : nodesOf(document, CMARK_NODE_HTML_BLOCK)) {
        cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
        appendLines(paragraph, QString::fromUtf8(cmark_node_get_literal(raw)).trimmed());
        cmark_node_replace(raw, paragraph);
        cmark_node_free(raw);
    }
}

using Nodes = std::vector<std::unique_ptr<cmark_node, NodeFree>>;

/// A message stands below headings of the page that holds it; one of its own would break their order. The headings
/// returned must live until the document is rendered: the words moved out of them still point into their text.
Nodes headingsToStrong(cmark_node *document)
{
    Nodes replaced;
    for (cmark_node *heading : nodesOf(document, CMARK_NODE_HEADING)) {
        cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node *strong = cmark_node_new(CMARK_NODE_STRONG);
        while (cmark_node *child = cmark_node_first_child(heading)) {
            cmark_node_unlink(child);
            cmark_node_append_child(strong, child);
        }
        cmark_node_append_child(paragraph, strong);
        cmark_node_replace(heading, paragraph);
        replaced.emplace_back(heading);
    }
    return replaced;
}

/// The innermost first, so that a picture in a picture's text keeps its place. In a link only its words stay.
void picturesToLinks(cmark_node *document)
{
    QList<cmark_node *> pictures = nodesOf(document, CMARK_NODE_IMAGE);
    for (auto it = pictures.crbegin(); it != pictures.crend(); ++it) {
        if (isInLink(*it)) {
            while (cmark_node *child = cmark_node_first_child(*it)) {
                cmark_node_unlink(child);
                cmark_node_insert_before(*it, child);
            }
            cmark_node_unlink(*it);
            cmark_node_free(*it);
            continue;
        }
        cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
        cmark_node_set_url(link, cmark_node_get_url(*it));
        while (cmark_node *child = cmark_node_first_child(*it)) {
            cmark_node_unlink(child);
            cmark_node_append_child(link, child);
        }
        if (!cmark_node_first_child(link)) {
            cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
            cmark_node_set_literal(text, cmark_node_get_url(link));
            cmark_node_append_child(link, text);
        }
        cmark_node_replace(*it, link);
        cmark_node_free(*it);
    }
}

/// A picture's text may hold a link or another picture; a link may not. Of the inner one the words stay.
void linksInLinksToWords(cmark_node *document)
{
    for (cmark_node *link : nodesOf(document, CMARK_NODE_LINK)) {
        if (!isInLink(link))
            continue;
        while (cmark_node *child = cmark_node_first_child(link)) {
            cmark_node_unlink(child);
            cmark_node_insert_before(link, child);
        }
        cmark_node_unlink(link);
        cmark_node_free(link);
    }
}

void dropHarmfulLinks(cmark_node *document)
{
    for (cmark_node *link : nodesOf(document, CMARK_NODE_LINK)) {
        if (!isHarmless(QString::fromUtf8(cmark_node_get_url(link))))
            cmark_node_set_url(link, "");
    }
}

} // namespace

QString markdownToHtml(const QString &markdown)
{
    static std::once_flag once;
    std::call_once(once, cmark_gfm_core_extensions_ensure_registered);

    const std::unique_ptr<cmark_parser, ParserFree> parser(cmark_parser_new(options));
    for (const char *name : {"table", "strikethrough", "autolink"}) {
        if (cmark_syntax_extension *extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
    const QByteArray source = markdown.toUtf8();
    cmark_parser_feed(parser.get(), source.constData(), static_cast<std::size_t>(source.size()));
    std::unique_ptr<cmark_node, NodeFree> document;
    {
        // While it reads inlines, cmark-gfm notes the extensions' special characters in tables of the whole process.
        static std::mutex mutex;
        const std::lock_guard lock(mutex);
        document.reset(cmark_parser_finish(parser.get()));
    }
    htmlToText(document.get());
    const Nodes headings = headingsToStrong(document.get());
    picturesToLinks(document.get());
    linksInLinksToWords(document.get());
    dropHarmfulLinks(document.get());
    const std::unique_ptr<char, Free> html(
        cmark_render_html(document.get(), options, cmark_parser_get_syntax_extensions(parser.get())));
    QString out = QString::fromUtf8(html.get());
    // cmark writes no other "<a " than its own: raw HTML has become text, and text is escaped.
    out.replace(QLatin1String("<a href="), QLatin1String("<a rel=\"nofollow noopener noreferrer\" href="));
    return out;
}

} // namespace mostrador::services
