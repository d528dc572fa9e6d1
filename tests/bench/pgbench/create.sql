-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What differs from one new incident to the next; below it the bench writes the statements that the server sent.
\set customer random(1, :customers)
\set product random(1, :products)
\set key random(1, 9000000000000000000)
\set link random(1, 9000000000000000000)
