// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/formdata.h"

namespace mostrador::http {

/// Of a form of either kind.
inline constexpr qsizetype maxFormFields = 200;

/// The refusal of a form that cannot be read; @p detail says why, in English.
Problem badForm(const QString &detail);

/// Reads multipart/form-data (RFC 7578) by means of GMime; @p contentType is the whole header field, for the boundary.
/// Limits as in readForm().
Result<Form> readMultipart(const QByteArray &contentType, const QByteArray &body);

} // namespace mostrador::http
