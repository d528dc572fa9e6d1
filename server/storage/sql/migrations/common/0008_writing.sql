-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Colleagues whom internal notes call for.
create table mentions (
    employee_id bigint not null references employees (id),
    incident_id bigint not null references incidents (id),
    message_id bigint not null references messages (id),
    -- Whether they could see the incident then.
    reached smallint not null,
    primary key (employee_id, incident_id, message_id)
);
create index mentions_message on mentions (message_id);
create index mentions_incident on mentions (incident_id, employee_id);
