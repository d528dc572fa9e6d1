// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actionswindow.h"

#include "models/writing.h"
#include "widgets/bulkprogress.h"
#include "widgets/confirmdialog.h"
#include "widgets/conflictdialog.h"
#include "widgets/delegates.h"
#include "widgets/notice.h"
#include "widgets/plaintext.h"
#include "widgets/tablecolumns.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

/// The member of an action's body that somebody wrote; empty where nobody wrote any.
QString textField(const QueuedAction &action)
{
    switch (action.kind) {
    case QueuedAction::Kind::AddMessage:
        return QStringLiteral("body");
    case QueuedAction::Kind::Reopen:
        return QStringLiteral("reason");
    case QueuedAction::Kind::CreateIncident:
        return QStringLiteral("description");
    default:
        return {};
    }
}

} // namespace

ActionsWindow::ActionsWindow(const WidgetContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_open(new ActionListModel(context.models, ActionListModel::Show::Open, this))
    , m_changes(new ActionListModel(context.models, ActionListModel::Show::Changes, this))
    , m_tabs(new QTabWidget(this))
    , m_state(new ToneLabel(Tone::Plain, {}, this))
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("actionsWindow"));
    setWindowTitle(tr("What I did"));
    m_openTable = makeTable(m_open, QStringLiteral("unsent"), tr("Not sent yet"));
    m_changesTable = makeTable(m_changes, QStringLiteral("changes"), tr("My changes"));
    m_tabs->addTab(m_openTable, tr("&Not sent yet"));
    m_tabs->addTab(m_changesTable, tr("My c&hanges"));
    m_state->setWordWrap(true);
    m_state->setObjectName(QStringLiteral("actionState"));
    m_text->setObjectName(QStringLiteral("actionText"));
    m_text->setAccessibleName(tr("Text"));
    m_text->setTabChangesFocus(true);
    m_text->setMaximumHeight(fontMetrics().height() * 8);
    auto *buttons = new QHBoxLayout;
    const auto button = [&](const char *name, const QString &text, void (ActionsWindow::*run)()) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, run);
        buttons->addWidget(made);
        return made;
    };
    m_decide = button("decide", tr("&Choose…"), &ActionsWindow::decide);
    m_sendAgain = button("sendAgain", tr("&Send again"), &ActionsWindow::sendAgain);
    m_undo = button("undoAction", tr("&Undo"), &ActionsWindow::undo);
    m_copy = button("copyText", tr("Copy &text"), &ActionsWindow::copy);
    m_dismiss = button("dismiss", tr("&Dismiss"), &ActionsWindow::dismiss);
    m_results = button("results", tr("&Results…"), &ActionsWindow::results);
    m_show = button("showIncident", tr("Show &incident"), &ActionsWindow::openIncident);
    buttons->addStretch(1);
    auto *close = new QPushButton(tr("C&lose"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 30);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!table()->currentIndex().isValid() && model()->rowCount() > 0)
            table()->selectRow(0);
        update();
    });
    setTabChain({m_openTable, m_changesTable, m_text, m_decide, m_sendAgain, m_undo, m_copy, m_dismiss, m_results,
                 m_show, close});
    for (QTableView *view : {m_openTable, m_changesTable}) {
        if (view->model()->rowCount() > 0)
            view->selectRow(0);
    }
    update();
}

QTableView *ActionsWindow::makeTable(ActionListModel *model, const QString &name, const QString &title)
{
    auto *view = new QTableView(this);
    view->setObjectName(name);
    view->setAccessibleName(title);
    view->setModel(model);
    view->setItemDelegate(new PlainDelegate(view));
    prepareTable(view);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    const int unit = fontMetrics().averageCharWidth();
    const QList<int> widths{12, 18, 50};
    for (int column = 0; column < widths.size(); ++column)
        view->setColumnWidth(column, widths.at(column) * unit);
    view->horizontalHeader()->setStretchLastSection(true);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActionsWindow::update);
    // Queued: this window looks for a default button when Enter is pressed, and would find that of the dialog opened.
    connect(view, &QTableView::activated, this, &ActionsWindow::activate, Qt::QueuedConnection);
    connect(model, &ActionListModel::updated, this, [this, view, model] {
        if (!view->currentIndex().isValid() && model->rowCount() > 0)
            view->selectRow(0);
        update();
    });
    auto *remove = new QShortcut(QKeySequence::Delete, view);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, &ActionsWindow::dismiss);
    return view;
}

void ActionsWindow::showList(ActionListModel::Show which)
{
    m_tabs->setCurrentIndex(which == ActionListModel::Show::Open ? 0 : 1);
    table()->setFocus(Qt::OtherFocusReason);
}

QTableView *ActionsWindow::table() const
{
    return m_tabs->currentIndex() == 0 ? m_openTable : m_changesTable;
}

ActionListModel *ActionsWindow::model() const
{
    return m_tabs->currentIndex() == 0 ? m_open : m_changes;
}

int ActionsWindow::row() const
{
    return table()->currentIndex().row();
}

const QueuedAction *ActionsWindow::action() const
{
    return model()->actionAt(row());
}

