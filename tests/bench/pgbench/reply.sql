-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which incident is answered; below it the bench writes the statements that the server sent.
\set incident random(:first, :last)
\set key random(1, 9000000000000000000)
