// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>

namespace mostrador::server {

/// Why something of an import does not work, for the operator. A type of its own, so that no text that was read is
/// taken for a failure.
struct Reason
{
    explicit Reason(QString why)
        : text(std::move(why))
    {}
    QString text;
};

} // namespace mostrador::server
