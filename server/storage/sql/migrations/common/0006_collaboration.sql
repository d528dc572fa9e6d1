-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Messages that their author can still withdraw. A row stays for a while after its time, which alone says when that is
-- over.
create table held_messages (
    message_id bigint primary key references messages (id),
    incident_id bigint not null references incidents (id),
    until_at bigint not null,
    -- What the message did to the incident, as JSON: to be put back.
    effect text not null
);
create index held_messages_incident on held_messages (incident_id, message_id);
create index held_messages_until on held_messages (until_at);
