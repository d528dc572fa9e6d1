// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QKeySequence>

QT_BEGIN_NAMESPACE
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStandardItemModel;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

class Commands;
class MistakeLine;

/// All keys of a window: to be found by words or by pressing them, and to be chosen anew.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    ShortcutsDialog(Commands &commands, QWidget *parent);

    QTableView *table() const { return m_table; }

private:
    void build();
    void fill();
    void showCurrent();
    void filter(const QString &typed);
    void take();
    void takeOver();
    QString current() const;
    QList<QKeySequence> wanted() const;

    Commands &m_commands;
    QStandardItemModel *m_rows;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_search;
    QTableView *m_table;
    QLabel *m_which;
    QKeySequenceEdit *m_first;
    QKeySequenceEdit *m_second;
    MistakeLine *m_mistake;
    QPushButton *m_takeOver;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
    bool m_showing = false;
};

} // namespace mostrador::console
