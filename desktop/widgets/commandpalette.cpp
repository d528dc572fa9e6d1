// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commandpalette.h"

#include "models/fuzzymatch.h"
#include "widgets/commands.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/palettedelegate.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace mostrador::console {

namespace {

constexpr int serverPauseMs = 120;
constexpr int fromServer = 6; ///< of incidents and of customers
constexpr qsizetype localAtMost = 40;

/// The words as the query language takes any text: each in quotes, so that none is read as a condition.
QString asText(const QString &typed)
{
    QStringList words;
    for (QString word : typed.split(u' ', Qt::SkipEmptyParts)) {
        word.remove(u'"');
        word.remove(u'\\');
        if (!word.isEmpty())
            words.append(u'"' + word + u'"');
    }
    return words.join(u' ');
}

/// What is typed as the number of one incident: "INC-2026-000123", "#123" or "123".
std::optional<IncidentId> incidentMeant(const QString &typed)
{
    if (const auto id = incidentIdFromReference(typed))
        return id;
    return IncidentId::fromString(QStringView(typed).mid(typed.startsWith(u'#') ? 1 : 0));
}

QString keysText(const QList<QKeySequence> &keys)
{
    return keys.isEmpty() ? QString() : keys.constFirst().toString(QKeySequence::NativeText);
}

} // namespace

