// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/people.h"
#include "models/modelcontext.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QListWidget;
class QObject;
class QPlainTextEdit;
class QSpinBox;
class QWidget;
QT_END_NAMESPACE

namespace mostrador::console {
class Directory;
}

/// Editors of the fields of records, and their content as JSON.
namespace mostrador::console::editors {

/// @{ @p max in code points; see model/limits.h.
QLineEdit *line(int max);
QPlainTextEdit *lines(int max, int rows);
/// @}
/// A date as yyyy-mm-dd, or nothing; null in JSON when it is empty.
QLineEdit *date();
QComboBox *language(const Words &words);
QComboBox *country(const Words &words);
QComboBox *role(const Words &words);
/// Spanish, English, or null for any.
QComboBox *languageOrAny(const Words &words);
/// One team, kept fresh from the directory, or null, which is called @p none.
QComboBox *team(const Directory &directory, const QString &none);
QComboBox *viewScope();
QComboBox *tagColour();
/// A whole number, 0 .. @p max.
QSpinBox *number(qint64 max);
/// Teams to tick, kept fresh from the directory.
QListWidget *teams(const Directory &directory);

/// @{ The content of an editor made here (or of a QCheckBox). Undefined: the field is not there to be sent.
QJsonValue read(const QWidget *editor);
void write(QWidget *editor, const QJsonValue &value);
/// @}
/// An absent field is not sent, such as the password of an employee who has one.
void setAbsent(QWidget *editor, bool absent);
/// Calls @p then whenever the content changes, by whomever.
void onEdited(QWidget *editor, const QObject *context, const std::function<void()> &then);

/// @{ Members of members.
QJsonValue valueAt(const QJsonObject &object, const QStringList &path);
void setValueAt(QJsonObject &object, const QStringList &path, const QJsonValue &value);
/// @}
/// Null and an empty text are the same to people.
bool isSame(const QJsonValue &a, const QJsonValue &b);

} // namespace mostrador::console::editors
