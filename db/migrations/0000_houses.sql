-- The two worlds and the counter between them (docs/decisions/0002-roles.md).
--   private   every case, person and official; no public role may look in
--   open      what releases have published; immutable where it counts
--   resident  the named functions a resident's browser may cause to run
CREATE SCHEMA private;
CREATE SCHEMA open;
CREATE SCHEMA resident;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
--> statement-breakpoint

-- Reference data of the city ------------------------------------------------------------------------------

CREATE TABLE private.setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

-- kind: 'area' (published, top), 'district' (published), 'place' (never published alone: counted in the
-- nearest ancestor of kind 'district'). A district without a parent stands directly under the city.
CREATE TABLE private.district (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$' AND code NOT IN ('all', 'unknown')),
  parent text REFERENCES private.district,
  kind text NOT NULL CHECK (kind IN ('area', 'district', 'place')),
  name_kk text, name_ru text, name_en text,
  population integer CHECK (population >= 0),
  population_source text,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  sort integer NOT NULL DEFAULT 0,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (coalesce(name_kk, name_ru, name_en) IS NOT NULL),
  CHECK (kind <> 'area' OR parent IS NULL),
  CHECK (kind <> 'place' OR parent IS NOT NULL)
);

CREATE TABLE private.department (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  name_kk text, name_ru text, name_en text,
  sort integer NOT NULL DEFAULT 0,
  active boolean NOT NULL DEFAULT true,
  CHECK (coalesce(name_kk, name_ru, name_en) IS NOT NULL)
);

-- Two levels: a group (parent null) and its categories. A case may carry either.
-- sensitive: published city-wide by quarter only (disclosure.md); on a group it covers its categories.
-- target_days: working days a signal of this category should take (null: the group's).
CREATE TABLE private.category (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$' AND code NOT IN ('all', 'unknown')),
  parent text REFERENCES private.category,
  name_kk text, name_ru text, name_en text,
  sensitive boolean NOT NULL DEFAULT false,
  target_days integer CHECK (target_days BETWEEN 1 AND 250),
  department text REFERENCES private.department,
  sort integer NOT NULL DEFAULT 0,
  valid_from date NOT NULL,
  valid_to date,
  CHECK (coalesce(name_kk, name_ru, name_en) IS NOT NULL)
);

CREATE TABLE private.channel (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$' AND code NOT IN ('all', 'unknown')),
  name_kk text, name_ru text, name_en text,
  sort integer NOT NULL DEFAULT 0,
  CHECK (coalesce(name_kk, name_ru, name_en) IS NOT NULL)
);

-- Exceptions to Monday–Friday: working = false is a holiday or transferred day off, true a decreed working weekend day.
CREATE TABLE private.calendar_day (
  day date PRIMARY KEY,
  working boolean NOT NULL,
  name_kk text, name_ru text, name_en text,
  basis text NOT NULL
);
--> statement-breakpoint

-- Staff ---------------------------------------------------------------------------------------------------

CREATE TABLE private.staff (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  login text NOT NULL UNIQUE CHECK (login = lower(login) AND login <> ''),
  name text NOT NULL,
  department text REFERENCES private.department,
  password_hash text NOT NULL,
  must_change_password boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE private.staff_role (
  staff bigint NOT NULL REFERENCES private.staff,
  role text NOT NULL CHECK (role IN ('operator', 'registrar', 'head', 'executor', 'signer', 'auditor', 'publisher', 'administrator')),
  PRIMARY KEY (staff, role)
);

-- One row a signed-in browser; revoked_at ends it at the next request.
CREATE TABLE private.session (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  staff bigint NOT NULL REFERENCES private.staff,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  address inet,
  agent text
);
CREATE INDEX session_staff ON private.session (staff);

CREATE TABLE private.sign_in_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  login text NOT NULL,
  address inet,
  succeeded boolean NOT NULL
);
CREATE INDEX sign_in_attempt_login ON private.sign_in_attempt (login, at);
CREATE INDEX sign_in_attempt_address ON private.sign_in_attempt (address, at);
--> statement-breakpoint

-- Cases ---------------------------------------------------------------------------------------------------

CREATE TABLE private.person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text,
  phone text CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),   -- E.164
  address text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_phone ON private.person (phone);
CREATE INDEX person_name_trgm ON private.person USING gin (name gin_trgm_ops);

-- Where cases come from: 'portal' for our own intake, one code an imported source.
-- observed_until: outcomes that freeze later than this are not available ('x') for periods with its cases.
CREATE TABLE private.source (
  code text PRIMARY KEY CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  name text NOT NULL,
  observed_until timestamptz
);

CREATE TABLE private.import_run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL REFERENCES private.source,
  file_name text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  lines_read bigint, inserted bigint, present bigint, rejected bigint
);

