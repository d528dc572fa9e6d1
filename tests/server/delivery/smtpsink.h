// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsedmail.h"

#include <QProcess>
#include <QTemporaryDir>

namespace mostrador::test {

/// Postfix' smtp-sink on a free port of this machine, which keeps each mail in a file.
class SmtpSink
{
public:
    static bool isInstalled();
    SmtpSink();
    ~SmtpSink();

    /// @p options such as {"-f", "rcpt"}: which commands to refuse.
    bool start(const QStringList &options = {});
    void stop();
    quint16 port() const { return m_port; }
    QList<ParsedMail> mails() const; ///< in the order they came
    qsizetype count() const;

private:
    QStringList files() const;
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace mostrador::test
