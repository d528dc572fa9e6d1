// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shortcutsdialog.h"

#include "widgets/commands.h"
#include "widgets/delegates.h"
#include "widgets/notice.h"
#include "widgets/tablecolumns.h"
#include "widgets/widgetcontext.h"

#include <QAccessibleWidget>
#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace mostrador::console {

namespace {

constexpr int idRole = Qt::UserRole + 1;
constexpr int searchRole = Qt::UserRole + 2;

/// Qt tells assistive technology nothing about its field for keys.
class KeysFieldFace : public QAccessibleWidget
{
public:
    explicit KeysFieldFace(QKeySequenceEdit *edit)
        : QAccessibleWidget(edit, QAccessible::HotkeyField)
    {}
    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return qobject_cast<QKeySequenceEdit *>(widget())->keySequence().toString(QKeySequence::NativeText);
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *keysFieldFace(const QString &, QObject *object)
{
    auto *edit = qobject_cast<QKeySequenceEdit *>(object);
    return edit ? new KeysFieldFace(edit) : nullptr;
}

QString textOf(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts.append(sequence.toString(QKeySequence::NativeText));
    return texts.join(QStringLiteral(" · "));
}

} // namespace

ShortcutsDialog::ShortcutsDialog(Commands &commands, QWidget *parent)
    : QDialog(parent)
    , m_commands(commands)
    , m_rows(new QStandardItemModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_which(new QLabel(this))
    , m_first(new QKeySequenceEdit(this))
    , m_second(new QKeySequenceEdit(this))
    , m_mistake(new MistakeLine(this))
{
    QAccessible::installFactory(keysFieldFace); // once, however often it is called
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    build();
    fill();
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_first, &QKeySequenceEdit::editingFinished, this, &ShortcutsDialog::take);
    connect(m_second, &QKeySequenceEdit::editingFinished, this, &ShortcutsDialog::take);
    connect(m_first, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::take);
    connect(m_second, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::take);
    connect(m_takeOver, &QPushButton::clicked, this, &ShortcutsDialog::takeOver);
    connect(m_reset, &QPushButton::clicked, this, [this] { m_commands.reset(current()); });
    connect(m_resetAll, &QPushButton::clicked, &m_commands, &Commands::resetAll);
    connect(&m_commands, &Commands::keysChanged, this, &ShortcutsDialog::fill);
    m_table->selectRow(0);
}

void ShortcutsDialog::build()
{
    auto *label = new QLabel(tr("&Find by words or keys"), this);
    label->setBuddy(m_search);
    m_search->setObjectName(QStringLiteral("shortcutsSearch"));
    addClearButton(m_search);
    m_filtered->setSourceModel(m_rows);
    m_filtered->setFilterRole(searchRole);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("shortcutsTable"));
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setModel(m_filtered);
    m_table->setItemDelegate(new PlainDelegate(m_table));
    prepareTable(m_table);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);

    m_which->setTextFormat(Qt::PlainText);
    QFont bold = m_which->font();
    bold.setBold(true);
    m_which->setFont(bold);
    auto *firstLabel = new QLabel(tr("&Keys"), this);
    firstLabel->setBuddy(m_first);
    auto *secondLabel = new QLabel(tr("&Or"), this);
    secondLabel->setBuddy(m_second);
    m_first->setObjectName(QStringLiteral("shortcutsFirst"));
    m_second->setObjectName(QStringLiteral("shortcutsSecond"));
    m_first->setAccessibleName(tr("Keys"));
    m_second->setAccessibleName(tr("Other keys"));
    for (QKeySequenceEdit *edit : {m_first, m_second}) {
        auto *line = edit->findChild<QLineEdit *>();
        line->setAccessibleName(edit->accessibleName());
        addClearButton(line);
    }
    m_takeOver = new QPushButton(tr("&Take them over"), this);
    m_takeOver->setObjectName(QStringLiteral("shortcutsTakeOver"));
    m_takeOver->hide();
    m_reset = new QPushButton(tr("&Default keys"), this);
    auto *keys = new QHBoxLayout;
    keys->addWidget(firstLabel);
    keys->addWidget(m_first, 1);
    keys->addWidget(secondLabel);
    keys->addWidget(m_second, 1);
    keys->addWidget(m_reset);
    auto *trouble = new QHBoxLayout;
    trouble->addWidget(m_mistake, 1);
    trouble->addWidget(m_takeOver);

    auto *buttons = new QDialogButtonBox(this);
    m_resetAll = buttons->addButton(tr("Default keys for &all"), QDialogButtonBox::ResetRole);
    buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_which);
    layout->addLayout(keys);
    layout->addLayout(trouble);
    layout->addWidget(buttons);
    setTabChain({m_search, m_table, m_first, m_second, m_reset, m_takeOver, m_resetAll});
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 34);
    m_search->setFocus();
}

