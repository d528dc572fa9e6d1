// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/modelcontext.h"

#include <QDialog>
#include <QSet>

QT_BEGIN_NAMESPACE
class QRadioButton;
QT_END_NAMESPACE

namespace mostrador::console {

/// Somebody else changed the same fields meanwhile: shows both values of each and lets choose.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    ConflictDialog(const QList<requests::FieldConflict> &conflicts, const ModelContext &context, QWidget *parent);

    /// The fields for which the own value was chosen.
    QSet<QString> keptMine() const;

private:
    struct Row
    {
        QString field;
        QRadioButton *mine;
    };
    QList<Row> m_rows;
};

/// @p json without the members of @p conflicts that are not in @p kept: the change that is still wanted.
QJsonObject withoutGivenUp(QJsonObject json, const QList<requests::FieldConflict> &conflicts,
                           const QSet<QString> &kept);

} // namespace mostrador::console
