// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/mail.h"
#include "storage/outbox.h"
#include "support/result.h"

namespace mostrador::delivery {

/// Reads what an entry "mail.*" tells of and writes the mail, in the incident's language. Sender and date are left to
/// the caller. NotFound if there is nobody to write to any more.
class CustomerMail
{
public:
    CustomerMail();
    ~CustomerMail();

    Result<Mail> compose(storage::Database &database, const storage::outbox::Entry &entry) const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace mostrador::delivery
