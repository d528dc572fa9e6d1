// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

QT_BEGIN_NAMESPACE
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

/// Keeps the rows that are seen where they are while others come and go above them. A list scrolled to its very top
/// stays at the top, so that what is new is seen. Rows of equal height; create it after the view has its model.
class ScrollKeeper : public QObject
{
    Q_OBJECT

public:
    explicit ScrollKeeper(QTableView *view);

private:
    void remember();
    void restore();

    QTableView *m_view;
    QPersistentModelIndex m_anchor;
    int m_position = 0;
};

} // namespace mostrador::console
