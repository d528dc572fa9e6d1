// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>
#include <QPair>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
class QTableWidget;
QT_END_NAMESPACE

namespace mostrador::console {

/// A dialog to read: paragraphs and two-column tables.
class TextDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TextDialog(const QString &title, QWidget *parent);
    void addText(const QString &text);
    void addRows(const QList<QPair<QString, QString>> &rows);

private:
    QVBoxLayout *m_body;
};

} // namespace mostrador::console
