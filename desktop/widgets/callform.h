// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "store/action.h"
#include "store/formdraft.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
class QSplitter;
QT_END_NAMESPACE

namespace mostrador::console {

class ActionQueue;
class CallerFinder;
class ChoiceBox;
class FieldForm;
class Notice;
class ToneLabel;

/// A telephone call: who is calling, their open incidents, and what a new one is about. Everything by keys. What is
/// written is kept in the draft until the incident is in safe hands: the server's, or the queue's.
class CallForm : public QDialog
{
    Q_OBJECT

public:
    /// Shows what @p draft holds; it must outlive the form.
    CallForm(const WidgetContext &context, FormDraft &draft, QWidget *parent);
    ~CallForm() override;

    CallerFinder &caller() const { return *m_caller; }
    FieldForm &fields() const { return *m_fields; }
    Notice &notice() const { return *m_notice; }

Q_SIGNALS:
    /// The server has it.
    void filed(const mostrador::Incident &incident);
    /// It is kept, and filed when the server is back.
    void kept(const QString &subject);
    /// The call is about an incident that is there already. @p text: what has been written about it here.
    void noteRequested(const mostrador::Incident &incident, const QString &text);

public Q_SLOTS:
    /// What is written stays in the draft.
    void reject() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void addCustomFields();
    void showCustomFields();
    QJsonObject customValues() const;
    QJsonObject content() const;
    void setContent(const QJsonObject &content);
    void keep();
    void startAnew();
    void update();
    void file();
    bool check();
    NewIncident input() const;
    void onFiled(const Incident &incident);
    void onAction(ActionId id);
    void settle();
    void onFailed(const Failure &failure);
    void showFaults(const QList<FieldError> &errors);
    void goTo(const Incident &incident);
    ActionQueue *safeQueue() const;
    ChoiceBox *choice(const char *name) const;

    const WidgetContext m_context;
    FormDraft &m_draft;
    CallerFinder *m_caller;
    FieldForm *m_fields;
    FieldForm *m_custom;
    Notice *m_notice;
    ToneLabel *m_state;
    QPushButton *m_file;
    QPushButton *m_anew;
    QSplitter *m_splitter;
    QList<CustomField> m_definitions; ///< of the fields in m_custom
    QByteArray m_key;                 ///< of the attempt to file what stands there
    ActionId m_action;                ///< in the queue, and not answered
    IncidentId m_local;
    QPointer<QWidget> m_focus; ///< before it was filed
    bool m_filing = false;
    bool m_durable = false; ///< on the queue's disk
    bool m_over = false;
    bool m_writing = false;
};

} // namespace mostrador::console
