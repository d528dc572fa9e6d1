// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/openincident.h"
#include "widgets/widgetcontext.h"

#include <QScrollArea>

QT_BEGIN_NAMESPACE
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace mostrador::console {

class CustomerCard;
class IncidentActions;
class PropertiesForm;

/// Beside the conversation: the properties of the incident that is open, and its customer. Each part folds; how it was
/// left is remembered.
class IncidentSideBar : public QScrollArea
{
    Q_OBJECT

public:
    IncidentSideBar(const WidgetContext &context, OpenIncident &incident, IncidentActions &actions,
                    QWidget *parent = nullptr);

    PropertiesForm &properties() const { return *m_properties; }
    CustomerCard &customer() const { return *m_customer; }
    /// Unfolds the part and gives it the focus.
    void focusProperties();
    void focusCustomer();
    QSize sizeHint() const override;

private:
    QToolButton *addPart(QVBoxLayout *layout, const QString &name, const QString &title, QWidget *part);

    const WidgetContext m_context;
    PropertiesForm *m_properties;
    CustomerCard *m_customer;
    QToolButton *m_propertiesHead;
    QToolButton *m_customerHead;
};

} // namespace mostrador::console
