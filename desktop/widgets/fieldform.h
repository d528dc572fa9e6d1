// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"
#include "support/words.h"
#include "widgets/notice.h"

#include <QHash>
#include <QList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
QT_END_NAMESPACE

namespace mostrador::console {

/// Labelled fields that show, each beside itself, what the server or the console finds wrong with it. Labels are the
/// words of the field's JSON name.
class FieldForm : public QWidget
{
    Q_OBJECT

public:
    explicit FieldForm(const Words &words, QWidget *parent = nullptr);

    /// @p name: JSON name of the field; for members of an object the last part. Takes @p editor. @p hint: a lasting
    /// line below, such as a format.
    void add(const QString &name, QWidget *editor, const QString &hint = {});
    /// The same with another label.
    void add(const QString &name, const QString &label, QWidget *editor, const QString &hint = {});
    QWidget *editor(const QString &name) const;
    void setFieldVisible(const QString &name, bool visible);

    /// Shows the faults beside their fields and puts the focus on the first; gives those that have no field here.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    /// Says what is wrong with one field, in words of one's own, and goes there.
    void showMistake(const QString &name, const QString &text);
    void clearErrors();
    /// What is said beside a field; empty if nothing is.
    QString error(const QString &name) const;

private:
    struct Field
    {
        QString name;
        QLabel *label;
        QWidget *editor;
        QLabel *hintLabel; ///< nullptr without a hint
        MistakeLine *mistake;
        QString hint;
        bool visible = true;
    };
    const Field *find(const QString &name) const;

    const Words &m_words;
    QGridLayout *m_layout;
    QList<Field> m_fields;
};

} // namespace mostrador::console
