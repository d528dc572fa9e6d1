// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/failure.h"
#include "api/requests.h"
#include "model/change.h"
#include "model/ids.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace mostrador::console {

/// The place of an action in the queue of one account; rises with each.
using ActionId = Id<struct ActionTag>;

/// @{ Ids that the console gives to what was created while away, until the server's receipt names the real one. Far
/// above any id of a database.
inline constexpr qint64 firstLocalId = qint64(1) << 62;
template <typename Tag>
bool isLocal(Id<Tag> id)
{
    return id.value() >= firstLocalId;
}
/// @}

/// A file that goes with an action. Its content is kept beside the action, sealed, until it is uploaded.
struct QueuedFile
{
    QString name{};
    bool internal = false;
    QByteArray content{}; ///< only when it is handed over
    qint64 size = 0;
    QByteArray key{}; ///< Idempotency-Key of the upload
    std::optional<AttachmentId> uploaded{};
};

/// One thing an employee did, from the moment it is kept until it is over. Plain value.
struct QueuedAction
{
    enum class Kind
    {
        ChangeIncident,
        AddMessage,
        UploadFile,
        CreateIncident,
        Reopen,
        CreateCustomer,
        ChangeCustomer,
    };
    enum class State
    {
        Waiting,  ///< kept, and sent as soon as that can be
        Sending,  ///< under way; after a restart: perhaps carried out
        Done,     ///< carried out, as a whole or (see conflicts) where nobody was in the way
        Conflict, ///< others changed the same fields: the employee decides by ActionQueue::decide()
        Refused,  ///< see why; kept until it is dismissed, or edited and sent again
    };
    /// Why an action is refused.
    enum class Why
    {
        None,
        Server,         ///< see problem
        OutcomeUnknown, ///< sent so long ago that the server cannot tell any more whether it took it: look, then decide
        FileLost,       ///< a file that goes with it cannot be read from the disk
        NotCreated,     ///< what it belongs to was never created
    };

    ActionId id;
    Kind kind = Kind::ChangeIncident;
    State state = State::Waiting;
    IncidentId incident; ///< may be a local one; of CreateIncident the local one
    CustomerId customer; ///< the same for CreateCustomer and ChangeCustomer
    QString label;       ///< what it is about, as the employee saw it: a reference, a subject, a name
    QJsonObject body;    ///< what is sent: merge patch, message, ...
    QJsonObject seen;    ///< Change...: the values that the employee saw in those fields
    qint64 version = 0;  ///< Change...: the version that was seen
    QByteArray key;      ///< Idempotency-Key, made with the action
    QList<QueuedFile> files;
    Timestamp createdAt;
    std::optional<Timestamp> attemptedAt; ///< first sent
    bool uncertain = false;               ///< sent, and the answer never came
    int attempts = 0;

    /// @{ Change...: what took effect so far, what stood there before, and the version it made: what undo needs.
    QJsonObject applied;
    QJsonObject before;
    qint64 doneVersion = 0;
    /// @}
    QStringList superseded;                   ///< fields that a later action of the employee set anew
    QList<requests::FieldConflict> conflicts; ///< Conflict: both sides
    qint64 conflictVersion = 0;               ///< the version in which "theirs" stood
    Why why = Why::None;                      ///< Refused
    Problem problem;                          ///< Refused by the server: its explanation
    std::optional<IncidentId> resultIncident; ///< CreateIncident, Reopen: the incident that came of it
    std::optional<MessageId> resultMessage;   ///< AddMessage
    std::optional<Timestamp> concludedAt;     ///< Done, Refused, Conflict
    std::optional<ActionId> undoes;           ///< the action this one takes back
    std::optional<ActionId> undoneBy;         ///< the other way round

    bool isChange() const { return kind == Kind::ChangeIncident || kind == Kind::ChangeCustomer; }
    /// Still on its way.
    bool isUnfinished() const { return state == State::Waiting || state == State::Sending; }

    QByteArray toBytes() const;
    static std::optional<QueuedAction> fromBytes(const QByteArray &bytes);
};

/// Fields of a merge patch, members of objects inside ("address/city", "custom_fields/colour") one by one.
namespace fields {

QStringList paths(const QJsonObject &patch);
/// Null where there is none.
QJsonValue at(const QJsonObject &object, const QString &path);
void set(QJsonObject &object, const QString &path, const QJsonValue &value);

/// @{ A thing as a patch would write it: only what can be edited; a priority that follows from impact and urgency is
/// null.
QJsonObject editable(const Incident &incident);
QJsonObject editable(const Customer &customer);
/// @}

/// The members of @p patch that differ from @p present.
QJsonObject differing(const QJsonObject &patch, const QJsonObject &present);

/// A change held against what stands there now.
struct Rebased
{
    QJsonObject send;    ///< nobody was in the way
    QJsonObject already; ///< stands there already
    QList<requests::FieldConflict> conflicts;
};
/// By values: a field is in conflict if it is neither as the employee saw it nor as the employee wants it. Tags are a
/// set: what each side added and removed is put together.
Rebased rebase(const QJsonObject &body, const QJsonObject &seen, const QJsonObject &now);

/// The steps from one status to another that an employee may take, the shortest way; empty if there is none.
QList<IncidentStatus> statusRoute(IncidentStatus from, IncidentStatus to);

/// The incident with the patch's values, for the eye; names that the patch does not bring are left empty.
Incident patched(Incident incident, const QJsonObject &patch);
Customer patched(Customer customer, const QJsonObject &patch);

} // namespace fields
} // namespace mostrador::console
