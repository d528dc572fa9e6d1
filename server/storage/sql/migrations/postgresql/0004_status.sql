-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The newest of one status. The closed ones begin behind all that are worked on, and of these few are new: to walk
-- the list of all until a page is full is to read tens of thousands where there are a million. Not on SQLite, which
-- without statistics would look for all that is worked on by it, and sort.
create index incidents_status_created on incidents (status, created_at, id);
drop index incidents_rare_status;
