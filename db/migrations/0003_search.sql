-- Words as they are compared: small Latin letters, so that «қараңғы», «карангы» and "karangy" are one word – a keyboard without Kazakh
-- letters, е for ё, щ for ш, a text message in Latin make no difference – and so that neither pg_trgm nor the parser of words needs
-- to know Cyrillic letters, which it doesn't in a database with LC_CTYPE C. translate() searches its list from the left: frequent letters first.
CREATE FUNCTION private.fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(said) = char_length(said) THEN translate(lower(said COLLATE "C"), './-_@:,;!?()"+*&|<>''', '                    ')
  ELSE translate(lower(said COLLATE "C"),
    ' аентрсилоыікдмбүуқпвзйжғөшұәңчгяюцхфщэһё.,СПЖДКМБАВТНҮҚҒУЛОЙЕІЗШРҰӘӨИГХЦЧЩЭЮЯЁЫҢҺФ-/!?:;()«»"@_+*&|<>''ьъЬЪ',
    ' aentrsiloyikdmbuukpvzyjgowuanqgaxchfwehe  spjdkmbavtnukguloyeizwruaoighcqwexaeynhf                    ') END
$$;
CREATE FUNCTION private.words_of(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', private.fold(said))
$$;
-- Months since the year 0, of Greenwich: a window of time that the index of words knows of.
CREATE FUNCTION private.month_of(moment timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (extract(year FROM moment AT TIME ZONE 'UTC') * 12 + extract(month FROM moment AT TIME ZONE 'UTC'))::integer
$$;
DROP INDEX private.appeal_text_trgm;
DROP INDEX private.person_name_trgm;
-- Serves search, suggestions and near-duplicates. Expressions, not columns: a list reads rows without them. Department and month stand beside the
-- words so that a common word of other departments' or other years' cases costs nothing: their rows are never fetched.
CREATE INDEX appeal_words ON private.appeal USING gin (private.words_of(text), department, private.month_of(received_at));
CREATE INDEX person_name_words ON private.person USING gin (private.words_of(name));
CREATE INDEX person_name_folded ON private.person USING gin (private.fold(name) gin_trgm_ops);
-- The last digits of a phone are its beginning read backwards.
CREATE INDEX person_phone_end ON private.person (reverse(phone) text_pattern_ops);
--> statement-breakpoint

-- The words of the newest cases and in what share of them each occurs; kept by a job (lib/appeals/words.ts). Rare words tell what
-- a case is about, and a mistyped word is looked up among those that people do use.
CREATE TABLE private.word (
  word text COLLATE "C" PRIMARY KEY,
  stem text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(word, 5)) STORED,
  share real NOT NULL CHECK (share > 0 AND share <= 1)
);
CREATE INDEX word_stem ON private.word (stem);
CREATE INDEX word_share ON private.word (share);
CREATE INDEX word_trgm ON private.word USING gin (word gin_trgm_ops);
--> statement-breakpoint

-- A look at applicants that a search was (lib/appeals/applicant-search.ts): who, when, by what, and whom it found. What was typed is
-- not kept. The address of the list names this row, so that no name or phone is ever in an address.
CREATE TABLE private.applicant_search (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  at timestamptz NOT NULL DEFAULT now(),
  staff bigint NOT NULL REFERENCES private.staff,
  by text NOT NULL CHECK (by IN ('name', 'phone')),
  exact boolean NOT NULL,                        -- false: people with a similar name
  people bigint[] NOT NULL
);
CREATE INDEX applicant_search_staff ON private.applicant_search (staff, at DESC);

-- An official's own views of the list: a name for its query.
CREATE TABLE private.saved_view (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  staff bigint NOT NULL REFERENCES private.staff,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  query text NOT NULL CHECK (char_length(query) <= 2000),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (staff, name)
);
--> statement-breakpoint

-- One act on several cases. Each case was its own change with its own event; this remembers what was asked and what became of each,
-- so that the whole can be told and, where nobody has gone on since, taken back.
CREATE TABLE private.batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  staff bigint NOT NULL REFERENCES private.staff,
  act text NOT NULL CHECK (act IN ('assign', 'classify', 'register')),
  input jsonb NOT NULL,
  undone_at timestamptz
);
CREATE INDEX batch_staff ON private.batch (staff, id DESC);
CREATE TABLE private.batch_case (
  batch bigint NOT NULL REFERENCES private.batch,
  appeal bigint NOT NULL REFERENCES private.appeal,
  version integer,                               -- the case's after the change; null: not changed
  before jsonb,                                  -- what undoing restores
  refusal text,                                  -- why it was not changed: a refusal's code
  undone boolean NOT NULL DEFAULT false,
  undo_refusal text,                             -- why it could not be taken back
  PRIMARY KEY (batch, appeal)
);
--> statement-breakpoint

-- The orders and filters of the list (lib/appeals/list.ts).
CREATE INDEX appeal_executor ON private.appeal (executor, received_at DESC, id DESC) WHERE executor IS NOT NULL;
CREATE INDEX appeal_extended ON private.appeal (received_at DESC, id DESC) WHERE extended_at IS NOT NULL;
CREATE INDEX appeal_reopened ON private.appeal (received_at DESC, id DESC) WHERE round > 1;
