// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/formdraft.h"
#include "widgets/callform.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

/// The telephone calls of a main window: one form at a time, what is kept of it while it is closed, and a button that
/// tells of it and brings it back.
class PhoneCalls : public QObject
{
    Q_OBJECT

public:
    /// @p host: the main window.
    PhoneCalls(const WidgetContext &context, QWidget *host);
    ~PhoneCalls() override;

    /// Whether the employee may file incidents.
    bool isAllowed() const;
    /// The form, or what was left of it.
    void open();
    CallForm *form() const { return m_form; }
    /// For the status bar; hidden while nothing waits.
    QPushButton *button() const { return m_button; }
    /// Writes what waits to be written.
    void flush() { m_draft.flush(); }

Q_SIGNALS:
    void filed(const mostrador::Incident &incident);
    void kept(const QString &subject);
    /// The incident is to be shown and a note of the call begun.
    void noteRequested(const mostrador::Incident &incident);

private:
    void update();
    void takeOver(const Incident &incident, const QString &text);

    const WidgetContext m_context;
    QWidget *m_host;
    FormDraft m_draft;
    QPointer<CallForm> m_form;
    QPushButton *m_button;
};

} // namespace mostrador::console
