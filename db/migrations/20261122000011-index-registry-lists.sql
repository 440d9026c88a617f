-- Lists of legal entities (SPEC 10) in the order of SPEC 2, at millions of rows.
CREATE INDEX legal_entities_inserted_at_idx ON legal_entities (inserted_at, id);
CREATE INDEX legal_entities_type_idx ON legal_entities (type, inserted_at, id);
CREATE INDEX legal_entities_status_idx ON legal_entities (status, inserted_at, id);
CREATE INDEX legal_entities_edrpou_idx ON legal_entities (edrpou);

-- Search by name: see docs/adr/0022-search-by-name.md. The words of a name, without case, quotes and apostrophes; cut,
-- since a tsvector refuses words of more than 2046 bytes and with them the row.
CREATE FUNCTION search_words(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY(SELECT left(word, 100) FROM unnest(string_to_array(btrim(regexp_replace(
    regexp_replace(lower(normalize(name, NFC) COLLATE pg_catalog."und-x-icu"), '[''’ʼ‘`´]', '', 'g'),
    '[^[:alnum:]]+', ' ', 'g')), ' ')) AS word)
$$;
-- Every word of the search must begin a word of the name; NULL, which matches nothing, when there is no word.
CREATE FUNCTION search_query(words text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery FROM unnest(search_words(words)) AS word
$$;
-- Kept with the row and not only in the index: an index scan of a frequent word looks at many rows again, and finding
-- the words of a name anew takes forty times as long as reading them.
ALTER TABLE legal_entities
  ADD COLUMN name_words tsvector NOT NULL GENERATED ALWAYS AS (array_to_tsvector(search_words(name))) STORED;
CREATE INDEX legal_entities_name_words_idx ON legal_entities USING gin (name_words);

-- Licences that expire before a date. Those that never expire are not in it: creating one costs nothing here.
CREATE INDEX licenses_expiry_date_idx ON licenses (expiry_date, id) WHERE is_active AND expiry_date IS NOT NULL;
