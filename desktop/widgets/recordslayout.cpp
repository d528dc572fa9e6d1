// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/delegates.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/recordswindow.h"
#include "widgets/scrollkeeper.h"
#include "widgets/tablecolumns.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

/// How a RecordsWindow is put together; what it does stands in recordswindow.cpp.
namespace mostrador::console {

RecordsWindow::RecordsWindow(const WidgetContext &context, PagedTableModel *model, const QString &name,
                             const Texts &texts, const QStringList &hiddenColumns, QWidget *parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_model(model)
    , m_name(name)
    , m_texts(texts)
{
    model->setParent(this);
    setObjectName(name + QStringLiteral("Window"));
    setWindowTitle(texts.title + QStringLiteral("[*]"));
    setWindowIcon(icon(Glyph::Application));
    build(hiddenColumns);
    makeActions();
}

void RecordsWindow::build(const QStringList &hiddenColumns)
{
    auto *left = new QWidget(this);
    m_search = new QLineEdit(left);
    m_search->setObjectName(QStringLiteral("search"));
    addClearButton(m_search, icon(Glyph::Search, Tone::Quiet));
    auto *searchLabel = new QLabel(tr("&Find"), left);
    searchLabel->setBuddy(m_search);
    m_table = new QTableView(left);
    m_table->setObjectName(QStringLiteral("records"));
    m_table->setAccessibleName(m_texts.list);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new PlainDelegate(m_table));
    prepareTable(m_table);
    new TableColumns(m_table, m_model, m_context.settings, m_name, hiddenColumns);
    new ScrollKeeper(m_table);
    m_listState = new ToneLabel(Tone::Quiet, {}, left);
    m_listState->setWordWrap(true);
    m_new = new QPushButton(icon(Glyph::Add), m_texts.create, left);
    m_new->setObjectName(QStringLiteral("new"));
    m_remove = new QPushButton(icon(Glyph::Remove), m_texts.remove + QStringLiteral("…"), left);
    m_remove->setObjectName(QStringLiteral("remove"));
    auto *searchRow = new QHBoxLayout;
    searchRow->addWidget(searchLabel);
    searchRow->addWidget(m_search, 1);
    auto *listButtons = new QHBoxLayout;
    listButtons->addWidget(m_new);
    listButtons->addWidget(m_remove);
    listButtons->addStretch(1);
    auto *column = new QVBoxLayout(left);
    column->addLayout(searchRow);
    column->addWidget(m_listState);
    column->addWidget(m_table, 1);
    column->addLayout(listButtons);

    auto *right = new QWidget(this);
    buildForm(right);
    m_splitter = new QSplitter(this);
    m_splitter->addWidget(left);
    m_splitter->addWidget(right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    setCentralWidget(m_splitter);
}

void RecordsWindow::buildForm(QWidget *right)
{
    m_notice = new Notice(right);
    m_notice->setObjectName(QStringLiteral("recordsNotice"));
    auto *page = new QWidget(right);
    m_formTitle = new QLabel(page);
    m_formTitle->setTextFormat(Qt::PlainText);
    m_formTitle->setWordWrap(true);
    QFont large = m_formTitle->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_formTitle->setFont(large);
    m_formHint = new ToneLabel(Tone::Quiet, {}, page);
    m_formHint->setWordWrap(true);
    m_form = new FieldForm(m_context.models.words);
    auto *scroll = new QScrollArea(page);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_save = new QPushButton(icon(Glyph::Save), {}, page);
    m_save->setObjectName(QStringLiteral("save"));
    m_discard = new QPushButton(icon(Glyph::Undo), tr("&Discard changes"), page);
    m_discard->setObjectName(QStringLiteral("discard"));
    m_buttons = new QHBoxLayout;
    m_buttons->addWidget(m_save);
    m_buttons->addWidget(m_discard);
    m_buttons->addStretch(1);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->addWidget(m_formTitle);
    pageLayout->addWidget(m_formHint);
    pageLayout->addWidget(scroll, 1);
    pageLayout->addLayout(m_buttons);
    m_formNone = new ToneLabel(Tone::Quiet, m_texts.none, right);
    m_formNone->setAlignment(Qt::AlignCenter);
    m_formNone->setWordWrap(true);
    auto *pages = new QWidget(right);
    m_formPages = new QStackedLayout(pages);
    m_formPages->addWidget(page);
    m_formPages->addWidget(m_formNone);
    m_formPages->setCurrentIndex(1);
    auto *column = new QVBoxLayout(right);
    column->addWidget(m_notice);
    column->addWidget(pages, 1);
}

void RecordsWindow::makeActions()
{
    const auto bind = [this](const QKeySequence &keys, auto function) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, function);
        addAction(action);
    };
    bind(QKeySequence::New, [this] {
        if (m_new->isEnabled())
            beginNew();
    });
    bind(QKeySequence::Save, [this] { save(); });
    bind(QKeySequence::Close, [this] { close(); });
    bind(QKeySequence(Qt::Key_F5), [this] { m_model->refresh(); });
    const auto find = [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    };
    bind(QKeySequence::Find, find);
    bind(QKeySequence(Qt::Key_Slash), find);
    connect(m_new, &QPushButton::clicked, this, [this] { beginNew(); });
    connect(m_remove, &QPushButton::clicked, this, &RecordsWindow::askRemove);
    connect(m_save, &QPushButton::clicked, this, &RecordsWindow::save);
    connect(m_discard, &QPushButton::clicked, this, &RecordsWindow::discard);
    connect(m_search, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    m_searchPause.setSingleShot(true);
    m_searchPause.setInterval(300);
    connect(m_search, &QLineEdit::textChanged, &m_searchPause, qOverload<>(&QTimer::start));
    connect(&m_searchPause, &QTimer::timeout, this, [this] { m_model->setQuery(m_search->text().trimmed()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecordsWindow::onRow);
    connect(m_model, &PagedTableModel::loadStateChanged, this, &RecordsWindow::showListState);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RecordsWindow::onRowsChanged);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        onRowsChanged();
        if (m_open && !m_creating)
            selectRow(currentId());
    });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &RecordsWindow::onRowsChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        selectRow(m_creating ? 0 : currentId());
        showListState();
    });
    connect(&m_context.models.client, &ApiClient::stateChanged, this, &RecordsWindow::updateControls);
    connect(&m_context.models.session, &Session::employeeChanged, this, &RecordsWindow::updateControls);
}

void RecordsWindow::addField(const QString &path, QWidget *editor, const QString &hint)
{
    const QStringList parts = path.split(u'.');
    m_form->add(parts.last(), editor, hint);
    m_bindings.append({parts, editor, {}});
    editors::onEdited(editor, this, [this] {
        if (m_filling)
            return;
        setDirty(m_creating || !patch().isEmpty());
        // Back at what is stored: nothing is left to be corrected.
        if (!m_dirty)
            m_form->clearErrors();
        updateControls();
    });
}

void RecordsWindow::addButton(QPushButton *button)
{
    m_buttons->insertWidget(2, button);
}

void RecordsWindow::finish()
{
    updateControls();
    showListState();
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 150, fontMetrics().height() * 38);
    m_splitter->setSizes({unit * 88, unit * 62});
    restoreGeometry(m_context.settings.state(m_name + QStringLiteral("Window")));
    m_splitter->restoreState(m_context.settings.state(m_name + QStringLiteral("Splitter")));
    m_model->setQuery({});
}

} // namespace mostrador::console
