// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/customerfile.h"
#include "models/openincident.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QListView;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class ToneLabel;

/// Who the customer of the incident is that is open: how to reach them, what they have, and their other incidents.
/// Reads nothing while it is hidden.
class CustomerCard : public QWidget
{
    Q_OBJECT

public:
    CustomerCard(const WidgetContext &context, OpenIncident &incident, QWidget *parent = nullptr);

    CustomerFile *file() const { return m_file; }
    QListView *incidents() const { return m_list; }
    /// Goes to the other incidents, or to the button where there are none.
    void focusIncidents();

Q_SIGNALS:
    void customerRequested(mostrador::CustomerId customer);
    void incidentRequested(const mostrador::Incident &incident);
    /// All incidents of the customer are wanted in the list.
    void queryRequested(const QString &query);
    /// Escape.
    void left();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QLabel *addLine(const char *name);
    void follow();
    void update();

    const WidgetContext m_context;
    OpenIncident &m_incident;
    CustomerFile *m_file;
    QLabel *m_name;
    QLabel *m_email = nullptr;
    QLabel *m_phone = nullptr;
    QLabel *m_address = nullptr;
    QLabel *m_since = nullptr;
    QLabel *m_products = nullptr;
    ToneLabel *m_state;
    QPushButton *m_open;
    QLabel *m_heading;
    QListView *m_list;
    QPushButton *m_all;
};

} // namespace mostrador::console
