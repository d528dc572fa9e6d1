-- SPDX-FileCopyrightText: Mostrador contributors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Both indexes are over the folded copy, which search_texts keeps.
create virtual table search_words using fts5 (
    folded, content = 'search_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
create virtual table search_parts using fts5 (
    folded, content = 'search_texts', content_rowid = 'id', tokenize = 'trigram'
);

create trigger search_texts_insert after insert on search_texts begin
    insert into search_words (rowid, folded) values (new.id, new.folded);
    insert into search_parts (rowid, folded) values (new.id, new.folded);
end;
create trigger search_texts_delete after delete on search_texts begin
    insert into search_words (search_words, rowid, folded) values ('delete', old.id, old.folded);
    insert into search_parts (search_parts, rowid, folded) values ('delete', old.id, old.folded);
end;
create trigger search_texts_update after update on search_texts begin
    insert into search_words (search_words, rowid, folded) values ('delete', old.id, old.folded);
    insert into search_parts (search_parts, rowid, folded) values ('delete', old.id, old.folded);
    insert into search_words (rowid, folded) values (new.id, new.folded);
    insert into search_parts (rowid, folded) values (new.id, new.folded);
end;
