// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/handover.h"
#include "support/result.h"

#include <QJsonObject>

/// JSON of hand-overs; the rules of codecs.h.
namespace mostrador::codec {

QJsonObject toJson(const HandoverHead &head);
QJsonObject toJson(const Handover &handover);
QJsonObject toJson(const NewHandover &handover);
QJsonObject toJson(const HandoverPreview &preview);
Result<HandoverHead> handoverHeadFromJson(const QJsonObject &json);
Result<Handover> handoverFromJson(const QJsonObject &json);
Result<NewHandover> newHandoverFromJson(const QJsonObject &json);
Result<HandoverPreview> handoverPreviewFromJson(const QJsonObject &json);

} // namespace mostrador::codec
