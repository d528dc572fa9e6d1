-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- For searches and changes that read whole tables: see tests/bench/test_bench_plans.cpp.

create index incidents_channel on incidents (channel, created_at, id);
create index incidents_resolved_at on incidents (resolved_at, id) where resolved_at is not null;
create index incidents_active_status on incidents ((case status when 'new' then 0 when 'open' then 1 when 'waiting_customer' then 2 when 'waiting_third_party' then 3 when 'resolved' then 4 when 'closed' then 5 when 'cancelled' then 6 else 7 end), id) where status in ('new', 'open', 'waiting_customer', 'waiting_third_party');
-- The name of a customer who is removed goes from the events they caused.
create index events_customer on events (actor_id) where actor_kind = 'customer';
