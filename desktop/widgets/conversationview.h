// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/conversationmodel.h"
#include "widgets/widgetcontext.h"

#include <QHash>
#include <QTextBrowser>
#include <QTimer>

namespace mostrador::console {

/// The conversation to read: messages, internal notes (with a word, a frame and a colour of their own), files and what
/// happened. Shows text only; fetches nothing, wherever a message points. New entries do not move what is being read.
class ConversationView : public QTextBrowser
{
    Q_OBJECT

public:
    ConversationView(const WidgetContext &context, ConversationModel *model, QWidget *parent = nullptr);

    QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    /// A link in a message that may be opened once the reader agrees.
    void linkChosen(const QUrl &url);
    void attachmentChosen(const mostrador::Attachment &attachment);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild();
    /// Shows the rows from @p row to the end anew, once all that happens at the same time has happened.
    void changedFrom(int row);
    void rebuildEnd();
    void appendRow(QTextCursor &cursor, const QModelIndex &index);
    void appendMessage(QTextCursor &cursor, const QModelIndex &index, bool note);
    void appendFiles(QTextCursor &cursor, const QList<Attachment> &files);
    void appendLine(QTextCursor &cursor, const QModelIndex &index);
    void onAnchor(const QUrl &url);
    bool isAtEnd() const;
    QString headOf(const QModelIndex &index) const;

    const WidgetContext m_context;
    ConversationModel *m_model;
    QTimer m_pause;
    int m_changedFrom = 0;
    QList<int> m_starts;                ///< of each row that is shown, where it begins in the document
    QHash<QString, Attachment> m_files; ///< by the link that stands for them
};

} // namespace mostrador::console
