// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/handoverinbox.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QAction;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace mostrador::console {

class Notice;
class ToneLabel;

/// The hand-overs given and received: a list, what the one says, and its incidents. One key confirms, Enter goes to an
/// incident.
class HandoverWindow : public QDialog
{
    Q_OBJECT

public:
    HandoverWindow(const WidgetContext &context, HandoverInbox &inbox, QWidget *parent);
    ~HandoverWindow() override;

    QListWidget &list() const { return *m_list; }
    QTextBrowser &text() const { return *m_text; }
    QListWidget &incidents() const { return *m_incidents; }
    Notice &notice() const { return *m_notice; }
    /// Selects one, as soon as it is in the list.
    void showHandover(HandoverId id);

Q_SIGNALS:
    void incidentRequested(mostrador::IncidentId id);

private:
    void build();
    void fill();
    void read();
    void take(const Handover &handover);
    void showText(const Handover &handover);
    void update();
    void confirm();
    void openRow(const QListWidgetItem *row);
    const HandoverHead *current() const;
    QString titleOf(const HandoverHead &head) const;

    const WidgetContext m_context;
    HandoverInbox &m_inbox;
    QListWidget *m_list;
    ToneLabel *m_state;
    QTextBrowser *m_text;
    QListWidget *m_incidents;
    Notice *m_notice;
    QPushButton *m_confirm;
    QPointer<Reply> m_request;
    HandoverId m_wanted;
    std::optional<Handover> m_shown;
    bool m_confirming = false;
};

} // namespace mostrador::console
