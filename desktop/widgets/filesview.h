// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/conversationmodel.h"
#include "widgets/widgetcontext.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace mostrador::console {

/// The files of the incident that is open.
class FilesView : public QWidget
{
    Q_OBJECT

public:
    FilesView(const WidgetContext &context, ConversationModel *model, QWidget *parent = nullptr);
    int count() const { return static_cast<int>(m_files.size()); }

Q_SIGNALS:
    void openRequested(const mostrador::Attachment &attachment);
    void saveRequested(const mostrador::Attachment &attachment);
    void saveAllRequested(const QList<mostrador::Attachment> &attachments);
    void countChanged(int count);

private:
    struct File
    {
        Attachment attachment;
        QString from;
    };
    void refill();
    void showSelection();
    const Attachment *current() const;

    const WidgetContext m_context;
    ConversationModel *m_model;
    QList<File> m_files;
    QTableWidget *m_table;
    QLabel *m_none;
    QPushButton *m_open;
    QPushButton *m_save;
    QPushButton *m_saveAll;
};

} // namespace mostrador::console