CommandPalette::CommandPalette(const WidgetContext &context, Commands &commands, const QList<View> &views,
                               QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_commands(commands)
    , m_views(views)
    , m_model(new PaletteModel(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_none(new ToneLabel(Tone::Quiet, tr("Nothing has this name."), this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Go to or do"));
    auto *label = new QLabel(tr("&Action, view, reference, words or customer"), this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    addClearButton(m_edit);
    m_edit->setMaxLength(200);
    m_edit->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_none->hide();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none);
    m_pause.setSingleShot(true);
    m_pause.setInterval(serverPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &CommandPalette::askServer);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::take);
    connect(m_list, &QListView::activated, this, &CommandPalette::take);
    connect(m_list, &QListView::clicked, this, &CommandPalette::take);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 26);
    search();
}

QList<PaletteEntry> CommandPalette::localEntries(const QString &typed) const
{
    QList<PaletteEntry> entries;
    const QStringList used = m_commands.lastUsed();
    for (const Commands::Command &command : m_commands.all()) {
        if (!command.action || !command.action->isEnabled() || command.action->isSeparator())
            continue;
        const QString title = Commands::titleOf(*command.action);
        const auto match = fuzzyMatch(typed, title);
        if (!match)
            continue;
        PaletteEntry entry;
        entry.title = title;
        entry.kind = command.group;
        entry.keys = keysText(m_commands.keys(command.id));
        entry.icon = command.action->icon();
        entry.letters = match->letters;
        // What was used lately first, as long as nothing else tells them apart.
        const qsizetype rank = used.indexOf(command.id);
        entry.score = match->score + (rank < 0 ? 0 : 24 - 2 * static_cast<int>(rank));
        entry.command = command.id;
        entries.append(entry);
    }
    for (const View &view : m_views) {
        const auto match = fuzzyMatch(typed, view.title);
        if (!match)
            continue;
        PaletteEntry entry;
        entry.title = view.title;
        entry.kind = tr("View");
        entry.icon = icon(Glyph::Search);
        entry.letters = match->letters;
        entry.score = match->score;
        entry.viewQuery = view.query;
        entry.viewSort = view.sort;
        entries.append(entry);
    }
    // While nothing is typed the order of the menus stays, behind what was used last.
    std::stable_sort(entries.begin(), entries.end(), [&typed, &used](const PaletteEntry &a, const PaletteEntry &b) {
        if (!typed.isEmpty())
            return a.score > b.score;
        const auto rank = [&used](const PaletteEntry &entry) {
            const qsizetype at = entry.command.isEmpty() ? -1 : used.indexOf(entry.command);
            return at < 0 ? used.size() : at;
        };
        return rank(a) < rank(b);
    });
    return entries.mid(0, typed.isEmpty() ? entries.size() : localAtMost);
}

void CommandPalette::search()
{
    const QString typed = m_edit->text().trimmed();
    m_model->setEntries(PaletteModel::Source::Local, localEntries(typed));
    m_takeWhenThere = false;
    m_model->setEntries(PaletteModel::Source::Reference, {});
    // What the server found for less than was typed stays until it has answered again, but for a reference: Enter
    // must never open another incident than the one typed.
    if (typed.isEmpty() || incidentMeant(typed)) {
        m_model->setEntries(PaletteModel::Source::Incidents, {});
        m_model->setEntries(PaletteModel::Source::Customers, {});
    }
    if (typed.isEmpty())
        m_pause.stop();
    else
        m_pause.start();
    m_list->setCurrentIndex(m_model->index(0));
    showCount();
}

void CommandPalette::askServer()
{
    for (const QPointer<Reply> &request : {m_incidentRequest, m_referenceRequest, m_customerRequest}) {
        if (request)
            request->abort();
    }
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty())
        return;
    ApiClient &client = m_context.models.client;
    const auto entryOf = [this](const Incident &incident) {
        PaletteEntry entry;
        entry.title = incident.reference + QStringLiteral("  ") + oneLine(incident.subject);
        entry.kind = tr("Incident");
        entry.icon = iconOf(incident.status);
        entry.incident = incident;
        return entry;
    };
    if (const auto meant = incidentMeant(typed)) {
        auto *reply = requests::incident(client, *meant);
        m_referenceRequest = reply;
        reply->then(this, [this, entryOf](const Answer<Incident> &answer) {
            if (answer) {
                m_model->setEntries(PaletteModel::Source::Reference, {entryOf(*answer)});
                m_list->setCurrentIndex(m_model->index(0));
            }
            showCount();
            if (std::exchange(m_takeWhenThere, false) && answer)
                take();
        });
    }
    requests::ListQuery list;
    list.query = asText(typed);
    list.limit = fromServer;
    if (list.query.isEmpty())
        return;
    auto *incidents = requests::incidents(client, list);
    m_incidentRequest = incidents;
    incidents->then(this, [this, entryOf](const Answer<codec::Page<Incident>> &answer) {
        QList<PaletteEntry> entries;
        if (answer) {
            for (const Incident &incident : answer->items)
                entries.append(entryOf(incident));
        }
        m_model->setEntries(PaletteModel::Source::Incidents, entries);
        showCount();
    });
    if (!m_context.models.session.isAllowedSomewhere(Action::CustomerRead))
        return;
    list.query = typed;
    auto *customers = requests::customers(client, list);
    m_customerRequest = customers;
    customers->then(this, [this](const Answer<codec::Page<Customer>> &answer) {
        QList<PaletteEntry> entries;
        if (answer) {
            for (const Customer &customer : answer->items) {
                PaletteEntry entry;
                entry.title = oneLine(customer.givenName + u' ' + customer.familyName) + QStringLiteral("  ") +
                              oneLine(customer.email);
                entry.kind = tr("Customer");
                entry.icon = icon(Glyph::Person);
                entry.customer = customer.id;
                entries.append(entry);
            }
        }
        m_model->setEntries(PaletteModel::Source::Customers, entries);
        showCount();
    });
}

void CommandPalette::showCount()
{
    const bool any = m_model->rowCount() > 0;
    m_none->setVisible(!any && !m_pause.isActive() && !m_incidentRequest && !m_customerRequest);
    if (any && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::take()
{
    // Enter came before the server's answer.
    const bool asking = m_pause.isActive() || m_referenceRequest;
    const QModelIndex first = m_model->index(0);
    if (asking && incidentMeant(m_edit->text().trimmed()) && !(first.isValid() && m_model->at(0).incident)) {
        m_takeWhenThere = true;
        return;
    }
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const PaletteEntry entry = m_model->at(current.row());
    // Closed first: what follows may open a window or look at where the focus is.
    accept();
    if (entry.incident) {
        Q_EMIT incidentChosen(*entry.incident);
    } else if (entry.customer) {
        Q_EMIT customerChosen(*entry.customer);
    } else if (entry.viewQuery) {
        Q_EMIT viewChosen(*entry.viewQuery, entry.viewSort);
    } else if (const Commands::Command *command = m_commands.find(entry.command); command && command->action) {
        m_commands.noteUse(command->id);
        command->action->trigger();
    }
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    // The arrows choose while the typing goes on.
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int rows = m_model->rowCount();
        const int page = std::max(1, m_list->viewport()->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
        int by = 0;
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            by = 1;
            break;
        case Qt::Key_Up:
            by = -1;
            break;
        case Qt::Key_PageDown:
            by = page;
            break;
        case Qt::Key_PageUp:
            by = -page;
            break;
        default:
            return QDialog::eventFilter(watched, event);
        }
        if (rows > 0)
            m_list->setCurrentIndex(m_model->index(std::clamp(m_list->currentIndex().row() + by, 0, rows - 1)));
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
