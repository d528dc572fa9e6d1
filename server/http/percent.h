// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace mostrador::http {

/// Text from bytes that must be UTF-8 without U+0000; nothing if they are not.
std::optional<QString> strictUtf8(QByteArrayView bytes);

/// Undoes percent-encoding (RFC 3986 section 2.1) into strict UTF-8. Nothing for a broken escape, invalid UTF-8 or
/// U+0000.
/// @p plusIsSpace: as in forms and queries (application/x-www-form-urlencoded).
std::optional<QString> percentDecoded(QByteArrayView encoded, bool plusIsSpace);

} // namespace mostrador::http
