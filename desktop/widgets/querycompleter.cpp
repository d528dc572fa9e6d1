// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/querycompleter.h"

#include "api/completionrequests.h"
#include "api/requests.h"
#include "widgets/palettedelegate.h"
#include "widgets/palettemodel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>

#include <algorithm>

namespace mostrador::console {

namespace {

constexpr int completerPauseMs = 60;
const QString keepKey = QStringLiteral("search/keep");

} // namespace

QueryCompleter::QueryCompleter(const WidgetContext &context, QLineEdit *edit)
    : QObject(edit)
    , m_context(context)
    , m_edit(edit)
    , m_list(new QListWidget(edit))
    , m_recent(context.models)
{
    // A child without focus of its own rather than a popup: typing goes on, and the window stays active.
    m_list->setWindowFlags(Qt::ToolTip);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(QStringLiteral("queryCompletions"));
    m_list->setAccessibleName(tr("Suggestions"));
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(completerPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &QueryCompleter::ask);
    connect(edit, &QLineEdit::textEdited, this, &QueryCompleter::look);
    // The clear button counts as editing for people, but not for Qt.
    connect(edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && m_edit->hasFocus())
            look();
    });
    connect(edit, &QLineEdit::cursorPositionChanged, this, [this] {
        if (!m_list->isHidden() && !m_putting)
            look();
    });
    connect(m_list, &QListWidget::itemClicked, this, [this] { take(m_list->currentRow()); });
    edit->installEventFilter(this);
}

bool QueryCompleter::keepsSearches() const
{
    return m_context.settings.value(keepKey, true).toBool();
}

void QueryCompleter::setKeepsSearches(bool on)
{
    m_context.settings.setValue(keepKey, on);
    if (!on)
        forgetSearches();
}

void QueryCompleter::noteSearch(const QString &query)
{
    if (keepsSearches())
        m_recent.add(query);
}

void QueryCompleter::forgetSearches()
{
    m_recent.clear();
    hide();
}

void QueryCompleter::hide()
{
    m_pause.stop();
    if (m_request)
        m_request->abort();
    m_list->hide();
}

void QueryCompleter::look()
{
    if (m_putting)
        return;
    if (m_request)
        m_request->abort();
    m_pause.start();
}

void QueryCompleter::ask()
{
    if (!m_edit->hasFocus())
        return;
    m_askedText = m_edit->text();
    m_askedPlace = m_edit->cursorPosition();
    if (m_askedText.isEmpty()) {
        offerSearches();
        return;
    }
    const auto fragment = searchquery::fragmentAt(m_askedText, m_askedPlace);
    if (!fragment || (fragment->text.isEmpty() && !fragment->field)) {
        hide();
        return;
    }
    auto *reply = requests::completions(m_context.models.client, m_askedText, m_askedPlace);
    m_request = reply;
    reply->then(this, [this](const Answer<searchquery::Completions> &answer) {
        if (m_edit->text() == m_askedText && m_edit->cursorPosition() == m_askedPlace)
            show(answer ? *answer : searchquery::Completions());
    });
}

void QueryCompleter::offerSearches()
{
    searchquery::Completions offered;
    if (keepsSearches()) {
        const QStringList recent = m_recent.all();
        for (const QString &query : recent)
            offered.items.append({QStringLiteral("recent"), query, {}});
    }
    show(offered);
    requests::ListQuery list;
    list.limit = searchquery::mostCompletions;
    auto *reply = requests::views(m_context.models.client, list, requests::Offered::Only);
    m_request = reply;
    reply->then(this, [this, offered](const Answer<codec::Page<SavedView>> &answer) {
        if (!answer || answer->items.isEmpty() || !m_edit->text().isEmpty() || m_list->currentRow() >= 0)
            return;
        searchquery::Completions all = offered;
        for (const SavedView &view : answer->items)
            all.items.append({QStringLiteral("view"), view.query, view.name});
        show(all);
    });
}

