// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/codecs.h"
#include "protocol/members.h"

namespace mostrador::codec {

using namespace members;

namespace {

constexpr JsonReader::TextRule queryRule{.max = limits::query, .trim = false};
constexpr JsonReader::TextRule sortRule{.max = 64};
constexpr JsonReader::TextRule columnRule{.max = limits::viewColumn, .required = true};

/// A member of a patch that null does not clear.
void refuseNull(JsonReader &in, const QString &name, const char *expected)
{
    if (in.isNull(name)) {
        in.accept(name);
        in.fault(name, FieldErrorCode::WrongType, {{QStringLiteral("expected"), QString::fromLatin1(expected)}});
    }
}

} // namespace

QJsonObject toJson(const SavedView &view)
{
    return {{QStringLiteral("id"), value(view.id)},
            {QStringLiteral("name"), view.name},
            {QStringLiteral("scope"), toString(view.scope)},
            {QStringLiteral("owner_id"), value(view.owner)},
            {QStringLiteral("team_id"), value(view.team)},
            {QStringLiteral("query"), view.query},
            {QStringLiteral("sort"), view.sort},
            {QStringLiteral("columns"), QJsonArray::fromStringList(view.columns)},
            {QStringLiteral("position"), view.position},
            {QStringLiteral("created_at"), value(view.createdAt)},
            {QStringLiteral("updated_at"), value(view.updatedAt)},
            {QStringLiteral("version"), view.version}};
}

Result<SavedView> viewFromJson(const QJsonObject &json)
{
    SavedView view;
    JsonReader in(json);
    in.tolerateUnknown();
    constexpr qint64 many = std::numeric_limits<qint64>::max();
    requiredId(in, QStringLiteral("id"), view.id);
    in.text(QStringLiteral("name"), view.name, stored);
    in.enumeration(QStringLiteral("scope"), view.scope, viewScopeFromString, viewScopeNames(), true);
    in.id(QStringLiteral("owner_id"), view.owner);
    in.id(QStringLiteral("team_id"), view.team);
    in.text(QStringLiteral("query"), view.query, stored);
    in.text(QStringLiteral("sort"), view.sort, stored);
    in.textList(QStringLiteral("columns"), view.columns, stored, 10'000);
    in.integer(QStringLiteral("position"), view.position, 0, many, true);
    requiredTimestamp(in, QStringLiteral("created_at"), view.createdAt);
    requiredTimestamp(in, QStringLiteral("updated_at"), view.updatedAt);
    in.integer(QStringLiteral("version"), view.version, 0, many, true);
    if (auto problem = in.finish())
        return *problem;
    return view;
}

QJsonObject toJson(const NewView &view)
{
    QJsonObject json{{QStringLiteral("name"), view.name},
                     {QStringLiteral("scope"), toString(view.scope)},
                     {QStringLiteral("query"), view.query},
                     {QStringLiteral("sort"), view.sort},
                     {QStringLiteral("columns"), QJsonArray::fromStringList(view.columns)}};
    if (view.team)
        json.insert(QStringLiteral("team_id"), value(*view.team));
    if (view.position)
        json.insert(QStringLiteral("position"), *view.position);
    return json;
}

Result<NewView> newViewFromJson(const QJsonObject &json)
{
    NewView view;
    JsonReader in(json);
    in.text(QStringLiteral("name"), view.name, {.max = limits::viewName, .required = true});
    in.enumeration(QStringLiteral("scope"), view.scope, viewScopeFromString, viewScopeNames());
    in.id(QStringLiteral("team_id"), view.team);
    clearableText(in, QStringLiteral("query"), view.query, queryRule);
    clearableText(in, QStringLiteral("sort"), view.sort, sortRule);
    in.textList(QStringLiteral("columns"), view.columns, columnRule, limits::viewColumns);
    qint64 position = 0;
    if (in.integer(QStringLiteral("position"), position, 0, limits::position))
        view.position = position;
    if (auto problem = in.finish())
        return *problem;
    return view;
}

QJsonObject toJson(const ViewChange &change)
{
    QJsonObject json;
    if (change.name)
        json.insert(QStringLiteral("name"), *change.name);
    if (change.scope)
        json.insert(QStringLiteral("scope"), toString(*change.scope));
    if (change.team)
        json.insert(QStringLiteral("team_id"), value(*change.team));
    if (change.query)
        json.insert(QStringLiteral("query"), *change.query);
    if (change.sort)
        json.insert(QStringLiteral("sort"), *change.sort);
    if (change.columns)
        json.insert(QStringLiteral("columns"), QJsonArray::fromStringList(*change.columns));
    if (change.position)
        json.insert(QStringLiteral("position"), *change.position);
    return json;
}

Result<ViewChange> viewChangeFromJson(const QJsonObject &json)
{
    ViewChange change;
    JsonReader in(json);
    patchText(in, QStringLiteral("name"), change.name, {.max = limits::viewName});
    optionalEnum(in, QStringLiteral("scope"), change.scope, viewScopeFromString, viewScopeNames());
    patchId(in, QStringLiteral("team_id"), change.team);
    patchClearable(in, QStringLiteral("query"), change.query, queryRule);
    patchClearable(in, QStringLiteral("sort"), change.sort, sortRule);
    QStringList columns;
    if (in.textList(QStringLiteral("columns"), columns, columnRule, limits::viewColumns) ||
        in.isNull(QStringLiteral("columns")))
        change.columns = columns;
    refuseNull(in, QStringLiteral("position"), "integer");
    qint64 position = 0;
    if (in.integer(QStringLiteral("position"), position, 0, limits::position))
        change.position = position;
    if (auto problem = in.finish())
        return *problem;
    return change;
}

} // namespace mostrador::codec
