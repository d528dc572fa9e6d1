// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notificationsdialog.h"

#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/tablecolumns.h"
#include "widgets/widgetcontext.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace mostrador::console {

namespace {

QIcon iconOf(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::Assigned:
        return icon(Glyph::Person, Tone::Info);
    case NotificationKind::Reply:
        return icon(Glyph::Reply, Tone::Info);
    case NotificationKind::Mention:
        return icon(Glyph::Note, Tone::Note);
    case NotificationKind::DueSoon:
        return icon(Glyph::Warning, Tone::Warning);
    }
    return {};
}

} // namespace

void NotificationDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    PlainDelegate::initStyleOption(option, index);
    const auto *model = qobject_cast<const Notifications *>(index.model());
    if (!model)
        return;
    const Notifications::Entry &entry = model->at(index.row());
    option->font.setBold(!entry.read);
    option->fontMetrics = QFontMetrics(option->font);
    if (static_cast<Notifications::Column>(index.column()) != Notifications::Column::What)
        return;
    const int side = option->fontMetrics.height();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(side, side);
    option->icon = iconOf(entry.kind);
}

NotificationsDialog::NotificationsDialog(Notifications *model, QWidget *parent)
    : QDialog(parent)
    , m_model(model)
    , m_list(new QTableView(this))
    , m_none(new ToneLabel(Tone::Quiet, tr("Nothing has happened that concerns you."), this))
{
    setObjectName(QStringLiteral("notificationsDialog"));
    setWindowTitle(tr("Notifications"));
    m_list->setObjectName(QStringLiteral("notifications"));
    m_list->setAccessibleName(tr("The last notifications"));
    m_list->setModel(model);
    m_list->setItemDelegate(new NotificationDelegate(m_list));
    prepareTable(m_list);
    const int unit = fontMetrics().averageCharWidth();
    const QList<int> widths{12, 42, 20};
    for (int column = 0; column < widths.size(); ++column)
        m_list->setColumnWidth(column, widths.at(column) * unit);
    m_list->horizontalHeader()->setStretchLastSection(true);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_none->setWordWrap(true);
    m_none->setObjectName(QStringLiteral("noNotifications"));
    auto *buttons = new QDialogButtonBox(this);
    const auto button = [&](const char *name, const QString &text, QDialogButtonBox::ButtonRole role) {
        auto *made = buttons->addButton(text, role);
        made->setObjectName(QLatin1String(name));
        made->setAutoDefault(false);
        return made;
    };
    m_go = button("goThere", tr("&Go there"), QDialogButtonBox::AcceptRole);
    m_allRead = button("allRead", tr("Mark all as &read"), QDialogButtonBox::ActionRole);
    auto *settings = button("notificationSettings", tr("&Settings…"), QDialogButtonBox::ActionRole);
    auto *close = button("close", tr("&Close"), QDialogButtonBox::RejectRole);
    m_go->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_none);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { goTo(m_list->currentIndex()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_allRead, &QPushButton::clicked, model, &Notifications::markAllRead);
    connect(settings, &QPushButton::clicked, this, &NotificationsDialog::settingsRequested);
    connect(m_list, &QTableView::activated, this, &NotificationsDialog::goTo);
    connect(model, &Notifications::unreadChanged, this, &NotificationsDialog::update);
    connect(model, &QAbstractItemModel::rowsInserted, this, &NotificationsDialog::update);
    connect(model, &QAbstractItemModel::modelReset, this, &NotificationsDialog::update);
    setTabChain({m_list, m_go, m_allRead, settings, close});
    resize(unit * 140, fontMetrics().height() * 26);
    update();
    m_list->setFocus();
}

void NotificationsDialog::goTo(const QModelIndex &index)
{
    // Enter in the list comes here, and then once more by the default button.
    if (!index.isValid() || !isVisible())
        return;
    const IncidentId incident = m_model->at(index.row()).incident;
    accept();
    m_model->markRead(incident);
    Q_EMIT incidentChosen(incident);
}

void NotificationsDialog::update()
{
    const int rows = m_model->rowCount();
    // The last one that came is what most people look for.
    if (rows > 0 && !m_list->currentIndex().isValid())
        m_list->selectRow(0);
    m_none->setVisible(rows == 0);
    m_go->setEnabled(rows > 0);
    m_allRead->setEnabled(m_model->unread() > 0);
}

} // namespace mostrador::console
