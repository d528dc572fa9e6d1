// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/formdata.h"
#include "http/request.h"
#include "portal/templates.h"

#include <QByteArray>

namespace mostrador::portal {

/// What makes a form ours and sent once: a random key, which is also the request's idempotency key, and a token over
/// key, purpose and the visitor's cookie under the server's secret key (signed double submit). Another site can neither
/// read the cookie nor make the token.
class FormSeal
{
public:
    /// A seal with a new key. @p purpose tells which form on which page, so that a seal of one does not open another.
    static FormSeal make(const http::Request &request, const QByteArray &purpose);
    /// The seal of the form just sent, for showing it again: a second try is the same try.
    static FormSeal again(const http::Request &request, const QByteArray &purpose, const QByteArray &key);

    enum class Verdict
    {
        Good,
        Stale,   ///< cookie or token are missing or do not fit: an old page, or cookies are refused
        Foreign, ///< the browser says that another site sent it
    };
    static Verdict check(const http::Request &request, const http::Form &form, const QByteArray &purpose);
    /// The key of a form, whether it is good or not.
    static QByteArray keyOf(const http::Form &form);
    /// A hash of what the form says, without the seal itself: tells a second try from another content.
    static QByteArray contentHash(const http::Request &request, const http::Form &form);

    const QByteArray &key() const { return m_key; }
    Data toData() const;
    /// The Set-Cookie header the answer needs; empty if the visitor has the cookie.
    const QByteArray &setCookie() const { return m_setCookie; }

private:
    QByteArray m_key;
    QByteArray m_token;
    QByteArray m_setCookie;
};

} // namespace mostrador::portal
