// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/handoverwindow.h"

#include "models/eventtext.h"
#include "models/handovertext.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/safemarkdown.h"

#include <QAction>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

constexpr int handoverRole = Qt::UserRole;
const QLatin1String incidentScheme("incident:");

/// Makes links of the references that stand in the text.
void linkReferences(QTextDocument *document, const QColor &ink)
{
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next()) {
        for (const ReferenceInText &each : referencesIn(block.text())) {
            QTextCursor cursor(block);
            cursor.setPosition(block.position() + static_cast<int>(each.start));
            cursor.setPosition(cursor.position() + static_cast<int>(each.length), QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setAnchor(true);
            format.setAnchorHref(incidentScheme + each.incident.toString());
            format.setForeground(ink);
            format.setFontUnderline(true);
            cursor.mergeCharFormat(format);
        }
    }
}

} // namespace

HandoverWindow::HandoverWindow(const WidgetContext &context, HandoverInbox &inbox, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_inbox(inbox)
    , m_list(new QListWidget(this))
    , m_state(new ToneLabel(Tone::Plain, {}, this))
    , m_text(new QTextBrowser(this))
    , m_incidents(new QListWidget(this))
    , m_notice(new Notice(this))
    , m_confirm(new QPushButton(icon(Glyph::StatusResolved), tr("Con&firm (C)"), this))
{
    setObjectName(QStringLiteral("handoverWindow"));
    setWindowIcon(icon(Glyph::Application));
    setWindowTitle(tr("Hand-overs"));
    build();
    connect(&inbox, &HandoverInbox::changed, this, &HandoverWindow::fill);
    connect(&inbox, &HandoverInbox::failed, this, [this](const Failure &failure) {
        m_notice->show(Tone::Warning, describe(failure, m_context.models.words));
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &HandoverWindow::read);
    connect(m_list, &QListWidget::itemActivated, m_text, [this] { m_text->setFocus(Qt::TabFocusReason); });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == m_list->verticalScrollBar()->maximum())
            m_inbox.loadMore();
    });
    connect(m_incidents, &QListWidget::itemActivated, this, &HandoverWindow::openRow);
    connect(m_confirm, &QPushButton::clicked, this, &HandoverWindow::confirm);
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        const QString link = url.toString();
        if (link.startsWith(incidentScheme)) {
            if (const auto id = IncidentId::fromString(QStringView(link).mid(incidentScheme.size())))
                Q_EMIT incidentRequested(*id);
        } else if (isOpenableLink(url)) {
            QDesktopServices::openUrl(url);
        }
    });
    fill();
    inbox.load();
    m_list->setFocus(Qt::TabFocusReason);
}

HandoverWindow::~HandoverWindow()
{
    m_context.settings.setState(objectName(), saveGeometry());
}

void HandoverWindow::build()
{
    m_list->setObjectName(QStringLiteral("handoverList"));
    m_list->setAccessibleName(tr("Hand-overs"));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_state->setObjectName(QStringLiteral("handoverState"));
    m_state->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("handoverText"));
    m_text->setAccessibleName(tr("Note"));
    m_text->setOpenLinks(false);
    m_incidents->setObjectName(QStringLiteral("handoverIncidents"));
    m_incidents->setAccessibleName(tr("Incidents of the hand-over"));
    m_incidents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_notice->setObjectName(QStringLiteral("handoverNotice"));
    m_confirm->setObjectName(QStringLiteral("handoverConfirm"));
    m_confirm->setAutoDefault(false);
    auto *incidentsLabel = new QLabel(tr("&Incidents (Enter opens)"), this);
    incidentsLabel->setBuddy(m_incidents);
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    column->addWidget(m_text, 3);
    column->addWidget(incidentsLabel);
    column->addWidget(m_incidents, 1);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_list);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 5);
    splitter->setChildrenCollapsible(false);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_confirm, QDialogButtonBox::ActionRole);
    auto *close = buttons->addButton(tr("C&lose"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_notice);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    setTabChain({m_list, m_text, m_incidents, m_confirm, close});
    auto *confirm = new QAction(this);
    confirm->setShortcuts({Qt::Key_C, Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    connect(confirm, &QAction::triggered, this, &HandoverWindow::confirm);
    addAction(confirm);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 34);
    restoreGeometry(m_context.settings.state(objectName()));
}

QString HandoverWindow::titleOf(const HandoverHead &head) const
{
    const bool mine = head.giver == m_context.models.session.employee().id;
    const QString who = mine          ? tr("To %1").arg(oneLine(head.toName, 60))
                        : head.toTeam ? tr("%1 to %2").arg(oneLine(head.giverName, 60), oneLine(head.toName, 60))
                                      : tr("From %1").arg(oneLine(head.giverName, 60));
    const QString state = head.confirmedAt ? tr("Confirmed by %1").arg(oneLine(head.confirmedByName, 60))
                          : mine           ? tr("Not confirmed yet")
                                           : tr("To be confirmed");
    return QStringLiteral("%1 · %2\n%3 · %4")
        .arg(who, localShort(head.createdAt, m_context.models.words),
             tr("%n incidents", nullptr, static_cast<int>(head.incidentCount)), state);
}

void HandoverWindow::showHandover(HandoverId id)
{
    m_wanted = id;
    fill();
}

const HandoverHead *HandoverWindow::current() const
{
    const QListWidgetItem *row = m_list->currentItem();
    if (!row)
        return nullptr;
    const qint64 id = row->data(handoverRole).toLongLong();
    for (const HandoverHead &head : m_inbox.heads()) {
        if (head.id.value() == id)
            return &head;
    }
    return nullptr;
}

void HandoverWindow::fill()
{
    const qint64 before = m_list->currentItem() ? m_list->currentItem()->data(handoverRole).toLongLong() : 0;
    const int place = m_list->verticalScrollBar()->value();
    int row = -1;
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const HandoverHead &head : m_inbox.heads()) {
            auto *item = new QListWidgetItem(icon(head.confirmedAt ? Glyph::StatusResolved : Glyph::StatusNew),
                                             titleOf(head), m_list);
            item->setData(handoverRole, head.id.value());
            item->setToolTip(plainToolTip(item->text()));
            if (!head.confirmedAt) {
                QFont font = item->font();
                font.setBold(true);
                item->setFont(font);
            }
            const bool wanted = m_wanted.isValid() ? head.id == m_wanted : head.id.value() == before;
            if (wanted)
                row = m_list->count() - 1;
        }
        if (row >= 0 || !m_inbox.isLoading())
            m_wanted = {}; // also where it is not to be had
        else if (m_list->count() > 0)
            row = 0;
        m_list->setCurrentRow(row);
        m_list->verticalScrollBar()->setValue(place);
    }
    read();
}

