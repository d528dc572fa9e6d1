// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filessaver.h"

#include "api/requests.h"
#include "widgets/attachmentopener.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QProgressDialog>
#include <QSet>
#include <QStandardPaths>

namespace mostrador::console {

namespace {

constexpr int progressSteps = 1000;

} // namespace

FilesSaver::FilesSaver(const WidgetContext &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_host(host)
{}

void FilesSaver::saveAll(const QList<Attachment> &files)
{
    if (files.isEmpty() || m_progress)
        return;
    auto *dialog = new QFileDialog(m_host, tr("Save all files into a folder"));
    dialog->setObjectName(QStringLiteral("saveAllFolder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, files](const QString &folder) { saveInto(files, folder); });
    dialog->open();
}

void FilesSaver::saveInto(const QList<Attachment> &files, const QString &folder)
{
    if (m_progress)
        return;
    m_files = files;
    m_folder = folder;
    m_names = uniqueFileNames(files, QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System));
    m_at = 0;
    m_saved = 0;
    m_why.clear();
    m_progress = new QProgressDialog(m_host);
    m_progress->setObjectName(QStringLiteral("saveAllProgress"));
    m_progress->setWindowTitle(tr("Save all files into a folder"));
    // Names are other people's texts.
    auto *label = new QLabel(m_progress);
    label->setTextFormat(Qt::PlainText);
    m_progress->setLabel(label);
    m_progress->setCancelButtonText(tr("&Cancel"));
    m_progress->setRange(0, progressSteps);
    m_progress->setAutoClose(false);
    m_progress->setAutoReset(false);
    m_progress->setMinimumDuration(500);
    connect(m_progress, &QProgressDialog::canceled, this, [this] {
        if (m_reply)
            m_reply->abort();
        finish(tr("You stopped it."));
    });
    next();
}

void FilesSaver::next()
{
    if (m_at == m_files.size()) {
        finish(m_why);
        return;
    }
    const Attachment &file = m_files.at(m_at);
    m_progress->setLabelText(tr("%1 of %2: %3", "number, of how many, name of a file")
                                 .arg(m_at + 1)
                                 .arg(m_files.size())
                                 .arg(oneLine(m_names.at(m_at), 60)));
    showProgress(0);
    auto *reply = requests::downloadAttachment(m_context.models.client, file.id,
                                               QDir(m_folder).filePath(m_names.at(m_at)), file.sha256);
    m_reply = reply;
    connect(reply, &Reply::downloadProgress, this, [this](qint64 received) { showProgress(received); });
    reply->then(this, [this](const Answer<QString> &answer) {
        if (!m_progress)
            return;
        if (answer)
            ++m_saved;
        else if (m_why.isEmpty())
            m_why = describe(answer.error(), m_context.models.words);
        ++m_at;
        next();
    });
}

void FilesSaver::showProgress(qint64 ofThis)
{
    if (!m_progress)
        return;
    qint64 all = 0;
    qint64 received = ofThis;
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        all += m_files.at(i).size;
        if (i < m_at)
            received += m_files.at(i).size;
    }
    m_progress->setValue(
        static_cast<int>(qMin<qint64>(progressSteps, received * progressSteps / qMax<qint64>(1, all))));
}

void FilesSaver::finish(const QString &why)
{
    if (!m_progress)
        return;
    m_progress->disconnect(this);
    m_progress->hide();
    m_progress->deleteLater();
    m_progress.clear();
    const QString folder = QDir::toNativeSeparators(m_folder);
    const auto wanted = static_cast<int>(m_files.size());
    if (m_saved == wanted)
        Q_EMIT done(tr("%Ln file(s) saved in %1.", "", wanted).arg(folder));
    else
        Q_EMIT failed(tr("%1 of %Ln file(s) saved in %2. %3", "how many, folder, reason", wanted)
                          .arg(QString::number(m_saved), folder, why));
}

QStringList uniqueFileNames(const QList<Attachment> &files, const QStringList &taken)
{
    QSet<QString> used;
    for (const QString &name : taken)
        used.insert(name.toCaseFolded());
    QStringList names;
    for (const Attachment &file : files) {
        const QString safe = safeFileName(file.fileName);
        const qsizetype dot = safe.lastIndexOf(u'.');
        const qsizetype end = dot > 0 ? dot : safe.size();
        QString name = safe;
        for (int number = 2; used.contains(name.toCaseFolded()); ++number)
            name = safe.left(end) + QStringLiteral(" (%1)").arg(number) + safe.mid(end);
        used.insert(name.toCaseFolded());
        names.append(name);
    }
    return names;
}

} // namespace mostrador::console
