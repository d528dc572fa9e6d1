// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mostrador::console {

/// Asks before something that cannot be taken back. The buttons say what they do; nothing is lost by Enter or Escape.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    ConfirmDialog(const QString &question, const QString &effect, const QString &verb, QWidget *parent);
};

} // namespace mostrador::console
