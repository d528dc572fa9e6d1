-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

create table saved_views (
    id {id},
    name text not null,
    name_folded {fold} not null,
    -- 0 personal, 1 of a team, 2 for everyone.
    scope smallint not null,
    owner_id bigint references employees (id),
    team_id bigint references teams (id),
    -- Within what the name is unique: "employee 7", "team 3", "everyone".
    scope_key {fold} not null,
    query text not null,
    sort text not null,
    columns text not null,
    position bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint saved_views_name_unique unique (scope_key, name_folded)
);
create index saved_views_owner on saved_views (owner_id) where owner_id is not null;
create index saved_views_team on saved_views (team_id) where team_id is not null;

create table canned_replies (
    id {id},
    title text not null,
    title_sort {fold} not null,
    shortcut text not null,
    shortcut_folded {fold} not null,
    body text not null,
    -- Title, shortcut and body folded.
    search_text {fold} not null,
    -- Empty: any.
    language text not null,
    team_id bigint references teams (id),
    archived smallint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint canned_replies_shortcut_unique unique (shortcut_folded)
);
create index canned_replies_title on canned_replies (title_sort, id);
create index canned_replies_team on canned_replies (team_id) where team_id is not null;

-- Each tag that an incident carries, described or not; see storage/tags.h.
create table tags (
    id {id},
    name {fold} not null,
    name_search {fold} not null,
    description text not null,
    colour text not null,
    archived smallint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint tags_name_unique unique (name)
);
create index tags_search on tags (name_search, id);

-- Tags that become others: incidents that carry the first are given the second, some at a time.
create table tag_moves (
    id {id},
    from_name {fold} not null,
    into_name {fold} not null,
    actor_kind text not null,
    actor_id bigint,
    actor_name text not null,
    moved bigint not null,
    created_at bigint not null,
    constraint tag_moves_from_unique unique (from_name)
);
create index tag_moves_into on tag_moves (into_name);

create table custom_fields (
    id {id},
    field_key {fold} not null,
    position bigint not null,
    archived smallint not null,
    -- JSON as the API shows it.
    definition text not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint custom_fields_key_unique unique (field_key)
);
