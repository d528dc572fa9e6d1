// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/draft.h"
#include "support/result.h"

#include <QJsonObject>

/// JSON of drafts; the rules of codecs.h.
namespace mostrador::codec {

/// "reply" or "note", in JSON and in paths.
QString draftKind(bool internal);
std::optional<bool> internalFromDraftKind(const QString &kind);

QJsonObject toJson(const SavedDraft &draft);
QJsonObject toJson(const DraftText &text);
Result<SavedDraft> savedDraftFromJson(const QJsonObject &json);
Result<DraftText> draftTextFromJson(const QJsonObject &json);

} // namespace mostrador::codec
