// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/draftsync.h"
#include "widgets/widgetcontext.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace mostrador::console {

class ToneLabel;

/// What the employee wrote elsewhere, above what stands here: to be used, put below, or discarded. Hidden while there
/// is none.
class DraftBar : public QFrame
{
    Q_OBJECT

public:
    explicit DraftBar(const WidgetContext &context, QWidget *parent = nullptr);

    /// Of which draft.
    void show(std::optional<IncidentId> incident, Draft::Kind kind);
    /// Its controls, in the order Tab goes through them.
    QList<QWidget *> controls() const;

Q_SIGNALS:
    /// The text was chosen; the writer goes on.
    void decided();

private:
    void update();
    void decide(void (DraftSync::*how)(IncidentId, Draft::Kind));

    const WidgetContext m_context;
    std::optional<IncidentId> m_incident;
    Draft::Kind m_kind = Draft::Kind::Reply;
    ToneLabel *m_title;
    QPlainTextEdit *m_text;
    QPushButton *m_use;
    QPushButton *m_append;
    QPushButton *m_discard;
};

} // namespace mostrador::console
