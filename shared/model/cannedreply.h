// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/change.h"

namespace mostrador {

/// A text that employees answer with again and again. In the composer `::` and the shortcut offer it.
struct CannedReply
{
    CannedReplyId id;
    QString title;
    QString shortcut;           ///< letters, digits, "-" and "_"; unique without regard to case
    QString body;               ///< Markdown with placeholders; see model/placeholders.h
    QString language;           ///< of a customer it suits; empty: any
    std::optional<TeamId> team; ///< offered to its members only
    bool archived = false;      ///< kept, not offered
    Timestamp createdAt;
    Timestamp updatedAt;
    qint64 version = 0;

    bool operator==(const CannedReply &) const = default;
};

struct NewCannedReply
{
    QString title;
    QString shortcut;
    QString body;
    QString language;
    std::optional<TeamId> team;
    bool archived = false;
};

struct CannedReplyChange
{
    Patched<QString> title;
    Patched<QString> shortcut;
    Patched<QString> body;
    Patched<QString> language;
    Patched<std::optional<TeamId>> team;
    Patched<bool> archived;
};

/// Whether a text has the form of a shortcut.
bool isShortcut(const QString &text);

} // namespace mostrador
