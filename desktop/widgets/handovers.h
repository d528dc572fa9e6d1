// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/formdraft.h"
#include "widgets/handoverform.h"
#include "widgets/handoverwindow.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class HandoverInbox;
class Notice;

/// The hand-overs of a main window: the form that gives one, the window that shows them, a bar that tells of a new one,
/// and a button that tells how many are to be confirmed.
class Handovers : public QObject
{
    Q_OBJECT

public:
    /// @p host: the main window.
    Handovers(const WidgetContext &context, QWidget *host);
    ~Handovers() override;

    bool canGive() const;
    bool canRead() const;
    /// The form, or what was left of it.
    void openForm();
    void openWindow();
    HandoverForm *form() const { return m_form; }
    HandoverWindow *window() const { return m_window; }
    HandoverInbox &inbox() const { return *m_inbox; }
    /// For the status bar; hidden while nothing is to be confirmed.
    QPushButton *button() const { return m_button; }
    /// For the window; hidden while there is nothing new.
    Notice *notice() const { return m_notice; }
    /// Closes its windows, and writes what waits to be written.
    void putAway();

Q_SIGNALS:
    void incidentRequested(mostrador::IncidentId id);
    void told(const QString &text);

private:
    void showCount();
    void onArrived(const Event &event);
    void onConfirmed(const Event &event);
    void onGiven(const Handover &handover);

    const WidgetContext m_context;
    FormDraft m_draft;
    HandoverInbox *m_inbox;
    QPointer<HandoverForm> m_form;
    QPointer<HandoverWindow> m_window;
    QPushButton *m_button;
    Notice *m_notice;
};

} // namespace mostrador::console
