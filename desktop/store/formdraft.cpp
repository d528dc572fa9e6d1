// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/formdraft.h"

#include "store/privatefile.h"

#include <QFile>
#include <QJsonDocument>

#include <chrono>

namespace mostrador::console {

namespace {

using namespace std::chrono_literals;
constexpr auto pause = 300ms;

const QString contentMember = QStringLiteral("content");
const QString savedMember = QStringLiteral("saved_at");

} // namespace

FormDraft::FormDraft(const QString &filePath, QObject *parent)
    : QObject(parent)
    , m_filePath(filePath)
{
    m_writer.setMaxThreadCount(1); // writes keep their order
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &FormDraft::write);
    QFile file(m_filePath);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
    m_content = kept.value(contentMember).toObject();
    m_savedAt = Timestamp::fromRfc3339(kept.value(savedMember).toString());
}

FormDraft::~FormDraft()
{
    flush();
}

void FormDraft::put(const QJsonObject &content)
{
    if (content == m_content)
        return;
    m_content = content;
    m_savedAt = content.isEmpty() ? std::nullopt : std::optional(Timestamp::now());
    // Not restarted: typing without a pause must not put it off for ever.
    if (!m_pause.isActive())
        m_pause.start();
    Q_EMIT changed();
}

void FormDraft::flush()
{
    if (m_pause.isActive())
        write();
    m_writer.waitForDone();
}

void FormDraft::write()
{
    m_pause.stop();
    if (m_content.isEmpty()) {
        m_writer.start([path = m_filePath] { QFile::remove(path); });
        return;
    }
    const QJsonObject kept{{contentMember, m_content}, {savedMember, m_savedAt->toRfc3339()}};
    m_writer.start([this, path = m_filePath, bytes = QJsonDocument(kept).toJson(QJsonDocument::Compact)] {
        const QString fault = writePrivateFile(path, bytes);
        // The destructor waits for this thread, so the object is alive.
        if (!fault.isEmpty())
            QMetaObject::invokeMethod(this, [this, fault] { Q_EMIT writeFailed(fault); });
    });
}

} // namespace mostrador::console
