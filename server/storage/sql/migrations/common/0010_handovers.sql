-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What somebody hands over at the end of a shift: to an employee or to a team.
create table handovers (
    id {id},
    giver_id bigint not null references employees (id),
    to_employee_id bigint references employees (id),
    -- Null once the team is gone.
    to_team_id bigint references teams (id),
    to_name text not null,
    note text not null,
    created_at bigint not null,
    -- 1 until it is confirmed: lists begin with those.
    pending smallint not null,
    confirmed_at bigint,
    confirmed_by bigint references employees (id)
);
create index handovers_given on handovers (giver_id, pending, created_at, id);
create index handovers_employee on handovers (to_employee_id, pending, created_at, id) where to_employee_id is not null;
create index handovers_team on handovers (to_team_id, pending, created_at, id) where to_team_id is not null;

create table handover_incidents (
    handover_id bigint not null references handovers (id),
    position bigint not null,
    incident_id bigint not null references incidents (id),
    primary key (handover_id, position)
);

create table handover_drafts (
    handover_id bigint not null references handovers (id),
    position bigint not null,
    incident_id bigint not null references incidents (id),
    internal smallint not null,
    body text not null,
    primary key (handover_id, position)
);

-- What an employee did in a shift, and what falls due that a team has and nobody in it.
create index events_employee on events (actor_id, at, id) where actor_kind = 'employee' and incident_id is not null;
create index incidents_team_due on incidents (team_id, due_at, id) where assignee_id is null and due_at is not null and status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
