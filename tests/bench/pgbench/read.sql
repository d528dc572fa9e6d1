-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which incident is read; below it the bench writes the statements that the server sent.
\set incident random(:first, :last)
