// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/attachmentopener.h"

#include "api/requests.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace mostrador::console {

AttachmentOpener::AttachmentOpener(const WidgetContext &context, QWidget *host)
    : QObject(host)
    , m_context(context)
    , m_host(host)
{}

bool AttachmentOpener::isHarmless(const QString &mediaType)
{
    // SVG and HTML may run scripts, office documents macros, archives anything.
    static const QStringList harmless{
        QStringLiteral("application/pdf"), QStringLiteral("image/png"),  QStringLiteral("image/jpeg"),
        QStringLiteral("image/gif"),       QStringLiteral("image/webp"), QStringLiteral("image/bmp"),
        QStringLiteral("image/tiff"),      QStringLiteral("text/plain"), QStringLiteral("text/csv")};
    const QString type = mediaType.section(u';', 0, 0).trimmed().toLower();
    return harmless.contains(type) || type.startsWith(QLatin1String("audio/")) ||
           type.startsWith(QLatin1String("video/"));
}

void AttachmentOpener::open(const Attachment &attachment)
{
    const QString name = oneLine(attachment.fileName, 80);
    if (!isHarmless(attachment.mediaType)) {
        Q_EMIT refused(attachment, tr("Files of this kind can contain programs, so %1 is not opened from here. "
                                      "Save it and have it checked.")
                                       .arg(name));
        return;
    }
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    // A folder for each, so that two files of one name do not meet.
    const QString folder = m_folder->filePath(QString::number(++m_opened));
    if (!m_folder->isValid() || !QDir().mkpath(folder)) {
        Q_EMIT failed(tr("There is no room for temporary files on this computer."));
        return;
    }
    const QString path = folder + u'/' + safeFileName(attachment.fileName);
    Q_EMIT busy(tr("Fetching %1…").arg(name));
    requests::downloadAttachment(m_context.models.client, attachment.id, path, attachment.sha256)
        ->then(this, [this, name](const Answer<QString> &answer) {
            if (!answer)
                Q_EMIT failed(describe(answer.error(), m_context.models.words));
            else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(*answer)))
                Q_EMIT failed(tr("No program on this computer opens %1. Save it instead.").arg(name));
            else
                Q_EMIT done(tr("%1 was opened.").arg(name));
        });
}

void AttachmentOpener::saveAs(const Attachment &attachment)
{
    auto *dialog = new QFileDialog(m_host, tr("Save file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->selectFile(safeFileName(attachment.fileName));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, attachment](const QString &path) { save(attachment, path); });
    dialog->open();
}

void AttachmentOpener::save(const Attachment &attachment, const QString &path)
{
    Q_EMIT busy(tr("Fetching %1…").arg(oneLine(attachment.fileName, 80)));
    requests::downloadAttachment(m_context.models.client, attachment.id, path, attachment.sha256)
        ->then(this, [this](const Answer<QString> &answer) {
            if (answer)
                Q_EMIT done(tr("Saved as %1.").arg(QDir::toNativeSeparators(*answer)));
            else
                Q_EMIT failed(describe(answer.error(), m_context.models.words));
        });
}

QString safeFileName(const QString &name)
{
    QString safe;
    for (const QChar c : name) {
        const bool forbidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
                               QStringLiteral("/\\:*?\"<>|").contains(c);
        safe.append(forbidden ? QChar(u'_') : c);
    }
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe.remove(0, 1);
    // 255 bytes is what file systems take.
    while (safe.toUtf8().size() > 200)
        safe.remove(safe.lastIndexOf(u'.') > 1 ? safe.lastIndexOf(u'.') - 1 : safe.size() - 1, 1);
    return safe.isEmpty() ? QStringLiteral("file") : safe;
}

} // namespace mostrador::console
