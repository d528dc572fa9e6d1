// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "support/words.h"

#include <QString>

namespace mostrador::delivery {

/// What a mail to a customer tells of.
struct MailSubject
{
    Incident incident;
    QString greetingName; ///< given name; empty: greets without one
    QString trackingUrl;
    QString company;
    int reopenDays = 14;
    QString replyMarkdown; ///< empty: none
    int files = 0;         ///< files that came with the reply
};

/// The texts of one mail in one language.
struct MailTexts
{
    QString subject;
    QString text;
    QString html;
};

/// "We have received your request". Holds nothing a sender wrote: anybody can fill in the form with another's address,
/// and must not make us the carrier of their words.
MailTexts receiptTexts(const MailSubject &subject, const Words &words);
/// An employee's public reply.
MailTexts replyTexts(const MailSubject &subject, const Words &words);
/// Resolved, with the reply it came with if there is one, and how to open it again.
MailTexts resolvedTexts(const MailSubject &subject, const Words &words);

} // namespace mostrador::delivery
