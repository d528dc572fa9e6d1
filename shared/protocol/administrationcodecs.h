// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/cannedreply.h"
#include "model/customfield.h"
#include "model/savedview.h"
#include "model/tag.h"
#include "protocol/problem.h"
#include "support/result.h"

#include <QJsonObject>

/// JSON of what leads and administrators put in order: views, canned replies, tags, custom fields, priorities. The
/// rules of codecs.h, which includes this.
namespace mostrador::codec {

QJsonObject toJson(const SavedView &view);
QJsonObject toJson(const NewView &view);
QJsonObject toJson(const ViewChange &change);
Result<SavedView> viewFromJson(const QJsonObject &json);
Result<NewView> newViewFromJson(const QJsonObject &json);
Result<ViewChange> viewChangeFromJson(const QJsonObject &json);

QJsonObject toJson(const CannedReply &reply);
QJsonObject toJson(const NewCannedReply &reply);
QJsonObject toJson(const CannedReplyChange &change);
Result<CannedReply> cannedReplyFromJson(const QJsonObject &json);
Result<NewCannedReply> newCannedReplyFromJson(const QJsonObject &json);
Result<CannedReplyChange> cannedReplyChangeFromJson(const QJsonObject &json);

QJsonObject toJson(const Tag &tag);
QJsonObject toJson(const NewTag &tag);
QJsonObject toJson(const TagChange &change);
Result<Tag> tagFromJson(const QJsonObject &json);
Result<NewTag> newTagFromJson(const QJsonObject &json);
Result<TagChange> tagChangeFromJson(const QJsonObject &json);

QJsonObject toJson(const CustomField &field);
QJsonObject toJson(const NewCustomField &field);
QJsonObject toJson(const CustomFieldChange &change);
Result<CustomField> customFieldFromJson(const QJsonObject &json);
Result<NewCustomField> newCustomFieldFromJson(const QJsonObject &json);
/// Members of label and help are merged: those that are not named stay, empty ones go.
Result<CustomFieldChange> customFieldChangeFromJson(const QJsonObject &json);

/// {"low": {"low": "low", ...}, ...}: impact, urgency, priority.
QJsonObject toJson(const PriorityTable &table);
QJsonObject toJson(const PrioritySetting &setting);
Result<PrioritySetting> prioritySettingFromJson(const QJsonObject &json);
/// What PUT takes: {"priorities": {...}} with each cell.
Result<PriorityTable> priorityTableFromJson(const QJsonObject &json);

} // namespace mostrador::codec
