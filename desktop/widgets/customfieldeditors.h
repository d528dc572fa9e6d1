// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/modelcontext.h"
#include "protocol/codecs.h"

#include <QJsonValue>
#include <QString>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

/// Editors of the values of custom fields, by their definitions.
namespace mostrador::console::customeditors {

/// The editor of a field; its values are written into it by write().
QWidget *make(const CustomField &field, const Words &words);
void write(const CustomField &field, QWidget *editor, const QJsonValue &value, const Words &words);

struct Read
{
    QJsonValue value = QJsonValue::Null; ///< null: nothing is there
    QString mistake;                     ///< what to do about it, as a sentence; empty: it suits
};
/// What the editor holds, checked against the definition. @p asked: whether a value must be there.
Read read(const CustomField &field, const QWidget *editor, const Words &words, bool asked);

/// A value as people read it, such as the labels of choices.
QString describe(const CustomField &field, const QJsonValue &value, const ModelContext &context);
/// The field's label, marked where a value must be there.
QString label(const CustomField &field, const Words &words);

} // namespace mostrador::console::customeditors
