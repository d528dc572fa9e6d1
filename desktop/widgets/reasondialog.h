// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// Asks for a few words before something is done.
class ReasonDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p verb: what the button says.
    ReasonDialog(const QString &title, const QString &question, const QString &verb, QWidget *parent);

Q_SIGNALS:
    void given(const QString &reason);

private:
    void take();
    QPlainTextEdit *m_edit;
    MistakeLine *m_mistake;
};

} // namespace mostrador::console