void QueryCompleter::show(const searchquery::Completions &completions)
{
    m_shown = completions;
    m_list->clear();
    for (const searchquery::Completion &item : completions.items) {
        const bool view = item.kind == QLatin1String("view");
        auto *row = new QListWidgetItem(oneLine(view ? item.label : item.text, 80), m_list);
        const QString aside = view                                   ? tr("View")
                              : item.kind == QLatin1String("field")  ? tr("Condition")
                              : item.kind == QLatin1String("recent") ? tr("Searched before")
                              : !item.label.isEmpty()                ? oneLine(item.label, 40)
                                                                     : QString();
        row->setData(PaletteModel::KindRole, aside);
        row->setData(Qt::AccessibleTextRole,
                     aside.isEmpty() ? row->text() : QStringLiteral("%1, %2").arg(row->text(), aside));
    }
    if (completions.items.isEmpty() || !m_edit->hasFocus()) {
        m_list->hide();
        return;
    }
    m_shownFor = m_edit->text();
    m_list->setCurrentRow(-1);
    const int height = m_list->sizeHintForRow(0) * m_list->count() + 2 * m_list->frameWidth();
    m_list->resize(std::min(m_edit->width(), m_edit->fontMetrics().averageCharWidth() * 70), height);
    m_list->move(m_edit->mapToGlobal(QPoint(0, m_edit->height())));
    m_edit->window()->installEventFilter(this); // once, however often
    m_list->show();
}

void QueryCompleter::take(int row)
{
    if (row < 0 || row >= m_shown.items.size())
        return;
    if (m_edit->text() != m_shownFor) {
        hide(); // it is about what stood there before
        return;
    }
    const searchquery::Completion item = m_shown.items.at(row);
    const bool whole = item.kind == QLatin1String("view") || item.kind == QLatin1String("recent");
    const QString before = m_edit->text();
    hide();
    m_putting = true;
    if (whole) {
        m_edit->setText(item.text);
    } else {
        const QString rest = before.mid(m_shown.offset + m_shown.length);
        // The name of a field goes on with its value, anything else is ready.
        const bool ready = item.kind != QLatin1String("field");
        const QString text = ready && rest.isEmpty() ? item.text + u' ' : item.text;
        m_edit->setText(before.left(m_shown.offset) + text + rest);
        m_edit->setCursorPosition(m_shown.offset + static_cast<int>(text.size()));
    }
    m_putting = false;
    Q_EMIT putIn(whole);
    if (item.kind == QLatin1String("field"))
        look();
}

/// True for a key that the list takes.
bool QueryCompleter::pressed(int key)
{
    const int row = m_list->currentRow();
    switch (key) {
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(row + 1, m_list->count() - 1));
        return true;
    case Qt::Key_Up:
        if (row < 0)
            return false;
        m_list->setCurrentRow(row - 1);
        if (row == 0)
            m_list->clearSelection();
        return true;
    case Qt::Key_Tab:
        // Whoever only passes through the empty field has chosen nothing.
        if (row < 0 && m_edit->text().isEmpty()) {
            hide();
            return false;
        }
        take(std::max(row, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row < 0) {
            hide();
            return false;
        }
        take(row);
        return true;
    case Qt::Key_Escape:
        // Whoever has chosen nothing in it has not asked for the list: the key means what it means without.
        hide();
        return row >= 0;
    default:
        return false;
    }
}

bool QueryCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit) {
        // A window of its own does not move with the field's.
        if (watched == m_edit->window() && (event->type() == QEvent::Move || event->type() == QEvent::Resize))
            hide();
        return QObject::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::FocusIn:
        if (m_edit->text().isEmpty())
            look();
        break;
    case QEvent::FocusOut:
    case QEvent::Hide:
        hide();
        break;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        static const QList<int> ours{Qt::Key_Down,   Qt::Key_Up,    Qt::Key_Tab,
                                     Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape};
        if (key->modifiers() & ~Qt::KeypadModifier || !ours.contains(key->key()))
            break;
        if (m_list->isHidden()) {
            // An answer that comes now would only be in the way.
            if (event->type() == QEvent::KeyPress && key->key() != Qt::Key_Up)
                hide();
            break;
        }
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept(); // ours, not a shortcut's
            return true;
        }
        if (pressed(key->key())) {
            event->accept();
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace mostrador::console