/// What the chosen one says, unless it is what stands there.
void HandoverWindow::read()
{
    const HandoverHead *head = current();
    if (head && m_shown && m_shown->id == head->id && m_shown->version == head->version) {
        update();
        return;
    }
    if (m_request)
        m_request->abort();
    if (!head) {
        m_shown.reset();
        m_text->clear();
        m_incidents->clear();
        update();
        return;
    }
    auto *reply = requests::handover(m_context.models.client, head->id);
    m_request = reply;
    reply->then(this, [this, reply](const Answer<Handover> &answer) {
        if (m_request == reply)
            m_request = nullptr;
        if (answer)
            take(*answer);
        else
            m_notice->show(Tone::Warning, describe(answer.error(), m_context.models.words));
    });
    update();
}

void HandoverWindow::take(const Handover &handover)
{
    const bool same = m_shown && m_shown->id == handover.id;
    m_shown = handover;
    if (!same)
        showText(handover);
    update();
}

void HandoverWindow::showText(const Handover &handover)
{
    const Words &words = m_context.models.words;
    m_text->clear();
    QTextCursor cursor(m_text->document());
    cursor.insertFragment(safeMarkdown(handover.note, font(), palette()));
    const auto heading = [&](const QString &text) {
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
        cursor.insertBlock();
        QTextCharFormat bold;
        bold.setFontWeight(QFont::Bold);
        cursor.insertText(text, bold);
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    };
    m_incidents->clear();
    for (const HandoverIncident &incident : handover.incidents) {
        const QString text = describeIncident(incident, words);
        auto *row = new QListWidgetItem(iconOf(incident.status), oneLine(text), m_incidents);
        row->setData(handoverRole, incident.id.value());
        row->setToolTip(plainToolTip(text));
        for (const HandoverDraft &draft : incident.drafts) {
            heading(QStringLiteral("%1 · %2").arg(draftTitle(draft.internal), incident.reference));
            cursor.insertFragment(safeMarkdown(draft.body, font(), palette()));
        }
    }
    if (handover.hiddenIncidents > 0)
        heading(tr("%n incidents are not for you to see.", nullptr, static_cast<int>(handover.hiddenIncidents)));
    linkReferences(m_text->document(), palette().color(QPalette::Active, QPalette::Link));
    m_text->moveCursor(QTextCursor::Start);
    if (m_incidents->count() > 0)
        m_incidents->setCurrentRow(0);
}

void HandoverWindow::update()
{
    const HandoverHead *head = current();
    const bool shown = head && m_shown && m_shown->id == head->id;
    m_confirm->setEnabled(shown && !m_confirming && m_inbox.canConfirm(*head));
    if (!head) {
        m_state->setTone(Tone::Quiet);
        m_state->setText(tr("Nothing has been handed over yet."));
        return;
    }
    const Words &words = m_context.models.words;
    QStringList blind;
    if (shown) {
        for (const HandoverIncident &incident : m_shown->incidents) {
            if (!incident.hiddenFrom.isEmpty())
                blind.append(tr("%1 is not for %2 to see.")
                                 .arg(incident.reference, words.locale().createSeparatedList(incident.hiddenFrom)));
        }
    }
    QString text =
        head->confirmedAt
            ? tr("Confirmed by %1, %2.").arg(oneLine(head->confirmedByName, 100), localShort(*head->confirmedAt, words))
        : m_inbox.canConfirm(*head)
            ? tr("Read it, then confirm it: %1 will be told.").arg(oneLine(head->giverName, 100))
            : tr("Nobody has confirmed it yet.");
    if (!blind.isEmpty())
        text += u' ' + blind.join(u' ');
    m_state->setTone(!blind.isEmpty() ? Tone::Warning : head->confirmedAt ? Tone::Good : Tone::Info);
    m_state->setText(text);
}

void HandoverWindow::confirm()
{
    const HandoverHead *head = current();
    if (!head || !m_confirm->isEnabled())
        return;
    m_confirming = true;
    update();
    requests::confirmHandover(m_context.models.client, head->id)->then(this, [this](const Answer<Handover> &answer) {
        m_confirming = false;
        if (answer)
            m_notice->dismiss();
        else if (answer.error().problem.code == ErrorCode::Conflict)
            m_notice->show(Tone::Info, tr("Somebody else has confirmed it."));
        else
            m_notice->show(Tone::Danger, describe(answer.error(), m_context.models.words));
        m_inbox.load();
        update();
    });
}

void HandoverWindow::openRow(const QListWidgetItem *row)
{
    Q_EMIT incidentRequested(IncidentId(row->data(handoverRole).toLongLong()));
}

} // namespace mostrador::console
