-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- {id}, {fold} and {blob} are what the dialects spell differently: a primary key that numbers itself, a text compared
-- byte by byte, and binary data. Times are milliseconds since 1970 in UTC, truth values 0 and 1. Unique constraints are
-- named "..._unique": the program tells from the name which field is taken.

create table meta (
    name text primary key,
    value text not null
);

create table teams (
    id {id},
    name text not null,
    name_folded {fold} not null,
    name_search {fold} not null,
    description text not null,
    restricted smallint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint teams_name_unique unique (name_folded)
);

create table employees (
    id {id},
    email text not null,
    -- Null once removed: the address is free again.
    email_folded {fold},
    name text not null,
    name_search {fold} not null,
    role text not null,
    locale text not null,
    active smallint not null,
    password_hash text not null,
    created_at bigint not null,
    updated_at bigint not null,
    removed_at bigint,
    version bigint not null,
    constraint employees_email_unique unique (email_folded)
);

create table employee_teams (
    employee_id bigint not null references employees (id),
    team_id bigint not null references teams (id),
    primary key (employee_id, team_id)
);
create index employee_teams_team on employee_teams (team_id);

create table customers (
    id {id},
    given_name text not null,
    family_name text not null,
    -- Folded for search and order; name_search has a blank before each word.
    given_sort {fold} not null,
    family_sort {fold} not null,
    name_search {fold} not null,
    email text not null,
    -- Null once removed.
    email_folded {fold},
    birth_date text,
    street text not null,
    postal_code text not null,
    city text not null,
    region text not null,
    country text not null,
    phone text not null,
    locale text not null,
    created_at bigint not null,
    updated_at bigint not null,
    removed_at bigint,
    version bigint not null,
    constraint customers_email_unique unique (email_folded)
);
create index customers_name on customers (family_sort, given_sort, id) where removed_at is null;
create index customers_created on customers (created_at, id) where removed_at is null;

create table products (
    id {id},
    sku text not null,
    sku_folded {fold} not null,
    name text not null,
    name_search {fold} not null,
    category text not null,
    active smallint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    constraint products_sku_unique unique (sku_folded)
);
create index products_name on products (name_search, id);