CREATE TABLE private.appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text COLLATE "C" NOT NULL UNIQUE,       -- "C": its unique index also serves the search by prefix
  source text NOT NULL REFERENCES private.source,
  source_id text NOT NULL,
  import_run bigint REFERENCES private.import_run,
  track text NOT NULL CHECK (track IN ('signal', 'appeal')),
  kind text CHECK (kind IN ('application', 'complaint', 'message', 'proposal', 'response', 'request')),
  status text NOT NULL CHECK (status IN ('received', 'registered', 'assigned', 'in_work', 'on_approval', 'hearing',
    'needs_conformity', 'answered', 'reopened', 'redirected', 'returned', 'terminated', 'withdrawn', 'merged', 'spam')),
  channel text NOT NULL REFERENCES private.channel,
  category text REFERENCES private.category,     -- null: unknown
  district text REFERENCES private.district,     -- null: unknown
  department text REFERENCES private.department,
  executor bigint REFERENCES private.staff,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  text text NOT NULL DEFAULT '',
  applicant bigint REFERENCES private.person,
  parent bigint REFERENCES private.appeal,       -- the case a partial redirect was split from, or this one was merged into
  received_at timestamptz NOT NULL,
  registered_at timestamptz,
  due_at timestamptz,                            -- the last moment that is in time; null: no deadline known
  due_basis text,                                -- article ('76', '99', '87'), 'target' or 'source'
  extended_at timestamptz,
  closed_at timestamptz,                         -- of the present round
  outcome text CHECK (outcome IN ('satisfied', 'explained', 'refused', 'noted', 'terminated')),
  outcome_ground text,
  round integer NOT NULL DEFAULT 1 CHECK (round >= 1),
  tracking_hash bytea UNIQUE,                    -- sha256 of the code; the code itself is never stored
  version integer NOT NULL DEFAULT 1,            -- optimistic lock: a form carries the version it was drawn from
  history_seq integer NOT NULL DEFAULT 0,
  history_hash bytea,
  UNIQUE (source, source_id),
  CHECK (track = 'signal' OR kind IS NOT NULL),
  CHECK (closed_at IS NULL OR closed_at >= received_at)
);
CREATE INDEX appeal_received ON private.appeal (received_at DESC, id DESC);
CREATE INDEX appeal_department ON private.appeal (department, received_at DESC, id DESC);
CREATE INDEX appeal_open_due ON private.appeal (due_at) WHERE closed_at IS NULL;
CREATE INDEX appeal_status ON private.appeal (status, received_at DESC, id DESC);
CREATE INDEX appeal_category ON private.appeal (category, received_at DESC, id DESC);
CREATE INDEX appeal_district ON private.appeal (district, received_at DESC, id DESC);
CREATE INDEX appeal_applicant ON private.appeal (applicant) WHERE applicant IS NOT NULL;
CREATE INDEX appeal_parent ON private.appeal (parent) WHERE parent IS NOT NULL;
CREATE INDEX appeal_text_trgm ON private.appeal USING gin (text gin_trgm_ops);

-- A finished round: reopening files the first result here and starts the next clock on the appeal itself.
CREATE TABLE private.past_round (
  appeal bigint NOT NULL REFERENCES private.appeal,
  round integer NOT NULL,
  due_at timestamptz,
  due_basis text,
  closed_at timestamptz NOT NULL,
  outcome text,
  reopened_at timestamptz NOT NULL,
  PRIMARY KEY (appeal, round)
);

CREATE TABLE private.answer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  round integer NOT NULL,
  text text NOT NULL,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  outcome text CHECK (outcome IN ('satisfied', 'explained', 'refused', 'noted')),   -- the draft's; the appeal gets it when answered
  written_by bigint NOT NULL REFERENCES private.staff,
  written_at timestamptz NOT NULL DEFAULT now(),
  signed_by bigint REFERENCES private.staff,
  signed_at timestamptz
);
CREATE INDEX answer_appeal ON private.answer (appeal);

-- An act that needs a second person (return, termination, extension, redirect): proposed here, decided by another.
CREATE TABLE private.proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  act text NOT NULL CHECK (act IN ('return', 'terminate', 'extend', 'redirect')),
  detail jsonb NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  proposed_by bigint NOT NULL REFERENCES private.staff,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  decided_by bigint REFERENCES private.staff,
  decided_at timestamptz,
  accepted boolean,
  CHECK (decided_by IS DISTINCT FROM proposed_by)
);
CREATE UNIQUE INDEX proposal_open ON private.proposal (appeal) WHERE decided_at IS NULL;

-- Each look at an applicant's name and phone (casework.md, Roles).
CREATE TABLE private.applicant_look (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  staff bigint NOT NULL REFERENCES private.staff,
  appeal bigint NOT NULL REFERENCES private.appeal
);
--> statement-breakpoint

