// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/handover.h"
#include "models/modelcontext.h"

namespace mostrador::console {

/// What might be handed over, as a note in Markdown that is read from top to bottom: each incident once, where it
/// matters most.
QString handoverNote(const HandoverPreview &preview, const ModelContext &context);
/// The incidents of a preview in the order of its note, each once.
QList<HandoverIncident> handoverIncidents(const HandoverPreview &preview);
/// One line: reference, subject, status, when it is due.
QString describeIncident(const HandoverIncident &incident, const Words &words);
/// "Draft of a reply" or "Draft of a note".
QString draftTitle(bool internal);
/// The references of incidents in a text: where each stands, and whose it is.
struct ReferenceInText
{
    qsizetype start = 0;
    qsizetype length = 0;
    IncidentId incident;
};
QList<ReferenceInText> referencesIn(const QString &text);

} // namespace mostrador::console
