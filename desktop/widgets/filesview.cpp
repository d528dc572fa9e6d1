// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filesview.h"

#include "models/eventtext.h"
#include "widgets/delegates.h"
#include "widgets/icons.h"
#include "widgets/notice.h"
#include "widgets/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace mostrador::console {

FilesView::FilesView(const WidgetContext &context, ConversationModel *model, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
    , m_table(new QTableWidget(0, 5, this))
    , m_none(new ToneLabel(Tone::Quiet, tr("No files."), this))
    , m_open(new QPushButton(icon(Glyph::Open), tr("&Open file"), this))
    , m_save(new QPushButton(icon(Glyph::Download), tr("Save &as…"), this))
    , m_saveAll(new QPushButton(icon(Glyph::Download), tr("Save a&ll…"), this))
{
    m_table->setObjectName(QStringLiteral("files"));
    m_table->setAccessibleName(tr("Files of this incident"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Size"), tr("Kind"), tr("From"), tr("When")});
    m_table->setItemDelegate(new PlainDelegate(m_table));
    prepareTable(m_table);
    // The name gets the room; only a kind may have a long one, and is cut.
    for (const int column : {1, 3, 4})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 8);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_open->setObjectName(QStringLiteral("openFile"));
    m_save->setObjectName(QStringLiteral("saveFile"));
    m_saveAll->setObjectName(QStringLiteral("saveAllFiles"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_save);
    buttons->addWidget(m_saveAll);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_none);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const Attachment *file = current())
            Q_EMIT openRequested(*file);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (const Attachment *file = current())
            Q_EMIT saveRequested(*file);
    });
    connect(m_saveAll, &QPushButton::clicked, this, [this] {
        QList<Attachment> all;
        for (const File &file : std::as_const(m_files))
            all.append(file.attachment);
        Q_EMIT saveAllRequested(all);
    });
    connect(m_table, &QTableWidget::itemActivated, m_open, &QPushButton::click);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &FilesView::showSelection);
    connect(model, &QAbstractItemModel::modelReset, this, &FilesView::refill);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FilesView::refill);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FilesView::refill);
    connect(model, &QAbstractItemModel::dataChanged, this, &FilesView::refill);
    refill();
}

void FilesView::refill()
{
    const Attachment *before = current();
    const AttachmentId kept = before ? before->id : AttachmentId();
    QList<File> files;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        const QString from = index.data(ConversationModel::AuthorRole).toString();
        for (const Attachment &file : index.data(ConversationModel::AttachmentsRole).value<QList<Attachment>>())
            files.append({file, from});
    }
    m_files = files;
    m_table->setRowCount(static_cast<int>(m_files.size()));
    const QLocale locale = m_context.models.words.locale();
    for (int row = 0; row < m_files.size(); ++row) {
        const File &file = m_files.at(row);
        const auto set = [&](int column, const QString &text) {
            m_table->setItem(row, column, new QTableWidgetItem(text));
        };
        set(0, file.attachment.fileName);
        set(1, locale.formattedDataSize(file.attachment.size));
        set(2, file.attachment.mediaType + (file.attachment.internal ? u' ' + tr("(internal)") : QString()));
        set(3, oneLine(file.from, 30)); // the column is as wide as its longest
        set(4, localShort(file.attachment.createdAt, m_context.models.words));
        m_table->item(row, 0)->setIcon(icon(Glyph::Attach));
        if (file.attachment.id == kept)
            m_table->selectRow(row);
    }
    m_none->setVisible(m_files.isEmpty());
    m_table->setVisible(!m_files.isEmpty());
    showSelection();
    Q_EMIT countChanged(count());
}

void FilesView::showSelection()
{
    const bool allowed = m_context.models.session.isAllowedSomewhere(Action::AttachmentRead);
    m_open->setEnabled(allowed && current());
    m_save->setEnabled(allowed && current());
    m_saveAll->setEnabled(allowed && !m_files.isEmpty());
}

const Attachment *FilesView::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 && row < m_files.size() ? &m_files.at(row).attachment : nullptr;
}

} // namespace mostrador::console
