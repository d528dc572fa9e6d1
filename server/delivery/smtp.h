// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

namespace mostrador::delivery {

/// How mail leaves; from the settings [mail].
struct SmtpSettings
{
    enum class Tls
    {
        None,
        StartTls,
        Tls
    };
    QString host;
    int port = 25;
    Tls tls = Tls::None; ///< with StartTls a server that does not offer it is refused
    QString user;        ///< empty: no authentication
    QString password;
    QString caFile; ///< certificates to trust, in PEM; empty: those of the system
    int connectSeconds = 15;
    int totalSeconds = 60; ///< bound of one dialogue; RFC 5321 would wait longer, a retry serves better
};

/// How a dialogue ended.
struct SmtpAnswer
{
    enum class Kind
    {
        Sent,
        Later, ///< 4xx, or the server cannot be reached
        Never, ///< 5xx to the sender, the recipient or the content
    };
    Kind kind = Kind::Later;
    int code = 0;  ///< the server's last reply code; 0 if there was none
    QString cause; ///< for the log and the outbox: no address, no text of the mail
};

/// Sends mails one after the other, keeping the connection where the server allows. One thread.
class SmtpClient
{
public:
    explicit SmtpClient(SmtpSettings settings);
    ~SmtpClient();

    SmtpAnswer send(const QString &from, const QString &to, const QByteArray &message);

private:
    struct Handle;
    SmtpSettings m_settings;
    std::unique_ptr<Handle> m_handle;
};

} // namespace mostrador::delivery
