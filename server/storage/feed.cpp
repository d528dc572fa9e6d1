// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/feed.h"

#include "model/handover.h"
#include "model/savedview.h"
#include "storage/eventrow.h"
#include "storage/meta.h"
#include "storage/statement.h"

#include <QUuid>

#include <algorithm>

namespace mostrador::storage::feed {

namespace {

QString epochKey()
{
    return QStringLiteral("feed_epoch");
}

/// Events that no transaction still running can put another one before.
QString settled(Dialect dialect)
{
    return dialect == Dialect::Postgresql ? QStringLiteral("e.txid < mostrador_horizon()") : QStringLiteral("1 = 1");
}

Problem resync()
{
    Problem problem;
    problem.code = ErrorCode::ResyncRequired;
    problem.detail = QStringLiteral("The feed does not know this place any more.");
    return problem;
}

} // namespace

QString Position::toCursor() const
{
    const QString text = QStringLiteral("%1:%2:%3").arg(epoch).arg(transaction).arg(id);
    return QString::fromLatin1(
        text.toLatin1().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<Position> Position::fromCursor(const QString &cursor)
{
    Problem invalid;
    invalid.code = ErrorCode::InvalidCursor;
    invalid.detail = QStringLiteral("This is no cursor of the feed.");
    const auto decoded = QByteArray::fromBase64Encoding(cursor.toLatin1(), QByteArray::Base64UrlEncoding |
                                                                               QByteArray::OmitTrailingEquals |
                                                                               QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return invalid;
    const QStringList parts = QString::fromLatin1(*decoded).split(u':');
    if (parts.size() != 3 || parts.at(0).isEmpty() || parts.at(0).size() > 64)
        return invalid;
    for (const QChar c : parts.at(0)) {
        if (c.unicode() <= 0x20 || c.unicode() > 0x7e)
            return invalid;
    }
    bool transactionOk = false;
    bool idOk = false;
    const Position position{parts.at(0), parts.at(1).toLongLong(&transactionOk), parts.at(2).toLongLong(&idOk)};
    if (!transactionOk || !idOk || position.transaction < 0 || position.id < 0)
        return invalid;
    return position;
}

Result<QString> epoch(Database &database)
{
    const auto value = meta::get(database, epochKey());
    if (!value)
        return value.error();
    if (!*value)
        return Problem::internal(QStringLiteral("the feed has no epoch: the database is not migrated"));
    return **value;
}

Result<Position> end(Database &database)
{
    const auto present = epoch(database);
    if (!present)
        return present.error();
    Statement s(database,
                QStringLiteral("select e.txid, e.id from events e where %1 order by e.txid desc, e.id desc limit 1")
                    .arg(settled(database.dialect())));
    const auto last = readOne<Position>(s, [&](Statement &row) {
        return Position{*present, row.number(0), row.number(1)};
    });
    if (!last)
        return last.error();
    database.awaitDurable();
    return last->value_or(Position{*present, 0, 0});
}

Result<Batch> read(Database &database, const Position &after, int limit)
{
    {
        Statement s(database, QStringLiteral("select value, (select count(*) from events where id = ? and txid = ?) "
                                             "from meta where name = ?"));
        s.bind(after.id).bind(after.transaction).bind(epochKey());
        const bool atStart = after.transaction == 0 && after.id == 0;
        const auto known = readOne<bool>(
            s, [&](Statement &row) { return row.text(0) == after.epoch && (atStart || row.number(1) == 1); });
        if (!known)
            return known.error();
        if (!known->value_or(false))
            return resync();
    }
    Statement s(database, QStringLiteral("select e.txid, i.customer_id, i.assignee_id, i.team_id, t.restricted, %1 "
                                         "from events e left join incidents i on i.id = e.incident_id "
                                         "left join teams t on t.id = i.team_id "
                                         "where (e.txid, e.id) > (?, ?) and %2 order by e.txid, e.id limit %3")
                              .arg(eventColumns(), settled(database.dialect()))
                              .arg(std::max(1, limit)));
    s.bind(after.transaction).bind(after.id);
    const auto rows = readAll<Row>(s, [&](Statement &r) {
        Row row;
        row.event = readEvent(r, 5);
        row.position = Position{after.epoch, r.number(0), row.event.id.value()};
        if (row.event.incident) {
            row.standing = IncidentStanding{r.id<CustomerId>(1), r.optionalId<EmployeeId>(2), r.optionalId<TeamId>(3),
                                            r.boolean(4)};
        }
        return row;
    });
    if (!rows)
        return rows.error();
    // A cursor behind what a power cut could still take back would skip what comes in its place.
    if (!rows->isEmpty())
        database.awaitDurable();
    return Batch{*rows, rows->size() >= limit};
}

bool seesView(const Actor &actor, const QJsonObject &values)
{
    const QJsonObject audience = values.value(QLatin1String("audience")).toObject();
    const auto scope = viewScopeFromString(audience.value(QLatin1String("scope")).toString());
    if (!scope)
        return false;
    const ViewStanding standing{*scope, EmployeeId::fromString(audience.value(QLatin1String("owner_id")).toString()),
                                TeamId::fromString(audience.value(QLatin1String("team_id")).toString())};
    const auto relation = relationTo(actor, standing);
    return relation && isAllowed(actor.principal, Action::ViewRead, *relation);
}

Relation relationToHandover(const Actor &actor, const QJsonObject &values)
{
    const auto text = [&](const char *member) { return values.value(QLatin1String(member)).toString(); };
    return relationTo(actor, HandoverStanding{EmployeeId::fromString(text("from_employee_id")).value_or(EmployeeId()),
                                              EmployeeId::fromString(text("to_employee_id")),
                                              TeamId::fromString(text("to_team_id"))});
}

bool isVisible(const Row &row, const Actor &actor)
{
    const Principal principal = actor.principal;
    const Event &event = row.event;
    if (row.standing) {
        const Relation relation = relationTo(actor, *row.standing);
        if (!isAllowed(principal, Action::IncidentRead, relation))
            return false;
        // Whoever is mentioned is told; for the others the note is enough.
        if (event.kind == EventKind::Mentioned &&
            EmployeeId::fromString(event.after.value(QLatin1String("employee_id")).toString()) != actor.employee)
            return false;
        const bool note =
            event.kind == EventKind::NoteAdded || event.kind == EventKind::Mentioned ||
            (event.kind == EventKind::AttachmentAdded && event.after.value(QLatin1String("internal")).toBool());
        return !note || isAllowed(principal, Action::NoteRead, relation);
    }
    Action action = Action::IncidentRead;
    Relation relation = Relation::Other;
    if (event.subjectKind == QLatin1String("customer")) {
        action = Action::CustomerRead;
        if (actor.customer && actor.customer->value() == event.subjectId)
            relation = Relation::Own;
    } else if (event.subjectKind == QLatin1String("employee")) {
        action = Action::EmployeeRead;
        if (actor.employee && actor.employee->value() == event.subjectId)
            relation = Relation::Own;
    } else if (event.subjectKind == QLatin1String("team")) {
        action = Action::TeamRead;
    } else if (event.subjectKind == QLatin1String("product")) {
        action = Action::ProductRead;
    } else if (event.subjectKind == QLatin1String("view")) {
        return seesView(actor, event.before) || seesView(actor, event.after);
    } else if (event.subjectKind == QLatin1String("canned_reply")) {
        action = Action::CannedReplyRead;
    } else if (event.subjectKind == QLatin1String("tag")) {
        action = Action::TagRead;
    } else if (event.subjectKind == QLatin1String("custom_field")) {
        action = Action::CustomFieldRead;
    } else if (event.subjectKind == QLatin1String("draft")) {
        // Nobody but its author hears of it.
        if (!actor.employee || event.after.value(QLatin1String("employee_id")).toString() != actor.employee->toString())
            return false;
        action = Action::DraftManage;
    } else if (event.subjectKind == QLatin1String("handover")) {
        // Whoever may read all of them is not told of those of others.
        action = Action::HandoverRead;
        relation = relationToHandover(actor, event.after);
        if (relation == Relation::Other)
            return false;
    } else if (event.subjectKind == QLatin1String("priority_table")) {
        action = Action::SettingsRead;
    } else {
        return false;
    }
    return isAllowed(principal, action, relation);
}

Result<bool> adoptEpoch(Database &database)
{
    const auto present = meta::get(database, epochKey());
    if (!present)
        return present.error();
    bool fresh = !present->has_value();
    if (database.isPostgresql()) {
        // Nobody writes an event while the clock is looked at and set.
        if (const Outcome locked = database.execute(QStringLiteral("lock table events in exclusive mode")); !locked)
            return locked.error();
        Statement s(database, QStringLiteral("select coalesce((select max(txid) from events), 0), mostrador_txid(), "
                                             "pg_current_xact_id()::text::bigint"));
        struct Clock
        {
            qint64 newest = 0;
            qint64 now = 0;
            qint64 raw = 0;
        };
        const auto clock = readOne<Clock>(s, [](Statement &row) {
            return Clock{row.number(0), row.number(1), row.number(2)};
        });
        if (!clock)
            return clock.error();
        if (clock->value().newest >= clock->value().now) {
            fresh = true;
            const qint64 offset = clock->value().newest + 1 - clock->value().raw;
            for (const QString &sql :
                 {QStringLiteral(
                      "create or replace function mostrador_txid() returns bigint language sql volatile as $$ "
                      "select pg_current_xact_id()::text::bigint + (%1) $$"),
                  QStringLiteral(
                      "create or replace function mostrador_horizon() returns bigint language sql stable as $$ "
                      "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (%1) $$")}) {
                if (const Outcome lifted = database.execute(sql.arg(offset)); !lifted)
                    return lifted.error();
            }
        }
    }
    if (!fresh)
        return false;
    if (const Outcome set = meta::set(database, epochKey(), QUuid::createUuid().toString(QUuid::Id128)); !set)
        return set.error();
    return true;
}

} // namespace mostrador::storage::feed
