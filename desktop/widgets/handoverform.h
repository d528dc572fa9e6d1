// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/handoverrequests.h"
#include "store/formdraft.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QPointer>
#include <QSet>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSpinBox;
class QTextCursor;
QT_END_NAMESPACE

namespace mostrador::console {

class ChoiceBox;
class MessageEdit;
class Notice;
class ToneLabel;

/// Hands over a shift: to whom, a note that is made from what the server knows of the shift and can be rewritten, and
/// what goes with it. Everything by keys. What is changed here is kept in the draft until the server has it.
class HandoverForm : public QDialog
{
    Q_OBJECT

public:
    /// Shows what @p draft holds; it must outlive the form.
    HandoverForm(const WidgetContext &context, FormDraft &draft, QWidget *parent);
    ~HandoverForm() override;

    ChoiceBox &receiver() const { return *m_to; }
    MessageEdit &note() const { return *m_note; }
    QListWidget &package() const { return *m_with; }
    Notice &notice() const { return *m_notice; }
    /// What the shift was made of has come.
    bool isGathered() const { return m_preview.has_value(); }

Q_SIGNALS:
    /// The server has it.
    void given(const mostrador::Handover &handover);
    void incidentRequested(mostrador::IncidentId id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void gather();
    void showShift(const HandoverPreview &preview);
    void addRow(const QString &key, const QString &text);
    QJsonObject content() const;
    void setContent(const QJsonObject &content);
    void keep();
    void startAnew();
    void update();
    void give();
    NewHandover input() const;
    void onFailed(const Failure &failure);
    void openRow(const QListWidgetItem *row);
    bool openReferenceAt(const QTextCursor &cursor);

    const WidgetContext m_context;
    FormDraft &m_draft;
    ChoiceBox *m_to;
    QSpinBox *m_hours;
    MessageEdit *m_note;
    QListWidget *m_with;
    Notice *m_notice;
    ToneLabel *m_state;
    QPushButton *m_give;
    QPushButton *m_anew;
    QTimer m_pause;
    QPointer<Reply> m_request;
    std::optional<HandoverPreview> m_preview;
    QString m_made; ///< the note as it was made
    QSet<QString> m_without;
    QJsonObject m_kept;    ///< what stands in the draft
    QJsonObject m_attempt; ///< to hand over that: what was sent, and its Idempotency-Key
    bool m_giving = false;
    bool m_writing = false;
};

} // namespace mostrador::console
