// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/safemarkdown.h"

#include "model/mention.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QFont>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFragment>

#include <algorithm>

namespace mostrador::console {

namespace {

struct SafeMarkdown
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::SafeMarkdown)
};

/// A stretch of the document that is changed: its text, or only its format.
struct Edit
{
    int position;
    int length;
    QTextCharFormat format;
    QString replacement;
};

void collect(const QTextBlock &block, const QPalette &palette, QList<Edit> &edits)
{
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        if (!fragment.isValid())
            continue;
        QTextCharFormat format = fragment.charFormat();
        QString replacement;
        if (format.isImageFormat()) {
            // Nothing is ever fetched: a picture would tell its owner who reads the message, and when.
            const QTextImageFormat image = format.toImageFormat();
            const QString name = image.property(QTextFormat::ImageAltText).toString();
            replacement = name.isEmpty() ? SafeMarkdown::tr("[picture not loaded]")
                                         : SafeMarkdown::tr("[picture not loaded: %1]").arg(name);
            format = QTextCharFormat();
            format.setFontItalic(true);
        }
        if (format.isAnchor()) {
            if (isOpenableLink(QUrl(format.anchorHref(), QUrl::StrictMode))) {
                format.setForeground(palette.color(QPalette::Active, QPalette::Link));
            } else {
                // A colleague who is mentioned: no link, but not to be overlooked.
                const bool mention = employeeFromLink(format.anchorHref()).has_value();
                format.setAnchor(false);
                format.clearProperty(QTextFormat::AnchorHref);
                format.clearProperty(QTextFormat::AnchorName);
                format.clearForeground();
                format.setFontUnderline(false);
                if (mention) {
                    format.setFontWeight(QFont::Bold);
                    format.setForeground(ink(Tone::Info, palette));
                    format.setBackground(wash(Tone::Info, palette));
                }
            }
        }
        format.clearProperty(QTextFormat::FontSizeAdjustment);
        format.setToolTip({});
        if (!replacement.isEmpty() || format != fragment.charFormat())
            edits.append({fragment.position(), fragment.length(), format, replacement});
    }
}

} // namespace

bool isOpenableLink(const QUrl &url)
{
    if (!url.isValid() || url.isRelative())
        return false;
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https"))
        return !url.host().isEmpty();
    return scheme == QLatin1String("mailto") && !url.path().isEmpty();
}

QTextDocumentFragment safeMarkdown(const QString &markdown, const QFont &font, const QPalette &palette)
{
    QTextDocument document;
    document.setUndoRedoEnabled(false);
    document.setDefaultFont(font);
    // Line breaks are kept as people type them: Markdown would join the lines of a letter into one.
    QString source = markdown;
    source.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    document.setMarkdown(source, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                     QTextDocument::MarkdownNoHTML);
    QList<Edit> edits;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        collect(block, palette, edits);
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (auto edit = edits.crbegin(); edit != edits.crend(); ++edit) {
        cursor.setPosition(edit->position);
        cursor.setPosition(edit->position + edit->length, QTextCursor::KeepAnchor);
        if (edit->replacement.isEmpty())
            cursor.setCharFormat(edit->format);
        else
            cursor.insertText(edit->replacement, edit->format);
    }
    // The end of a paragraph has a format too, and takes it from what stands before it.
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.charFormat().isAnchor() || block.charFormat().isImageFormat()) {
            cursor.setPosition(block.position());
            cursor.setBlockCharFormat({});
        }
    }
    cursor.endEditBlock();
    return QTextDocumentFragment(&document);
}

} // namespace mostrador::console
