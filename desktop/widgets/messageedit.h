// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace mostrador::console {

/// Text of a message. Tab goes on to the next control; files dropped or pasted are handed on, not put in as text.
class MessageEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MessageEdit(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void filesGiven(const QStringList &paths);
    void sendRequested();
    /// Undo, where nothing of the text is left to undo.
    void undoneAll();

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/// The paths of the local files in @p source.
QStringList localFiles(const QMimeData *source);

} // namespace mostrador::console
