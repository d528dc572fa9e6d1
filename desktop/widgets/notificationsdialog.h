// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notifications.h"
#include "widgets/delegates.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

/// Rows of notifications: each kind with its mark, what is unread in bold.
class NotificationDelegate final : public PlainDelegate
{
    Q_OBJECT

public:
    using PlainDelegate::PlainDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// The last notifications; Enter goes to the incident.
class NotificationsDialog : public QDialog
{
    Q_OBJECT

public:
    NotificationsDialog(Notifications *model, QWidget *parent);

Q_SIGNALS:
    void incidentChosen(mostrador::IncidentId incident);
    void settingsRequested();

private:
    void goTo(const QModelIndex &index);
    void update();

    Notifications *m_model;
    QTableView *m_list;
    QLabel *m_none;
    QPushButton *m_go;
    QPushButton *m_allRead;
};

} // namespace mostrador::console
