// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/smtp.h"

#include <QFile>
#include <QList>
#include <QSysInfo>

#include <algorithm>
#include <cstring>
#include <curl/curl.h>
#include <mutex>

namespace mostrador::delivery {

struct SmtpClient::Handle
{
    CURL *curl = nullptr;
    ~Handle() { curl_easy_cleanup(curl); }
};

namespace {

struct Source
{
    const QByteArray *data;
    qsizetype offset = 0;
};

std::size_t readPart(char *buffer, std::size_t size, std::size_t count, void *user)
{
    auto *source = static_cast<Source *>(user);
    const qsizetype n = std::min(static_cast<qsizetype>(size * count), source->data->size() - source->offset);
    std::memcpy(buffer, source->data->constData() + source->offset, static_cast<std::size_t>(n));
    source->offset += n;
    return static_cast<std::size_t>(n);
}

/// Replies of the server; the last one with a code of 4xx or 5xx says why it refused.
std::size_t readReply(char *buffer, std::size_t size, std::size_t count, void *user)
{
    auto *replies = static_cast<QList<QByteArray> *>(user);
    if (replies->size() < 100)
        replies->append(QByteArray(buffer, static_cast<qsizetype>(std::min<std::size_t>(size * count, 512))));
    return size * count;
}

/// "550 5.1.1" of "550 5.1.1 <somebody@example.org>: Recipient address rejected".
QString codes(const QByteArray &reply)
{
    const QList<QByteArray> words = reply.trimmed().split(' ');
    QString out = QString::fromLatin1(words.value(0).left(3));
    const QByteArray second = words.value(1);
    if (!second.isEmpty() &&
        std::all_of(second.begin(), second.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }))
        out += u' ' + QString::fromLatin1(second.left(12));
    return out;
}

QByteArray path(const QString &address)
{
    return '<' + address.toUtf8() + '>';
}

/// The name this host tells; an address literal never goes wrong.
QByteArray helloName()
{
    const QByteArray host = QSysInfo::machineHostName().toLatin1();
    const bool plain = !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
    return plain ? host : QByteArray("localhost");
}

} // namespace

SmtpClient::SmtpClient(SmtpSettings settings)
    : m_settings(std::move(settings))
    , m_handle(std::make_unique<Handle>())
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    m_handle->curl = curl_easy_init();
}

SmtpClient::~SmtpClient() = default;

SmtpAnswer SmtpClient::send(const QString &from, const QString &to, const QByteArray &message)
{
    CURL *curl = m_handle->curl;
    if (!curl)
        return {SmtpAnswer::Kind::Later, 0, QStringLiteral("libcurl has no handle")};
    curl_easy_reset(curl); // keeps the connections

    const bool tls = m_settings.tls == SmtpSettings::Tls::Tls;
    const QByteArray host =
        m_settings.host.contains(u':') ? '[' + m_settings.host.toLatin1() + ']' : m_settings.host.toLatin1();
    const QByteArray url =
        QByteArray(tls ? "smtps://" : "smtp://") + host + ':' + QByteArray::number(m_settings.port) + '/' + helloName();
    const QByteArray sender = path(from);
    const QByteArray recipient = path(to);
    const QByteArray user = m_settings.user.toUtf8();
    const QByteArray password = m_settings.password.toUtf8();
    const QByteArray caFile = QFile::encodeName(m_settings.caFile);
    const std::unique_ptr<curl_slist, void (*)(curl_slist *)> recipients(
        curl_slist_append(nullptr, recipient.constData()), curl_slist_free_all);
    Source source{&message};
    QList<QByteArray> replies;

    curl_easy_setopt(curl, CURLOPT_URL, url.constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(m_settings.connectSeconds));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(m_settings.totalSeconds));
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(m_settings.totalSeconds));
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(m_settings.tls == SmtpSettings::Tls::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!caFile.isEmpty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, caFile.constData());
    if (!user.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, user.constData());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password.constData());
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.constData());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, readPart);
    curl_easy_setopt(curl, CURLOPT_READDATA, &source);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, readReply);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &replies);

    const CURLcode result = curl_easy_perform(curl);
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    SmtpAnswer answer;
    answer.code = static_cast<int>(code);
    if (result == CURLE_OK) {
        answer.kind = SmtpAnswer::Kind::Sent;
        return answer;
    }
    answer.cause = QString::fromLatin1(curl_easy_strerror(result));
    // libcurl says goodbye after a refusal; what counts is the refusal.
    const auto refusal = std::find_if(replies.crbegin(), replies.crend(), [](const QByteArray &reply) {
        return reply.startsWith('4') || reply.startsWith('5');
    });
    if (refusal != replies.crend())
        answer.cause += QStringLiteral(" (%1)").arg(codes(*refusal));
    // A 5xx to the greeting, EHLO, STARTTLS or AUTH is a fault of a configuration, which somebody will mend, and so is
    // 530 (log in first, or use TLS); only one to the mail itself is final. libcurl tells the first ones apart, but
    // calls the end of the data and the greeting the same.
    const bool dataBegun =
        std::any_of(replies.cbegin(), replies.cend(), [](const QByteArray &reply) { return reply.startsWith("354"); });
    const bool aboutMail = result == CURLE_SEND_ERROR || result == CURLE_UPLOAD_FAILED ||
                           (result == CURLE_WEIRD_SERVER_REPLY && dataBegun);
    answer.kind =
        aboutMail && code >= 500 && code < 600 && code != 530 ? SmtpAnswer::Kind::Never : SmtpAnswer::Kind::Later;
    return answer;
}

} // namespace mostrador::delivery
