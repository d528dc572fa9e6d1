// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tagpicker.h"

#include "model/limits.h"
#include "model/searchtext.h"
#include "models/taglistmodel.h"
#include "widgets/delegates.h"
#include "widgets/notice.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

constexpr int tagPauseMs = 100;
constexpr int foundAtMost = 30;
constexpr int nameRole = Qt::UserRole;

} // namespace

TagPicker::TagPicker(const WidgetContext &context, const QString &reference, const QStringList &present,
                     QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_tags(present)
{
    setWindowTitle(tr("Tags of %1").arg(reference));
    build(tr("&Tag to put on or take off"), tr("&Set"));
}

TagPicker::TagPicker(const WidgetContext &context, const QString &question, TagId except, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_except(except)
{
    setWindowTitle(question);
    build(tr("&Tag"), tr("&Choose"));
}

void TagPicker::build(const QString &question, const QString &verb)
{
    setObjectName(QStringLiteral("tagPicker"));
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QStringLiteral("tagEdit"));
    m_edit->setMaxLength(limits::tag * 2 + 2);
    addClearButton(m_edit);
    m_edit->installEventFilter(this);
    auto *label = new QLabel(question, this);
    label->setBuddy(m_edit);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("tagList"));
    m_list->setAccessibleName(tr("Tags"));
    m_list->setItemDelegate(new PlainDelegate(m_list));
    m_mistake = new MistakeLine(this);
    auto *buttons = new QDialogButtonBox(this);
    auto *accept = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    accept->setAutoDefault(false);
    buttons->addButton(tr("Ca&ncel"), QDialogButtonBox::RejectRole)->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_mistake);
    layout->addWidget(m_list, 1);
    if (several()) {
        auto *hint =
            new ToneLabel(Tone::Quiet, tr("Enter puts it on or takes it off; Shift+Enter too, and goes on."), this);
        hint->setWordWrap(true);
        layout->addWidget(hint);
    }
    layout->addWidget(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(tagPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &TagPicker::search);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_mistake->setText({});
        m_entered.reset();
        show(m_found); // narrowed at once, completed by the server's answer
        m_pause.start();
    });
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (toggle())
            take();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (several() || toggle())
            take();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 50, fontMetrics().height() * 22);
    show({});
    search();
}

QString TagPicker::typed() const
{
    return m_edit->text().simplified().toLower();
}

void TagPicker::search()
{
    if (m_request)
        m_request->abort();
    requests::ListQuery list;
    list.query = typed();
    list.limit = foundAtMost;
    auto *reply = requests::tags(m_context.models.client, list, requests::Offered::Only);
    m_request = reply;
    reply->then(this, [this](const Answer<codec::Page<Tag>> &answer) {
        if (answer)
            show(answer->items);
        else
            m_mistake->setText(describe(answer.error(), m_context.models.words));
        const auto entered = std::exchange(m_entered, std::nullopt);
        if (answer && entered)
            enter(*entered);
    });
}

void TagPicker::addRow(const QString &name, const QString &text, bool ticked)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setData(nameRole, name);
    if (several())
        item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
}

void TagPicker::show(const QList<Tag> &found)
{
    m_found = found;
    const QString wanted = typed();
    const QString begun = foldForSearch(wanted);
    m_list->clear();
    for (const QString &tag : std::as_const(m_tags)) {
        if (wanted.isEmpty() || tag.contains(wanted))
            addRow(tag, tag, true);
    }
    bool exists = m_tags.contains(wanted);
    for (const Tag &tag : found) {
        exists = exists || tag.name == wanted;
        if (m_tags.contains(tag.name) || tag.id == m_except || !foldForSearch(tag.name).startsWith(begun))
            continue; // found for what was typed before
        addRow(tag.name,
               tr("%1  (%2)", "tag and how many incidents carry it")
                   .arg(tag.name, TagListModel::countText(tag, m_context.models.words)),
               false);
    }
    // What is typed exactly is meant, though others that begin with it stand above.
    int row = 0;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(nameRole).toString() == wanted)
            row = i;
    }
    if (several() && !wanted.isEmpty() && !exists)
        addRow(wanted, tr("New tag: %1").arg(wanted), false);
    m_list->setCurrentRow(row);
}

/// Of an incident: puts the row's tag on, or takes it off. False where it cannot be.
bool TagPicker::toggle()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item) {
        m_mistake->setText(tr("Type a tag."));
        return false;
    }
    const QString name = item->data(nameRole).toString();
    if (!several())
        return true;
    if (m_tags.removeAll(name) == 0) {
        if (m_tags.size() >= limits::tags) {
            m_mistake->setText(tr("An incident takes at most %Ln tag(s).", "", limits::tags));
            return false;
        }
        m_tags.append(name);
    }
    return true;
}

void TagPicker::enter(Qt::KeyboardModifiers modifiers)
{
    if (!toggle())
        return;
    if (several() && modifiers.testFlag(Qt::ShiftModifier)) {
        m_edit->clear();
        show(m_found);
    } else {
        take();
    }
}

void TagPicker::take()
{
    if (several()) {
        Q_EMIT tagsChosen(m_tags);
        accept();
        return;
    }
    const QListWidgetItem *item = m_list->currentItem();
    for (const Tag &tag : std::as_const(m_found)) {
        if (item && tag.name == item->data(nameRole).toString()) {
            Q_EMIT tagChosen(tag);
            accept();
            return;
        }
    }
}

bool TagPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            m_list->setCurrentRow(
                qBound(0, m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1), m_list->count() - 1));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // What is chosen is certain only once the server has told what begins so: never another tag than was meant.
            if (m_pause.isActive() || m_request)
                m_entered = key->modifiers();
            else
                enter(key->modifiers());
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace mostrador::console
