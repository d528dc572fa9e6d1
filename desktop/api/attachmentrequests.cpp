// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/requestparts.h"
#include "api/requests.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QHttpMultiPart>
#include <QSaveFile>

#include <memory>

namespace mostrador::console::requests {

using namespace parts;

namespace {

constexpr QLatin1String attachmentsPath("attachments");

/// As browsers write it (WHATWG HTML, "multipart/form-data encoding algorithm"): UTF-8, with these three escaped.
QByteArray formName(const QString &fileName)
{
    QByteArray name = fileName.toUtf8();
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return name;
}

/// A form with the fields "internal" and "file"; @p fill gives the content to the second.
QHttpMultiPart *uploadForm(const QString &fileName, bool internal,
                           const std::function<bool(QHttpPart &, QHttpMultiPart *)> &fill)
{
    auto form = std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType);
    QHttpPart flag;
    flag.setRawHeader("Content-Disposition", "form-data; name=\"internal\"");
    flag.setBody(internal ? "true" : "false");
    form->append(flag);
    QHttpPart file;
    file.setRawHeader("Content-Disposition", "form-data; name=\"file\"; filename=\"" + formName(fileName) + '"');
    file.setRawHeader("Content-Type", "application/octet-stream");
    if (!fill(file, form.get()))
        return nullptr;
    form->append(file);
    return form.release();
}

ReplyOf<Attachment> *upload(ApiClient &client, IncidentId incident, const std::function<qint64()> &bytes,
                            const std::function<QHttpMultiPart *()> &form, const QByteArray &idempotencyKey = {})
{
    Request request;
    request.idempotencyKey = idempotencyKey;
    request.method = Method::Post;
    request.path = path(incidentsPath, incident, attachmentsPath);
    request.form = form;
    request.fileBytes = bytes;
    return client.send<Attachment>(request, one<Attachment>(codec::attachmentFromJson));
}

} // namespace

ReplyOf<QList<Attachment>> *attachments(ApiClient &client, IncidentId incident)
{
    return client.send<QList<Attachment>>(get(path(incidentsPath, incident, attachmentsPath)),
                                          [](const RawAnswer &raw) -> Answer<QList<Attachment>> {
                                              auto all = page<Attachment>(codec::attachmentFromJson)(raw);
                                              if (!all)
                                                  return all.error();
                                              return all->items;
                                          });
}

ReplyOf<Attachment> *uploadAttachment(ApiClient &client, IncidentId incident, const QString &filePath, bool internal)
{
    const auto bytes = [filePath] { return QFileInfo(filePath).size(); };
    return upload(client, incident, bytes, [filePath, internal] {
        return uploadForm(QFileInfo(filePath).fileName(), internal, [&](QHttpPart &part, QHttpMultiPart *form) {
            auto *file = new QFile(filePath, form);
            if (!file->open(QIODevice::ReadOnly))
                return false;
            part.setBodyDevice(file);
            return true;
        });
    });
}

ReplyOf<Attachment> *uploadAttachment(ApiClient &client, IncidentId incident, const QString &fileName,
                                      const QByteArray &content, bool internal, const QByteArray &idempotencyKey)
{
    const auto bytes = [size = content.size()] { return size; };
    const auto form = [fileName, content, internal] {
        return uploadForm(fileName, internal, [&](QHttpPart &part, QHttpMultiPart *) {
            part.setBody(content);
            return true;
        });
    };
    return upload(client, incident, bytes, form, idempotencyKey);
}

ReplyOf<Attachment> *attachment(ApiClient &client, AttachmentId id)
{
    return client.send<Attachment>(get(path(attachmentsPath, id)), one<Attachment>(codec::attachmentFromJson));
}

ReplyOf<QByteArray> *attachmentContent(ApiClient &client, AttachmentId id)
{
    return client.send<QByteArray>(get(path(attachmentsPath, id, QLatin1String("content"))),
                                   [](const RawAnswer &raw) -> Answer<QByteArray> { return raw.body; });
}

namespace {

/// The file a download goes to, with the hash of what has been written. Starts anew with each attempt, like the file.
class HashedFile final : public QSaveFile
{
public:
    using QSaveFile::QSaveFile;
    bool seek(qint64 position) override
    {
        if (position == 0)
            m_hash.reset();
        return QSaveFile::seek(position);
    }
    QString sha256() const { return QString::fromLatin1(m_hash.result().toHex()); }

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        m_hash.addData(QByteArrayView(data, size));
        return QSaveFile::writeData(data, size);
    }

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace

ReplyOf<QString> *downloadAttachment(ApiClient &client, AttachmentId id, const QString &filePath, const QString &sha256)
{
    // Lives as long as the decoder, hence as long as the reply; without commit() nothing of it stays on the disk.
    const auto file = std::make_shared<HashedFile>(filePath);
    file->open(QIODevice::WriteOnly);
    Request request = get(path(attachmentsPath, id, QLatin1String("content")));
    request.sink = file.get();
    return client.send<QString>(request, [file, filePath, sha256](const RawAnswer &) -> Answer<QString> {
        if (!sha256.isEmpty() && file->sha256() != sha256)
            return unreadable(QStringLiteral("The content is not the one announced: its SHA-256 differs."));
        if (!file->commit())
            return Failure{Failure::Kind::Local, {}, file->errorString(), {}};
        return filePath;
    });
}

} // namespace mostrador::console::requests
