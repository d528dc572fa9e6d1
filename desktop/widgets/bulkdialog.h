// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulkselection.h"
#include "store/job.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// What is to be done with all incidents of a selection, and what that will change, before it is begun.
class BulkDialog : public QDialog
{
    Q_OBJECT

public:
    /// What somebody came for.
    enum class Begin
    {
        Status,
        Resolve, ///< status resolved, ready for Enter
        Priority,
        Assignee,
        Tags,
        Message,
    };

    /// Takes @p selection over. @p count: how many incidents were selected; @p label: what was chosen, such as a query.
    BulkDialog(const WidgetContext &context, BulkSelection *selection, qint64 count, const QString &label, Begin begin,
               QWidget *parent);

    JobSpec spec() const;
    /// Gives the selection to whoever carries it out.
    BulkSelection *takeSelection();

private:
    void build();
    void fillPeople();
    void update();
    void preview();
    void take();

    const WidgetContext m_context;
    BulkSelection *m_selection;
    const qint64 m_count;
    const QString m_label;
    QComboBox *m_status;
    QComboBox *m_priority;
    QComboBox *m_assignee;
    QComboBox *m_team;
    QLineEdit *m_addTags;
    QLineEdit *m_removeTags;
    QComboBox *m_kind;
    QPlainTextEdit *m_text;
    QLabel *m_preview;
    MistakeLine *m_mistake;
    QPushButton *m_start;
    QTimer m_pause;
};

} // namespace mostrador::console