void ActionsWindow::update()
{
    const QModelIndex index = model()->index(row(), 0);
    const QueuedAction *now = action();
    const bool refused = now && now->state == QueuedAction::State::Refused;
    const bool conflict = now && now->state == QueuedAction::State::Conflict;
    m_state->setVisible(model()->rowCount() == 0 || index.isValid());
    if (model()->rowCount() == 0) {
        m_state->setText(m_tabs->currentIndex() == 0 ? tr("Everything has reached the server.")
                                                     : tr("You have changed nothing yet."));
    } else if (index.isValid()) {
        m_state->setText(
            index.siblingAtColumn(static_cast<int>(ActionListModel::Column::State)).data(Qt::DisplayRole).toString());
    }
    const QString field = now ? textField(*now) : QString();
    m_text->setVisible(!field.isEmpty());
    m_text->setReadOnly(!refused);
    // Not under the fingers of somebody who edits it.
    if (!field.isEmpty() && (m_shown != now->id || m_text->isReadOnly()))
        m_text->setPlainText(now->body.value(field).toString());
    m_shown = now ? now->id : ActionId();
    m_decide->setVisible(conflict);
    m_sendAgain->setVisible(refused);
    m_undo->setVisible(m_tabs->currentIndex() == 1);
    m_undo->setEnabled(index.data(ActionListModel::UndoRole).toBool());
    m_copy->setVisible(!field.isEmpty());
    m_dismiss->setVisible(m_tabs->currentIndex() == 0 && now);
    m_dismiss->setText(now && now->isUnfinished() ? tr("&Take back") : tr("&Dismiss"));
    m_results->setVisible(model()->isJob(row()));
    m_show->setEnabled(now && now->incident.isValid() && !isLocal(now->incident));
}

void ActionsWindow::activate()
{
    const QueuedAction *now = action();
    if (now && now->state == QueuedAction::State::Conflict)
        decide();
    else if (now && now->state == QueuedAction::State::Refused && m_text->isVisible())
        m_text->setFocus(Qt::OtherFocusReason);
    else if (model()->isJob(row()))
        results();
    else
        openIncident();
}

void ActionsWindow::decide()
{
    const QueuedAction *now = action();
    if (!now || now->state != QueuedAction::State::Conflict)
        return;
    auto *dialog = new ConflictDialog(now->conflicts, m_context.models, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = now->id] {
        if (ActionQueue *queue = queueOf(m_context.models))
            queue->decide(id, dialog->keptMine().values());
    });
    dialog->open();
}

void ActionsWindow::sendAgain()
{
    const QueuedAction *now = action();
    ActionQueue *queue = queueOf(m_context.models);
    if (!now || !queue || now->state != QueuedAction::State::Refused)
        return;
    QJsonObject body = now->body;
    const QString field = textField(*now);
    if (!field.isEmpty())
        body.insert(field, plainText(m_text));
    queue->resend(now->id, body);
    table()->setFocus(Qt::OtherFocusReason);
}

void ActionsWindow::undo()
{
    ActionQueue *queue = queueOf(m_context.models);
    if (!queue)
        return;
    const ActionId id = model()->idAt(row());
    if (model()->isJob(row()))
        m_context.models.offline->jobs().undo(id);
    else
        queue->undo(id);
    table()->setFocus(Qt::OtherFocusReason);
}

void ActionsWindow::copy()
{
    QGuiApplication::clipboard()->setText(plainText(m_text));
}

void ActionsWindow::dismiss()
{
    const QueuedAction *now = action();
    if (!now || m_tabs->currentIndex() != 0)
        return;
    const auto run = [this, id = now->id] {
        if (ActionQueue *queue = queueOf(m_context.models))
            queue->dismiss(id);
        table()->setFocus(Qt::OtherFocusReason);
    };
    if (textField(*now).isEmpty()) {
        run();
        return;
    }
    auto *dialog = new ConfirmDialog(
        tr("%1: dismiss the text?").arg(oneLine(now->label, 80)),
        tr("“%1” was never sent and is nowhere else.").arg(oneLine(now->body.value(textField(*now)).toString(), 200)),
        tr("Dismiss"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, run);
    dialog->open();
}

void ActionsWindow::results()
{
    if (model()->isJob(row()))
        showJobResults(m_context, model()->idAt(row()), this);
}

void ActionsWindow::openIncident()
{
    const QueuedAction *now = action();
    if (now && now->incident.isValid() && !isLocal(now->incident))
        Q_EMIT incidentChosen(now->incident);
}

QString unsentSummary(const ModelContext &context)
{
    const ActionQueue *queue = queueOf(context);
    const int questions = queue ? queue->questionCount() : 0;
    // What is sent in a moment is no news.
    const int waiting = queue && !context.client.isOnline() ? queue->unfinishedCount() : 0;
    QStringList parts;
    if (waiting > 0)
        parts.append(
            QCoreApplication::translate("mostrador::console::ActionsWindow", "%Ln not sent yet", nullptr, waiting));
    if (questions > 0)
        parts.append(QCoreApplication::translate("mostrador::console::ActionsWindow", "%Ln need(s) your decision",
                                                 nullptr, questions));
    return parts.join(QStringLiteral(" · "));
}

} // namespace mostrador::console