-- History: append-only and hash-chained per case. seq, prev and hash are set here and nowhere else, and the
-- appeal keeps the newest link, so a missing last row shows as well as a missing middle one.
CREATE TABLE private.event (
  appeal bigint NOT NULL REFERENCES private.appeal,
  seq integer NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor bigint REFERENCES private.staff,         -- null: the system (import, scheduled job)
  kind text NOT NULL,                            -- 'received', 'imported', 'status', 'assignment', 'category', …
  before jsonb,
  after jsonb,
  reason text,
  prev bytea,
  hash bytea NOT NULL,
  PRIMARY KEY (appeal, seq)
);

CREATE FUNCTION private.event_hash(e private.event) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(e.appeal, e.seq,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.actor, e.kind, e.before, e.after, e.reason,
    encode(e.prev, 'hex'))::text, 'UTF8'))
$$;

CREATE FUNCTION private.chain_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE born bytea;
BEGIN
  -- A case that an import writes is born pointing at its first event: checked here, not written a second time.
  IF NEW.seq = 1 THEN
    SELECT history_hash INTO born FROM private.appeal WHERE id = NEW.appeal AND history_seq = 1;
    IF FOUND THEN
      NEW.prev := NULL;
      NEW.hash := private.event_hash(NEW);
      IF NEW.hash IS DISTINCT FROM born THEN
        RAISE EXCEPTION 'the first event of appeal % is not the one it points at', NEW.appeal USING ERRCODE = 'restrict_violation';
      END IF;
      RETURN NEW;
    END IF;
  END IF;
  SELECT history_seq + 1, history_hash INTO NEW.seq, NEW.prev FROM private.appeal WHERE id = NEW.appeal FOR UPDATE;
  NEW.hash := private.event_hash(NEW);
  UPDATE private.appeal SET history_seq = NEW.seq, history_hash = NEW.hash WHERE id = NEW.appeal;
  RETURN NEW;
END $$;
CREATE TRIGGER event_chain BEFORE INSERT ON private.event FOR EACH ROW EXECUTE FUNCTION private.chain_event();

CREATE FUNCTION private.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON private.event FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON private.event EXECUTE FUNCTION private.refuse_change();
--> statement-breakpoint

-- What a period froze of each case (disclosure.md, "Who is counted"): set once when its month is published, the
-- outcome once when its quarter's outcomes are. Codes are published ones; 'unknown' is a member of every dimension.
CREATE TABLE private.frozen (
  appeal bigint PRIMARY KEY REFERENCES private.appeal,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  category text NOT NULL,
  district text NOT NULL,
  channel text NOT NULL,
  counts_release text NOT NULL,
  result text CHECK (result IN ('on_time', 'late', 'open_due', 'open_undue', 'closed_undue', 'outside')),
  working_days integer CHECK (working_days >= 0),   -- receipt to answer; null while open
  reopened boolean,
  outcome text,
  outcomes_release text
);
CREATE INDEX frozen_month ON private.frozen (month);
--> statement-breakpoint

-- The open side -------------------------------------------------------------------------------------------

CREATE TABLE open.city (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  code text NOT NULL,
  name_kk text, name_ru text, name_en text,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),   -- the city's own: stands in where a label is missing
  time_zone text NOT NULL,
  demo boolean NOT NULL,
  population integer, population_source text,
  publisher_kk text, publisher_ru text, publisher_en text,
  contact text,
  first_day date                                                    -- the first day with data, fixed by the first release
);

CREATE TABLE open.district (
  code text PRIMARY KEY, parent text REFERENCES open.district, kind text NOT NULL CHECK (kind IN ('area', 'district', 'unknown')),
  label_kk text, label_ru text, label_en text,
  population integer, population_source text, latitude double precision, longitude double precision,
  sort integer NOT NULL, valid_from date NOT NULL, valid_to date
);
CREATE TABLE open.category (
  code text PRIMARY KEY, parent text REFERENCES open.category,
  label_kk text, label_ru text, label_en text,
  sensitive boolean NOT NULL, sort integer NOT NULL, valid_from date NOT NULL, valid_to date
);
-- channel, status, outcome
CREATE TABLE open.code (
  list text NOT NULL CHECK (list IN ('channel', 'status', 'outcome')), code text NOT NULL,
  label_kk text, label_ru text, label_en text,
  sort integer NOT NULL, valid_from date NOT NULL, valid_to date,
  PRIMARY KEY (list, code)
);

