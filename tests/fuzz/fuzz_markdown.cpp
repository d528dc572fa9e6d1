// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages as HTML in pages and mails: harmless whatever was written.
#include "htmlcheck.h"
#include "services/markdown.h"
#include "target.h"

namespace mostrador::fuzz::markdown {

MOSTRADOR_FUZZ_TARGET(markdown)
{
    checkHtml(services::markdownToHtml(QString::fromUtf8(input)));
}

} // namespace mostrador::fuzz::markdown