create table incidents (
    id {id},
    subject text not null,
    status text not null,
    impact smallint not null,
    urgency smallint not null,
    priority smallint not null,
    priority_by_hand smallint not null,
    customer_id bigint not null references customers (id),
    product_id bigint references products (id),
    team_id bigint references teams (id),
    assignee_id bigint references employees (id),
    channel text not null,
    language text not null,
    tags text not null,
    custom_fields text not null,
    order_number text not null,
    order_folded {fold} not null,
    serial_number text not null,
    serial_folded {fold} not null,
    external_reference {fold} not null,
    follow_up_of bigint references incidents (id),
    merged_into bigint references incidents (id),
    due_at bigint,
    first_response_at bigint,
    resolved_at bigint,
    closed_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    message_count bigint not null
);
-- One per sort key for everything, and one for what is still worked on: the default view.
create index incidents_created on incidents (created_at, id);
create index incidents_updated on incidents (updated_at, id);
create index incidents_priority on incidents (priority, id);
create index incidents_due on incidents (coalesce(due_at, 9223372036854775807), id);
create index incidents_status on incidents ((case status when 'new' then 0 when 'open' then 1 when 'waiting_customer' then 2 when 'waiting_third_party' then 3 when 'resolved' then 4 when 'closed' then 5 when 'cancelled' then 6 else 7 end), id);
create index incidents_active_created on incidents (created_at, id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_updated on incidents (updated_at, id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_priority on incidents (priority, id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_due on incidents (coalesce(due_at, 9223372036854775807), id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_reference on incidents (id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_assignee on incidents (assignee_id, created_at, id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_active_team on incidents (team_id, created_at, id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
create index incidents_assignee on incidents (assignee_id, created_at, id) where assignee_id is not null;
create index incidents_team on incidents (team_id, created_at, id) where team_id is not null;
create index incidents_customer on incidents (customer_id, created_at, id);
create index incidents_product on incidents (product_id, created_at, id) where product_id is not null;
create index incidents_order on incidents (order_folded) where order_folded <> '';
create index incidents_serial on incidents (serial_folded) where serial_folded <> '';
create unique index incidents_external_reference_unique on incidents (external_reference) where external_reference <> '';
create index incidents_follow_up on incidents (follow_up_of) where follow_up_of is not null;
create index incidents_merged on incidents (merged_into) where merged_into is not null;
create index incidents_resolved on incidents (resolved_at) where status = 'resolved';

create table incident_tags (
    tag {fold} not null,
    incident_id bigint not null references incidents (id),
    primary key (tag, incident_id)
);
create index incident_tags_incident on incident_tags (incident_id);

create table messages (
    id {id},
    incident_id bigint not null references incidents (id),
    author_kind text not null,
    author_id bigint,
    internal smallint not null,
    body text not null,
    created_at bigint not null
);
create index messages_incident on messages (incident_id, id);
create index messages_notes on messages (incident_id) where internal = 1;

create table events (
    id {id},
    -- PostgreSQL: the transaction that wrote it (step 2 sets the default); orders the feed.
    txid bigint not null default 0,
    kind text not null,
    actor_kind text not null,
    actor_id bigint,
    actor_name text not null,
    incident_id bigint references incidents (id),
    subject_kind text not null,
    subject_id bigint not null,
    version bigint not null,
    old_values text not null,
    new_values text not null,
    at bigint not null
);
create index events_feed on events (txid, id);
create index events_incident on events (incident_id, id) where incident_id is not null;
create index events_subject on events (subject_kind, subject_id, version);

create table blobs (
    sha256 {fold} primary key,
    size bigint not null,
    created_at bigint not null
);

create table blob_chunks (
    sha256 {fold} not null references blobs (sha256) on delete cascade,
    seq bigint not null,
    data {blob} not null,
    primary key (sha256, seq)
);

create table attachments (
    id {id},
    incident_id bigint references incidents (id),
    message_id bigint references messages (id),
    file_name text not null,
    media_type text not null,
    size bigint not null,
    sha256 {fold} not null references blobs (sha256),
    internal smallint not null,
    uploader_kind text not null,
    uploader_id bigint,
    created_at bigint not null
);
create index attachments_incident on attachments (incident_id, id) where incident_id is not null;
create index attachments_message on attachments (message_id, id) where message_id is not null;
create index attachments_blob on attachments (sha256);
create index attachments_unused on attachments (created_at) where incident_id is null;

create table sessions (
    id {id},
    employee_id bigint not null references employees (id),
    token_hash {fold} not null,
    created_at bigint not null,
    last_used_at bigint not null,
    expires_at bigint not null,
    constraint sessions_token_unique unique (token_hash)
);
create index sessions_employee on sessions (employee_id);
create index sessions_expiry on sessions (expires_at);

create table api_keys (
    id {id},
    employee_id bigint not null references employees (id),
    label text not null,
    token_hash {fold} not null,
    created_at bigint not null,
    last_used_at bigint,
    expires_at bigint,
    constraint api_keys_token_unique unique (token_hash)
);
create index api_keys_employee on api_keys (employee_id);

create table login_attempts (
    bucket {fold} primary key,
    attempts bigint not null,
    window_start bigint not null
);
create index login_attempts_start on login_attempts (window_start);

create table idempotency_keys (
    scope {fold} not null,
    request_key {fold} not null,
    request_hash {fold} not null,
    status bigint not null,
    body text not null,
    location text not null,
    version bigint not null,
    created_at bigint not null,
    primary key (scope, request_key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

create table tracking_links (
    -- Chosen by the program at random, because the token is made from it before the row exists.
    id bigint primary key,
    incident_id bigint not null references incidents (id),
    token_hash {fold} not null,
    created_at bigint not null,
    revoked_at bigint,
    constraint tracking_links_token_unique unique (token_hash)
);
create index tracking_links_incident on tracking_links (incident_id, created_at);

create table outbox (
    id {id},
    kind text not null,
    incident_id bigint references incidents (id),
    event_id bigint references events (id),
    message_id bigint references messages (id),
    payload text not null,
    mail_id text not null,
    state text not null,
    attempts bigint not null,
    due_at bigint not null,
    lease_owner text not null,
    leased_until bigint not null,
    last_error text not null,
    created_at bigint not null,
    done_at bigint
);
create index outbox_pending on outbox (due_at, id) where state = 'pending';
create index outbox_failed on outbox (id) where state = 'failed';
create index outbox_sent on outbox (done_at) where state = 'sent';

create table import_runs (
    id {id},
    source {fold} not null,
    mapping text not null,
    state text not null,
    position bigint not null,
    counts text not null,
    started_at bigint not null,
    updated_at bigint not null,
    constraint import_runs_source_unique unique (source)
);

create table import_rows (
    run_id bigint not null references import_runs (id),
    row_number bigint not null,
    row_key {fold} not null,
    outcome text not null,
    incident_id bigint references incidents (id),
    reason text not null,
    primary key (run_id, row_number)
);
create index import_rows_key on import_rows (run_id, row_key) where row_key <> '';
create index import_rows_outcome on import_rows (run_id, outcome, row_number);

-- What full-text search looks in. kind: 0 subject and description, 1 public message, 2 internal note.
create table search_texts (
    id {id},
    incident_id bigint not null references incidents (id),
    kind smallint not null,
    folded text not null
);
create index search_texts_incident on search_texts (incident_id, kind);
