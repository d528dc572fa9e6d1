// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"
#include "support/result.h"

#include <QString>

namespace mostrador::console {

/// Why a request to the server brought no answer that can be used. Plain value.
struct Failure
{
    enum class Kind
    {
        Offline,         ///< no connection, a time-out, or a proxy that finds no server behind it; worth trying again
        Untrusted,       ///< the server's TLS certificate is not to be trusted
        Unauthenticated, ///< the token is unknown or has ended: log in again
        Refused,         ///< the server answered with a problem; see @c problem
        Unreadable,      ///< an answer that is none of Mostrador's: another program or another version answers there
        Local,           ///< a file on this machine cannot be read or written
    };

    Kind kind = Kind::Offline;
    Problem problem;   ///< for Refused and Unauthenticated as the server sent it; otherwise empty
    QString detail;    ///< for the technical details of a dialog and the log: untranslated, nothing secret
    QString requestId; ///< the server's number of the request, for asking the administrator; may be empty

    bool is(ErrorCode code) const { return kind == Kind::Refused && problem.code == code; }
};

/// What a request gives in the end.
template <typename T>
using Answer = Result<T, Failure>;

} // namespace mostrador::console
