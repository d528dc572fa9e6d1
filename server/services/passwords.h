// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"

#include <QString>
#include <QStringList>

#include <optional>

/// What makes a password acceptable, after NIST SP 800-63B (sections 5.1.1.2 and 5.2.2): long enough, not one of the
/// common ones, not the account's own words; no rule about kinds of characters and no expiry.
namespace mostrador::services::passwords {

/// The fault of @p password at @p pointer, or nothing. @p ownWords: the account's e-mail, name and the company, which
/// must not be the password or nearly all of it.
std::optional<FieldError> check(const QString &password, const QString &pointer, const QStringList &ownWords);

/// True if the password is a common one, a run along the keyboard, digits in order, or a short piece repeated.
bool isCommon(const QString &password);

} // namespace mostrador::services::passwords
