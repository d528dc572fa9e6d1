// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/incidentlistmodel.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class ToneLabel;

/// Tells where a search shows something else than what was typed, with the way back to that. Hidden otherwise.
class SearchLine : public QWidget
{
    Q_OBJECT

public:
    explicit SearchLine(QWidget *parent = nullptr);

    /// @p asked: as it was typed.
    void showSearch(const IncidentListModel::Searched &searched, const QString &asked);
    QString text() const;
    QPushButton *exactButton() const { return m_exact; }

Q_SIGNALS:
    void exactWanted();

private:
    ToneLabel *m_text;
    QPushButton *m_exact;
};

} // namespace mostrador::console