CREATE TABLE open.release (
  id text PRIMARY KEY CHECK (id ~ '^\d{4}-\d{2}-\d{2}(\.\d+)?$'),
  seq integer NOT NULL UNIQUE CHECK (seq >= 1),
  as_of date NOT NULL,
  published_at timestamptz NOT NULL,
  correction boolean NOT NULL,
  reason_kk text, reason_ru text, reason_en text,
  changes jsonb NOT NULL,    -- CHANGES.json: what is new or revised against the release before
  files jsonb NOT NULL       -- [{name, bytes, sha256, rows}]
);

-- T1 month × group, T2 month × district, T3 month × channel, T6 quarter × category × district (received).
-- 'all' is the margin. status: '' a number, 'c' withheld, 'r' revised (with a number).
CREATE TABLE open.figure_count (
  period text NOT NULL CHECK (period ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'),
  grain text NOT NULL CHECK (grain IN ('month', 'quarter')),
  category text NOT NULL, district text NOT NULL, channel text NOT NULL,
  release text NOT NULL REFERENCES open.release DEFERRABLE INITIALLY DEFERRED,
  received integer, received_status text NOT NULL CHECK (received_status IN ('', 'c', 'r')),
  PRIMARY KEY (period, category, district, channel, release),
  CHECK ((received IS NULL) = (received_status = 'c'))
);
-- T6's outcomes, frozen 35 days after the quarter's end. Each part has its own status ('x' not available, 'z' not applicable).
CREATE TABLE open.figure_outcome (
  period text NOT NULL CHECK (period ~ '^\d{4}-Q[1-4]$'),
  category text NOT NULL, district text NOT NULL,
  release text NOT NULL REFERENCES open.release DEFERRABLE INITIALLY DEFERRED,
  with_deadline integer, on_time integer, late integer, open integer,
  outcome_status text NOT NULL CHECK (outcome_status IN ('', 'c', 'x', 'z', 'r')),
  reopened integer, reopened_status text NOT NULL CHECK (reopened_status IN ('', 'c', 'x', 'z', 'r')),
  days_1 integer, days_5 integer, days_10 integer, days_15 integer, days_20 integer, longer_or_open integer,
  median_days integer, p90_days integer,        -- null where it falls in an open case: 'longer than can be said'
  duration_status text NOT NULL CHECK (duration_status IN ('', 'c', 'x', 'z', 'r')),
  PRIMARY KEY (period, category, district, release)
);
-- The record-level file as classes of equal rows; the file is their expansion, shuffled with a seed that is thrown away.
CREATE TABLE open.record_class (
  quarter text NOT NULL, release text NOT NULL REFERENCES open.release DEFERRABLE INITIALLY DEFERRED,
  category_group text NOT NULL, category text NOT NULL, city_part text NOT NULL, district text NOT NULL,
  outcome text NOT NULL, duration_band text NOT NULL,
  appeals integer NOT NULL CHECK (appeals > 0),
  PRIMARY KEY (quarter, release, category_group, category, city_part, district, outcome, duration_band)
);
-- The grain ladder, fixed on 1 January: which categories and districts have a monthly series in a year.
CREATE TABLE open.series_grain (
  year integer NOT NULL, dimension text NOT NULL CHECK (dimension IN ('category', 'district')), code text NOT NULL,
  grain text NOT NULL CHECK (grain IN ('month', 'quarter')),
  PRIMARY KEY (year, dimension, code)
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['release', 'figure_count', 'figure_outcome', 'record_class', 'series_grain'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON open.%I FOR EACH ROW EXECUTE FUNCTION private.refuse_change()', t || '_frozen', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON open.%I EXECUTE FUNCTION private.refuse_change()', t || '_no_truncate', t);
  END LOOP;
END $$;

-- Every running instance listens on 'release' and drops its cached pages (open-data.md, Known in Next 16).
CREATE FUNCTION open.announce_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('release', NEW.id); RETURN NEW; END $$;
CREATE TRIGGER release_announced AFTER INSERT ON open.release FOR EACH ROW EXECUTE FUNCTION open.announce_release();
--> statement-breakpoint

-- The resident's counter: a case by the hash of its code, plain facts only.
CREATE FUNCTION resident.track(code_hash bytea)
RETURNS TABLE (number text, status text, received_at timestamptz, registered_at timestamptz, due_at timestamptz,
               due_basis text, closed_at timestamptz, outcome text, language text, answer text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT a.number, a.status, a.received_at, a.registered_at, a.due_at, a.due_basis, a.closed_at, a.outcome, a.language,
    (SELECT w.text FROM private.answer w WHERE w.appeal = a.id AND w.round = a.round AND a.status = 'answered' ORDER BY w.id DESC LIMIT 1)
  FROM private.appeal a WHERE a.tracking_hash = code_hash
$$;
REVOKE ALL ON FUNCTION resident.track(bytea) FROM PUBLIC;
