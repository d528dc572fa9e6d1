// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/conversationview.h"

#include "widgets/safemarkdown.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QPointer>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextTable>

namespace mostrador::console {

ConversationView::ConversationView(const WidgetContext &context, ConversationModel *model, QWidget *parent)
    : QTextBrowser(parent)
    , m_context(context)
    , m_model(model)
{
    setObjectName(QStringLiteral("conversation"));
    setAccessibleName(tr("Conversation"));
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    m_pause.setSingleShot(true);
    m_pause.setInterval(0);
    connect(&m_pause, &QTimer::timeout, this, &ConversationView::rebuildEnd);
    connect(this, &QTextBrowser::anchorClicked, this, &ConversationView::onAnchor);
    connect(model, &QAbstractItemModel::modelReset, this, &ConversationView::rebuild);
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &topLeft) { changedFrom(topLeft.row()); });
    connect(model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first) { changedFrom(first); });
    connect(model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first) { changedFrom(first); });
}

QVariant ConversationView::loadResource(int, const QUrl &)
{
    // Neither pictures nor style sheets nor documents: neither from the network nor from this computer.
    return QVariant(QByteArray());
}

void ConversationView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        if (m_model && m_model->rowCount() > 0)
            rebuild();
    }
}

/// Whoever is at the end stays there when a notice takes some of the room.
void ConversationView::resizeEvent(QResizeEvent *event)
{
    const bool atEnd = isAtEnd();
    QTextBrowser::resizeEvent(event);
    if (atEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

bool ConversationView::isAtEnd() const
{
    return verticalScrollBar()->value() >= verticalScrollBar()->maximum() - fontMetrics().height();
}

void ConversationView::rebuild()
{
    const int rows = m_model->rowCount();
    const bool first = document()->isEmpty() ||
                       property("incident") != QVariant(m_model->incident() ? m_model->incident()->value() : 0);
    setProperty("incident", m_model->incident() ? m_model->incident()->value() : 0);
    const bool atEnd = first || isAtEnd();
    const int scroll = verticalScrollBar()->value();
    const int anchor = textCursor().anchor();
    const int position = textCursor().position();
    m_pause.stop();
    m_files.clear();
    m_starts.clear();
    // A new document, because one that is shown is laid out again with each change.
    auto *fresh = new QTextDocument(this);
    fresh->setUndoRedoEnabled(false);
    fresh->setDefaultFont(font());
    fresh->setDocumentMargin(fontMetrics().height() / 3.0);
    QTextCursor cursor(fresh);
    cursor.beginEditBlock();
    for (int row = 0; row < rows; ++row)
        appendRow(cursor, m_model->index(row));
    cursor.endEditBlock();
    // The very first document is the text edit's own, which it deletes itself.
    const QPointer<QTextDocument> old = document();
    setDocument(fresh);
    delete old;
    if (!first) {
        QTextCursor selection(document());
        const int end = document()->characterCount() - 1;
        selection.setPosition(qMin(anchor, end));
        selection.setPosition(qMin(position, end), QTextCursor::KeepAnchor);
        setTextCursor(selection);
    }
    verticalScrollBar()->setValue(atEnd ? verticalScrollBar()->maximum() : scroll);
}

void ConversationView::changedFrom(int row)
{
    // At once where there is nothing to be seen yet.
    if (m_starts.isEmpty() || row == 0) {
        rebuild();
        return;
    }
    m_changedFrom = m_pause.isActive() ? qMin(m_changedFrom, row) : row;
    m_pause.start();
}

void ConversationView::rebuildEnd()
{
    // What changes is nearly always at the end, and a conversation may be long. So much costs less than a new document.
    constexpr int few = 30;
    int row = m_changedFrom;
    if (row > m_starts.size() || m_model->rowCount() - row > few || m_starts.size() - row > few) {
        rebuild();
        return;
    }
    const bool atEnd = isAtEnd();
    const int scroll = verticalScrollBar()->value();
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.movePosition(QTextCursor::End);
    if (row < m_starts.size()) {
        cursor.setPosition(m_starts.at(row), QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        m_starts.resize(row);
    }
    for (; row < m_model->rowCount(); ++row)
        appendRow(cursor, m_model->index(row));
    cursor.endEditBlock();
    verticalScrollBar()->setValue(atEnd ? verticalScrollBar()->maximum() : scroll);
}

void ConversationView::appendRow(QTextCursor &cursor, const QModelIndex &index)
{
    m_starts.append(cursor.position());
    switch (static_cast<ConversationModel::EntryKind>(index.data(ConversationModel::KindRole).toInt())) {
    case ConversationModel::EntryKind::Message:
        appendMessage(cursor, index, false);
        break;
    case ConversationModel::EntryKind::Note:
        appendMessage(cursor, index, true);
        break;
    case ConversationModel::EntryKind::Attachment:
    case ConversationModel::EntryKind::Event:
        appendLine(cursor, index);
        break;
    }
}

QString ConversationView::headOf(const QModelIndex &index) const
{
    const auto kind = static_cast<ActorKind>(index.data(ConversationModel::AuthorKindRole).toInt());
    const QString name = oneLine(index.data(ConversationModel::AuthorRole).toString(), 120);
    return kind == ActorKind::Customer ? tr("%1, customer").arg(name) : name;
}

void ConversationView::appendMessage(QTextCursor &cursor, const QModelIndex &index, bool note)
{
    const QPalette general = palette();
    const bool customer =
        static_cast<ActorKind>(index.data(ConversationModel::AuthorKindRole).toInt()) == ActorKind::Customer;
    const Tone tone = note ? Tone::Note : customer ? Tone::Plain : Tone::Info;
    const int unit = fontMetrics().height();
    QTextTableFormat box;
    box.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    box.setCellPadding(unit / 2.0);
    box.setCellSpacing(0);
    box.setTopMargin(unit / 3.0);
    box.setBottomMargin(unit / 3.0);
    // Which side stands in from the edge tells who speaks, without colour.
    if (customer)
        box.setRightMargin(unit * 2);
    else
        box.setLeftMargin(unit * 2);
    box.setBorder(1);
    box.setBorderCollapse(true);
    box.setBorderStyle(note ? QTextFrameFormat::BorderStyle_Dashed : QTextFrameFormat::BorderStyle_Solid);
    box.setBorderBrush(note ? ink(Tone::Note, general) : general.color(QPalette::Active, QPalette::Mid));
    QTextTable *table = cursor.insertTable(1, 1, box);
    QTextTableCellFormat cell;
    cell.setBackground(customer ? general.color(QPalette::Active, QPalette::AlternateBase) : wash(tone, general));
    table->cellAt(0, 0).setFormat(cell);
    QTextCursor inside = table->cellAt(0, 0).firstCursorPosition();

    QTextCharFormat name;
    name.setFontWeight(QFont::Bold);
    name.setForeground(ink(note ? Tone::Note : Tone::Plain, general));
    QTextCharFormat quiet;
    quiet.setForeground(ink(Tone::Quiet, general));
    if (note)
        inside.insertText(tr("INTERNAL NOTE, only employees see it") + QStringLiteral(" · "), name);
    inside.insertText(headOf(index), name);
    inside.insertText(QStringLiteral("  ") + index.data(ConversationModel::TimeTextRole).toString(), quiet);
    if (index.data(ConversationModel::MentionsMeRole).toBool()) {
        QTextCharFormat called = name;
        called.setForeground(ink(Tone::Info, general));
        inside.insertText(QStringLiteral(" · ") + tr("mentions you"), called);
    }
    if (const QString until = index.data(ConversationModel::HeldRole).toString(); !until.isEmpty()) {
        QTextCharFormat held;
        held.setForeground(ink(Tone::Warning, general));
        //: %1 is a time of day
        inside.insertText(QStringLiteral(" · ") + tr("goes out at %1").arg(until), held);
    }
    QTextBlockFormat gap;
    gap.setTopMargin(unit / 4.0);
    inside.insertBlock(gap, QTextCharFormat());
    inside.insertFragment(safeMarkdown(index.data(ConversationModel::BodyRole).toString(), font(), general));
    if (const QString names = index.data(ConversationModel::NotReachedRole).toString(); !names.isEmpty()) {
        QTextCharFormat warning;
        warning.setForeground(ink(Tone::Warning, general));
        inside.insertBlock(gap, QTextCharFormat());
        //: %1: names of colleagues
        inside.insertText(
            tr("Not told: %1. Whoever may not see this incident cannot be called to it.").arg(oneLine(names, 400)),
            warning);
    }
    appendFiles(inside, index.data(ConversationModel::AttachmentsRole).value<QList<Attachment>>());
    cursor.movePosition(QTextCursor::End);
}

void ConversationView::appendFiles(QTextCursor &cursor, const QList<Attachment> &files)
{
    for (const Attachment &file : files) {
        const QString key = QStringLiteral("mostrador-file:%1").arg(file.id.toString());
        m_files.insert(key, file);
        cursor.insertBlock(cursor.blockFormat(), QTextCharFormat());
        cursor.insertText(tr("File:") + u' ');
        QTextCharFormat link;
        link.setAnchor(true);
        link.setAnchorHref(key);
        link.setFontUnderline(true);
        link.setForeground(palette().color(QPalette::Active, QPalette::Link));
        cursor.insertText(oneLine(file.fileName), link);
        cursor.insertText(QStringLiteral(" (%1)").arg(m_context.models.words.locale().formattedDataSize(file.size)),
                          QTextCharFormat());
    }
}

void ConversationView::appendLine(QTextCursor &cursor, const QModelIndex &index)
{
    QTextBlockFormat block;
    const int unit = fontMetrics().height();
    block.setLeftMargin(unit / 2.0);
    QTextCharFormat quiet;
    quiet.setForeground(ink(Tone::Quiet, palette()));
    cursor.insertBlock(block, quiet);
    const QString author = oneLine(index.data(ConversationModel::AuthorRole).toString(), 120);
    // A file that came by itself is named by its link.
    const auto kind = static_cast<ConversationModel::EntryKind>(index.data(ConversationModel::KindRole).toInt());
    QStringList parts{index.data(ConversationModel::TimeTextRole).toString()};
    if (!author.isEmpty())
        parts.append(author);
    if (kind == ConversationModel::EntryKind::Event)
        parts.append(oneLine(index.data(ConversationModel::BodyRole).toString(), 400));
    cursor.insertText(parts.join(QStringLiteral(" · ")), quiet);
    appendFiles(cursor, index.data(ConversationModel::AttachmentsRole).value<QList<Attachment>>());
}

void ConversationView::onAnchor(const QUrl &url)
{
    const auto file = m_files.constFind(url.toString());
    if (file != m_files.constEnd())
        Q_EMIT attachmentChosen(*file);
    else if (isOpenableLink(url))
        Q_EMIT linkChosen(url);
}

} // namespace mostrador::console
