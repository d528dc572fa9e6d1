// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/notificationwishes.h"

#include <QDialog>
#include <QList>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QSpinBox;
class QTimeEdit;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// What somebody wants to be told of, and when not.
class NotificationSettings : public QDialog
{
    Q_OBJECT

public:
    NotificationSettings(Settings &settings, QWidget *parent);

private:
    void save();
    void update();

    Settings &m_settings;
    QList<QPair<NotificationKind, QCheckBox *>> m_kinds;
    QSpinBox *m_minutes;
    QCheckBox *m_quiet;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    MistakeLine *m_mistake;
};

} // namespace mostrador::console
