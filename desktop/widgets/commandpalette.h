// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "widgets/palettemodel.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
QT_END_NAMESPACE

namespace mostrador::console {

class Commands;

/// One line to get anywhere: any action by its name, a view, an incident by reference or words, a customer. What is
/// here answers with each letter; the server is asked a moment after the last one.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    struct View
    {
        QString title;
        QString query;
        QString sort; ///< empty: none of its own
    };

    CommandPalette(const WidgetContext &context, Commands &commands, const QList<View> &views, QWidget *parent);

    PaletteModel *model() const { return m_model; }

Q_SIGNALS:
    void viewChosen(const QString &query, const QString &sort);
    void incidentChosen(const mostrador::Incident &incident);
    void customerChosen(mostrador::CustomerId customer);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void askServer();
    void take();
    void showCount();
    QList<PaletteEntry> localEntries(const QString &typed) const;

    const WidgetContext m_context;
    Commands &m_commands;
    const QList<View> m_views;
    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_none;
    QTimer m_pause;
    QPointer<Reply> m_incidentRequest;
    QPointer<Reply> m_referenceRequest;
    QPointer<Reply> m_customerRequest;
    bool m_takeWhenThere = false; ///< Enter came before the incident typed was there
};

} // namespace mostrador::console
