// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/draftbar.h"

#include "models/eventtext.h"
#include "widgets/notice.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

DraftBar::DraftBar(const WidgetContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(new ToneLabel(Tone::Warning, {}, this))
    , m_text(new QPlainTextEdit(this))
    , m_use(new QPushButton(tr("Us&e this instead"), this))
    , m_append(new QPushButton(tr("Put it &below"), this))
    , m_discard(new QPushButton(tr("Discard i&t"), this))
{
    setObjectName(QStringLiteral("draftBar"));
    m_title->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("otherDraft"));
    m_text->setAccessibleName(tr("What you wrote elsewhere"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().lineSpacing() * 4);
    m_use->setObjectName(QStringLiteral("otherDraftUse"));
    m_append->setObjectName(QStringLiteral("otherDraftAppend"));
    m_discard->setObjectName(QStringLiteral("otherDraftDiscard"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_use);
    buttons->addWidget(m_append);
    buttons->addWidget(m_discard);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(m_use, &QPushButton::clicked, this, [this] { decide(&DraftSync::use); });
    connect(m_append, &QPushButton::clicked, this, [this] { decide(&DraftSync::append); });
    connect(m_discard, &QPushButton::clicked, this, [this] { decide(&DraftSync::discard); });
    if (context.draftSync) {
        connect(context.draftSync, &DraftSync::otherChanged, this, [this](IncidentId incident, Draft::Kind kind) {
            if (m_incident == incident && m_kind == kind)
                update();
        });
    }
    hide();
}

void DraftBar::show(std::optional<IncidentId> incident, Draft::Kind kind)
{
    m_incident = incident;
    m_kind = kind;
    update();
}

QList<QWidget *> DraftBar::controls() const
{
    return {m_text, m_use, m_append, m_discard};
}

void DraftBar::update()
{
    const auto other =
        m_context.draftSync && m_incident ? m_context.draftSync->other(*m_incident, m_kind) : std::nullopt;
    if (other) {
        //: %1: a time
        m_title->setText(tr("At %1 you wrote something else here on another computer. Both texts are kept until you "
                            "choose.")
                             .arg(localDateTime(other->updatedAt, m_context.models.words)));
        m_text->setPlainText(other->body);
    }
    setVisible(other.has_value());
}

void DraftBar::decide(void (DraftSync::*how)(IncidentId, Draft::Kind))
{
    if (m_incident)
        (m_context.draftSync->*how)(*m_incident, m_kind);
    Q_EMIT decided();
}

} // namespace mostrador::console
