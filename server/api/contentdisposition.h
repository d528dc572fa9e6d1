// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace mostrador::api {

/// Content-Disposition (RFC 6266) that makes a browser save a file under @p fileName: an ASCII stand-in for old clients
/// and, where the name needs more, the name itself in RFC 8187 encoding. Whatever the name holds, the header is safe.
QByteArray attachmentDisposition(const QString &fileName);

} // namespace mostrador::api
