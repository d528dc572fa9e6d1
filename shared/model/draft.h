// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"

namespace mostrador {

using DraftId = Id<struct DraftTag>;

/// A text that an employee has begun to write on an incident, as the server keeps it for their other computers: one
/// reply and one note for each incident.
struct SavedDraft
{
    DraftId id;
    IncidentId incident;
    QString incidentReference;            ///< filled by reads; empty where the incident can no longer be seen
    QString incidentSubject;              ///< the same
    bool internal = false;                ///< a note
    QString body;                         ///< Markdown
    QList<AttachmentId> attachments;      ///< uploaded before
    std::optional<IncidentStatus> status; ///< to be set with the message
    std::optional<MessageId> basedOn;     ///< the last message its author had seen
    Timestamp updatedAt;
    qint64 version = 0; ///< rises with each change, also when a draft follows one that has ended; the ETag

    bool operator==(const SavedDraft &) const = default;
};

/// What its author puts in its place.
struct DraftText
{
    QString body;
    QList<AttachmentId> attachments;
    std::optional<IncidentStatus> status;
    std::optional<MessageId> basedOn;
};

} // namespace mostrador