void ShortcutsDialog::fill()
{
    const QString kept = current();
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({tr("Action"), tr("Belongs to"), tr("Keys")});
    const auto addRow = [this](const QString &title, const QString &group, const QString &keys, const QString &id) {
        QList<QStandardItem *> items{new QStandardItem(title), new QStandardItem(group), new QStandardItem(keys)};
        // A filter looks at one column: all three words are in the first.
        items.first()->setData(QStringList{title, group, keys}.join(u' '), searchRole);
        items.first()->setData(id, idRole);
        m_rows->appendRow(items);
    };
    for (const Commands::Command &command : m_commands.all()) {
        if (command.action)
            addRow(Commands::titleOf(*command.action), command.group, textOf(m_commands.keys(command.id)), command.id);
    }
    // Of single places rather than of the window: these stay as they are.
    const QString fixed = tr("Fixed");
    const auto native = [](const QKeySequence &keys) { return keys.toString(QKeySequence::NativeText); };
    addRow(tr("Send the reply or save the note"), fixed, native(Qt::CTRL | Qt::Key_Return), {});
    addRow(tr("Save, in the windows of customers, employees, teams and products"), fixed, native(Qt::CTRL | Qt::Key_S),
           {});
    addRow(tr("New, in these windows"), fixed, native(Qt::CTRL | Qt::Key_N), {});
    addRow(tr("Go back to before the search; close a dialog or such a window"), fixed, native(Qt::Key_Escape), {});
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        if (!kept.isEmpty() && m_filtered->index(row, 0).data(idRole).toString() == kept)
            m_table->selectRow(row);
    }
    showCurrent();
}

QString ShortcutsDialog::current() const
{
    return m_filtered->index(m_table->currentIndex().row(), 0).data(idRole).toString();
}

void ShortcutsDialog::showCurrent()
{
    const QString id = current();
    const QList<QKeySequence> keys = m_commands.keys(id);
    m_showing = true;
    m_which->setText(m_filtered->index(m_table->currentIndex().row(), 0).data().toString());
    m_first->setKeySequence(keys.value(0));
    m_second->setKeySequence(keys.value(1));
    m_showing = false;
    m_first->setEnabled(!id.isEmpty());
    m_second->setEnabled(!id.isEmpty());
    m_reset->setEnabled(m_commands.isChanged(id));
    m_mistake->setText({});
    m_takeOver->hide();
}

void ShortcutsDialog::filter(const QString &typed)
{
    m_filtered->setFilterFixedString(typed.simplified());
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showCurrent();
}

QList<QKeySequence> ShortcutsDialog::wanted() const
{
    QList<QKeySequence> keys;
    for (const QKeySequence &sequence : {m_first->keySequence(), m_second->keySequence()}) {
        if (!sequence.isEmpty() && !keys.contains(sequence))
            keys.append(sequence);
    }
    return keys;
}

void ShortcutsDialog::take()
{
    const QString id = current();
    const QList<QKeySequence> keys = wanted();
    if (m_showing || id.isEmpty() || keys == m_commands.keys(id))
        return;
    for (const QKeySequence &sequence : keys) {
        if (const Commands::Command *other = m_commands.takenBy(sequence, id)) {
            m_mistake->setText(
                tr("%1 already means: %2.")
                    .arg(sequence.toString(QKeySequence::NativeText), Commands::titleOf(*other->action)));
            m_takeOver->show();
            return;
        }
    }
    m_commands.setKeys(id, keys);
}

void ShortcutsDialog::takeOver()
{
    const QString id = current();
    const QList<QKeySequence> keys = wanted();
    for (const QKeySequence &sequence : keys) {
        while (const Commands::Command *other = m_commands.takenBy(sequence, id)) {
            QList<QKeySequence> left = m_commands.keys(other->id);
            left.removeIf([&sequence](const QKeySequence &there) {
                return sequence.matches(there) != QKeySequence::NoMatch ||
                       there.matches(sequence) != QKeySequence::NoMatch;
            });
            // Its rows are made anew, and the fields with them: what is wanted is kept in here.
            m_commands.setKeys(other->id, left);
        }
    }
    m_commands.setKeys(id, keys);
}

} // namespace mostrador::console
