// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/reply.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QProgressDialog;
QT_END_NAMESPACE

namespace mostrador::console {

/// Saves several files of an incident into a folder, one after the other, with their progress and a way to stop. What
/// is in the folder stays: each file gets a name of its own.
class FilesSaver : public QObject
{
    Q_OBJECT

public:
    /// @p host: parent of the dialogs.
    FilesSaver(const WidgetContext &context, QWidget *host);

    /// Asks where to. Without effect while others are being saved.
    void saveAll(const QList<Attachment> &files);
    void saveInto(const QList<Attachment> &files, const QString &folder);

Q_SIGNALS:
    void done(const QString &what);
    /// Some of them, or none, as @p what says.
    void failed(const QString &what);

private:
    void next();
    void showProgress(qint64 ofThis);
    void finish(const QString &why);

    const WidgetContext m_context;
    QWidget *m_host;
    QList<Attachment> m_files;
    QStringList m_names;
    QString m_folder;
    QString m_why; ///< the first failure's reason
    qsizetype m_at = 0;
    int m_saved = 0;
    QPointer<Reply> m_reply;
    QPointer<QProgressDialog> m_progress;
};

/// Names for @p files under which none meets another or one of @p taken, on file systems that know no case too.
QStringList uniqueFileNames(const QList<Attachment> &files, const QStringList &taken);

} // namespace mostrador::console
