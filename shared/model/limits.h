// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// Field limits, in Unicode code points unless said otherwise. The server enforces them, forms and the console show
/// them.
namespace mostrador::limits {

inline constexpr int givenName = 100;
inline constexpr int familyName = 100;
inline constexpr int personName = 200;
inline constexpr int email = 254; ///< RFC 5321: 256 octets with the angle brackets
inline constexpr int phone = 32;
inline constexpr int street = 300;
inline constexpr int postalCode = 20;
inline constexpr int city = 100;
inline constexpr int region = 100;
inline constexpr int password = 1024;
inline constexpr int passwordMin =
    12; ///< NIST SP 800-63B asks for at least 8; 15 without a second factor is its advice
inline constexpr int teamName = 100;
inline constexpr int teamDescription = 1000;
inline constexpr int sku = 64;
inline constexpr int productName = 200;
inline constexpr int productCategory = 100;
inline constexpr int subject = 200;
inline constexpr int messageBody = 100'000;
inline constexpr int orderNumber = 64;
inline constexpr int serialNumber = 64;
inline constexpr int externalReference = 128;
inline constexpr int tag = 50;
inline constexpr int tags = 30;         ///< tags of one incident
inline constexpr int customFields = 50; ///< members of the object
inline constexpr int customFieldText = 2000;
inline constexpr int viewName = 100;
inline constexpr int viewColumns = 50;
inline constexpr int viewColumn = 64;
inline constexpr int cannedReplyTitle = 100;
inline constexpr int cannedReplyShortcut = 32;
inline constexpr int cannedReplyBody = 20'000;
inline constexpr int tagDescription = 500;
inline constexpr int customFieldKey = 64;
inline constexpr int customFieldLabel = 100;
inline constexpr int customFieldHelp = 500;
inline constexpr int customFieldChoices = 200;
inline constexpr int customFieldChoice = 200; ///< a choice's value
inline constexpr int customFieldConditions = 50;
inline constexpr int customFieldDefinitions = 200;
inline constexpr qint64 position = 1'000'000; ///< of what people put in order
inline constexpr int fileName = 200;
inline constexpr int query = 1000;    ///< a search query
inline constexpr int queryTerms = 64; ///< conditions in one query
inline constexpr int queryDepth = 16; ///< parentheses and negations inside one another
inline constexpr int idempotencyKey = 200;
inline constexpr int pageDefault = 50; ///< rows of a list answer
inline constexpr int pageMax = 200;
inline constexpr int placesStep = 100;     ///< rows from one place to the next
inline constexpr int placesRows = 100'000; ///< walked through for one answer
inline constexpr int jsonDepth = 32;
inline constexpr qint64 jsonBytes = 1024LL * 1024;
inline constexpr qint64 attachmentBytes = 25LL * 1024 * 1024; ///< default of the setting attachments.max_bytes
inline constexpr int attachmentsPerMessage = 10;
inline constexpr int handoverIncidents = 200;
inline constexpr int handoverDrafts = 50;
inline constexpr int handoverReferences = 300; ///< incidents that its note names and that are looked at
inline constexpr int handoverDays = 31;        ///< how long ago a shift may have begun
inline constexpr int handoverDueHours = 168;
inline constexpr int mentions = 50; ///< colleagues mentioned in one note
/// The longest a message can be held before it goes out, in seconds.
inline constexpr int messageHoldSeconds = 120;
inline constexpr int attachmentChunkBytes = 256 * 1024;

} // namespace mostrador::limits
