-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The words of the texts, for correcting the words of a search. A word has about as many rows as the number of texts
-- that hold it has binary digits: each text adds a row with a chance of one in 2^rows. So a common word is hardly ever
-- written again, rows are only ever added, and no writer waits for another.
create table search_vocabulary (
    word {fold} not null,
    reversed {fold} not null
);
create index search_vocabulary_word on search_vocabulary (word);
create index search_vocabulary_reversed on search_vocabulary (reversed);

-- The texts there are already are read afterwards, a few thousand in each transaction; see vocabulary::adopt().
insert into meta (name, value) values ('search_vocabulary_read', '0');
insert into meta (name, value) select 'search_vocabulary_until', coalesce(max(id), 0) from search_texts;
