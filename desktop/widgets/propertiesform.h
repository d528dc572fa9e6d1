// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "widgets/choicebox.h"
#include "widgets/widgetcontext.h"

#include <QJsonValue>
#include <QWidget>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace mostrador::console {

class IncidentActions;
class MistakeLine;

/// Every property of the incident that is open, each changed in its place: a choice at once, a text by Enter or by
/// leaving it. What the console or the server finds wrong stands beside the field, with the text as it was typed.
class PropertiesForm : public QWidget
{
    Q_OBJECT

public:
    PropertiesForm(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                   QWidget *parent = nullptr);
    ~PropertiesForm() override;

    /// The editor of a field by its JSON name, of a custom field by "custom_fields/<key>"; null where there is none.
    QWidget *editor(const QString &name) const;
    /// What is said beside a field; empty if nothing is.
    QString mistake(const QString &name) const;
    /// Goes to the first field that can be changed, or that has a mistake.
    void focusFirst();
    /// Sends what has been typed and not yet sent, such as before another incident is shown.
    void commit();

Q_SIGNALS:
    /// A field has a mistake that somebody must see.
    void mistakeFound();
    /// Escape where there is nothing to take back.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Field
    {
        QString name;
        QString title;
        QWidget *editor = nullptr;
        QLabel *label = nullptr;
        QWidget *cell = nullptr; ///< the editor and what is wrong
        MistakeLine *mistake = nullptr;
        std::optional<CustomField> definition; ///< of a custom field
        bool touched = false;                  ///< typed and not sent
        bool sent = false;                     ///< on its way
        QJsonValue attempt;                    ///< what was sent
    };
    void build();
    Field *addField(const QString &name, QWidget *editor, const QString &label);
    void addChoice(const QString &name, bool searchable, const ChoiceBox::Source &source);
    void addLine(const QString &name, int max);
    void watch(Field *field);
    void update(const QStringList &fields);
    void updateCustom();
    void showCustomRows(const QList<QString> &keys);
    void show(Field &field);
    QJsonValue present(const Field &field) const;
    ChoiceBox::Choice presentChoice(const Field &field) const;
    bool mayEdit(const Field &field) const;
    void allow(Field &field);
    struct Given
    {
        QJsonValue value;
        QString mistake;
    };
    Given given(const Field &field) const;
    void commit(Field &field);
    void send(Field &field, const QJsonValue &value);
    void refuse(Field &field, const QString &why);
    void onFailed(const Failure &failure);
    void settle();
    bool isTouched(const Field &field) const;
    void takeBack(Field &field);
    Field *find(const QString &name) const;
    QList<ChoiceBox::Choice> assignees() const;
    QList<ChoiceBox::Choice> priorities() const;
    QList<ChoiceBox::Choice> statuses() const;

    const WidgetContext m_context;
    OpenIncident &m_incident;
    IncidentActions &m_actions;
    QFormLayout *m_layout;
    std::vector<std::unique_ptr<Field>> m_fields;
    QStringList m_customKeys; ///< of the rows that are shown
    int m_fixedRows = 0;
    std::optional<IncidentId> m_shown;
    bool m_writing = false;
};

} // namespace mostrador::console
