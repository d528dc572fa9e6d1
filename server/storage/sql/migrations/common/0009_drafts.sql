-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Texts that employees have begun to write.
create table drafts (
    id {id},
    employee_id bigint not null references employees (id),
    incident_id bigint not null references incidents (id),
    internal smallint not null,
    body text not null,
    -- Ids of files that have been uploaded for it, as JSON.
    attachments text not null,
    status text not null,
    -- The last message its author had seen.
    based_on bigint,
    updated_at bigint not null,
    -- When an event last told of it.
    told_at bigint not null,
    version bigint not null,
    unique (employee_id, incident_id, internal)
);
create index drafts_newest on drafts (employee_id, updated_at, id);
