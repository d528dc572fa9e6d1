-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Trusted extensions: the owner of the database may create them.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Spanish without accents: people leave them out. The stock configuration stays beside it, because unaccent before the
-- stemmer breaks some stems.
create text search configuration mostrador_es_un (copy = pg_catalog.spanish);
alter text search configuration mostrador_es_un
    alter mapping for hword, hword_part, word with unaccent, spanish_stem;

-- 50,000 characters three times stay below the 1 MB a tsvector may have, whatever the characters.
create function mostrador_search_words(content text) returns tsvector language sql immutable as $$
    select strip(to_tsvector('pg_catalog.spanish', left(content, 50000))
        || to_tsvector('mostrador_es_un', left(content, 50000))
        || to_tsvector('pg_catalog.english', left(content, 50000)))
$$;

-- A word as any of its stems.
create function mostrador_word(word text) returns tsquery language sql immutable as $$
    select plainto_tsquery('pg_catalog.spanish', word) || plainto_tsquery('mostrador_es_un', word)
        || plainto_tsquery('pg_catalog.english', word)
$$;

-- A quoted word that may go on.
create function mostrador_prefix(word text) returns tsquery language sql immutable as $$
    select to_tsquery('pg_catalog.spanish', word || ':*') || to_tsquery('mostrador_es_un', word || ':*')
        || to_tsquery('pg_catalog.english', word || ':*')
$$;

alter table search_texts add column words tsvector not null;
create index search_texts_words on search_texts using gin (words);
create index search_texts_folded on search_texts using gin (folded gin_trgm_ops);
create index customers_name_search on customers using gin (name_search gin_trgm_ops);

-- The feed's clock. The number added is lifted by the program when the database moved into a cluster whose transaction
-- numbers are behind the events'.
create function mostrador_txid() returns bigint language sql volatile as $$
    select pg_current_xact_id()::text::bigint + 0
$$;
create function mostrador_horizon() returns bigint language sql stable as $$
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + 0
$$;
alter table events alter column txid set default mostrador_txid();
