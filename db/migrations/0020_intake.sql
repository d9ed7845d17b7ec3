-- The ways in (docs/decisions/0021-intake.md). What arrives is kept as it came before anything is made of it; a job makes
-- cases of it. Who sends it is nobody we know: it comes through the functions of `resident`.

-- A person who writes from WhatsApp may have no phone that we are told (business-scoped user ids).
ALTER TABLE private.person
  ADD whatsapp text CHECK (length(whatsapp) BETWEEN 1 AND 200),
  DROP CONSTRAINT person_way_check,
  ADD CHECK (way IN ('email', 'post', 'hand', 'phone', 'sms', 'whatsapp'));
CREATE INDEX person_whatsapp ON private.person (whatsapp) WHERE whatsapp IS NOT NULL;

-- Each way in is a source of cases; what our own desks take down comes from 'portal'.
INSERT INTO private.source (code, name) VALUES ('whatsapp', 'WhatsApp'), ('infobip', 'SMS (Infobip)'), ('twilio', 'SMS (Twilio)'), ('smsc', 'SMS (SMSC)'),
  ('web', 'Web form'), ('open311', 'Open311'), ('email', 'E-mail') ON CONFLICT DO NOTHING;

-- One row a thing that arrived. (source, source_id) is unique: deliveries repeat and race, and the first one counts.
--   kind      what it is: 'message' may open a case or go on with one, the others concern something that is here already
--   sender    whose things are taken in one after another, and whose flood is slowed; null: nobody's
--   number, tracking_hash   promised to the sender on a talon before the case is there
--   state     waiting → done | kept (nothing is made of it: an unknown type) | dead (an administrator sees it)
CREATE TABLE private.inbound (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL CHECK (source ~ '^[a-z][a-z0-9]{1,30}$'),
  source_id text NOT NULL CHECK (length(source_id) BETWEEN 1 AND 500),
  kind text NOT NULL CHECK (kind IN ('message', 'status', 'addition', 'withdrawal', 'rating', 'booking', 'unknown')),
  sender text CHECK (length(sender) BETWEEN 1 AND 300),
  original jsonb NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  number text COLLATE "C" UNIQUE,
  tracking_hash bytea UNIQUE,
  appeal bigint REFERENCES private.appeal,       -- the case that it opened or belongs to
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'kept', 'dead')),
  tries integer NOT NULL DEFAULT 0,
  try_at timestamptz DEFAULT now(),
  last_error text,
  done_at timestamptz,
  UNIQUE (source, source_id),
  CHECK ((state = 'waiting') = (try_at IS NOT NULL)),
  CHECK ((state = 'waiting') = (done_at IS NULL))
);
CREATE INDEX inbound_waiting ON private.inbound (try_at, id) WHERE state = 'waiting';
CREATE INDEX inbound_sender ON private.inbound (sender, id) WHERE state = 'waiting';
CREATE INDEX inbound_recent ON private.inbound (sender, arrived_at) WHERE sender IS NOT NULL;
CREATE INDEX inbound_dead ON private.inbound (id) WHERE state = 'dead';
CREATE INDEX inbound_source ON private.inbound (source, id DESC);
CREATE INDEX inbound_appeal ON private.inbound (appeal) WHERE appeal IS NOT NULL;

-- The conversation of a case, both ways. The first message is the case's own text and stands here too.
CREATE TABLE private.message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  inbound bigint UNIQUE REFERENCES private.inbound,
  outbox bigint UNIQUE REFERENCES private.outbox,
  at timestamptz NOT NULL,                       -- when it was sent, by the sender's or our clock
  channel text NOT NULL,                         -- private.channel's code of what came, an outbox channel's of what went out
  form text NOT NULL CHECK (form ~ '^[a-z_]{1,30}$'),   -- text, image, audio, location, reaction, …
  text text NOT NULL DEFAULT '',
  detail jsonb,                                  -- what the form says besides: place, contact, what it replies to
  CHECK ((inbound IS NULL) OR (outbox IS NULL))
);
CREATE INDEX message_appeal ON private.message (appeal, at, id);

-- What came with a message. content is there when it was fetched and found harmless.
--   waiting   to be fetched by the source's own id before it expires
--   kept      here; sha256 is of `content`
--   refused   too large, or not what it says it is
--   lost      could not be fetched in time
CREATE TABLE private.attachment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  inbound bigint NOT NULL REFERENCES private.inbound,
  appeal bigint REFERENCES private.appeal,       -- both null until the case is made
  message bigint REFERENCES private.message,
  media_id text,                                 -- by which the source knows it
  expected_sha256 bytea,                         -- what the source said of it
  name text,
  type text NOT NULL,                            -- media type; the sender's word until it was looked at
  bytes integer,
  sha256 bytea,
  content bytea,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'kept', 'refused', 'lost')),
  reason text,
  tries integer NOT NULL DEFAULT 0,
  try_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'kept') = (content IS NOT NULL)),
  CHECK ((state = 'waiting') = (try_at IS NOT NULL))
);
ALTER TABLE private.attachment ALTER content SET STORAGE EXTERNAL;   -- pictures don't compress
CREATE INDEX attachment_waiting ON private.attachment (try_at) WHERE state = 'waiting';
CREATE INDEX attachment_appeal ON private.attachment (appeal);
CREATE INDEX attachment_message ON private.attachment (message);
CREATE INDEX attachment_inbound ON private.attachment (inbound);

-- What the provider says of a message that it took: its id there, and how far it got. Words come late and out of order.
ALTER TABLE private.outbox
  ADD provider_id text CHECK (length(provider_id) BETWEEN 1 AND 500),
  ADD delivery text CHECK (delivery IN ('sent', 'delivered', 'read', 'failed')),
  ADD delivery_at timestamptz,
  ADD delivery_error text;
CREATE UNIQUE INDEX outbox_provider ON private.outbox (channel, provider_id) WHERE provider_id IS NOT NULL;

-- How a way in or out is set up. secrets: sealed by the portal's secret (lib/seal.ts), never shown again.
CREATE TABLE private.way (
  code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9]{1,30}$'),
  active boolean NOT NULL DEFAULT false,
  settings jsonb NOT NULL DEFAULT '{}',
  secrets bytea,
  updated_at timestamptz NOT NULL DEFAULT now(),
  updated_by bigint REFERENCES private.staff
);

-- A public form's use by the caller's network (a keyed hash) and quarter of an hour.
CREATE TABLE private.public_use (
  network bytea NOT NULL,
  form text NOT NULL,
  began timestamptz NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (network, form, began)
);
CREATE INDEX public_use_began ON private.public_use (began);
--> statement-breakpoint

-- What came is not changed, only what became of it (erasing aside, which leaves {}).
CREATE FUNCTION private.keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.source, NEW.source_id, NEW.kind, NEW.arrived_at) IS DISTINCT FROM (OLD.source, OLD.source_id, OLD.kind, OLD.arrived_at)
    OR (NEW.original IS DISTINCT FROM OLD.original AND NEW.original <> '{}') THEN
    RAISE EXCEPTION 'private.inbound: what came is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inbound_kept BEFORE UPDATE ON private.inbound FOR EACH ROW EXECUTE FUNCTION private.keep_original();

-- The next number of a year, e.g. 2026-000123. The counter's row stays locked until the transaction ends: no gaps, no twins.
CREATE FUNCTION private.next_case_number(year integer) RETURNS text LANGUAGE sql AS $$
  INSERT INTO private.setting AS s (key, value) VALUES ('case-number ' || year, '1')
  ON CONFLICT (key) DO UPDATE SET value = to_jsonb((s.value #>> '{}')::bigint + 1)
  RETURNING year || '-' || lpad(value #>> '{}', 6, '0')
$$;

-- How many of a sender's things may be taken in in ten minutes before the rest waits: nothing is lost, others are not held up.
CREATE FUNCTION private.when_taken(who text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT now() + make_interval(secs => greatest(0, count(*) - 20) * 30)
  FROM private.inbound WHERE who IS NOT NULL AND sender = who AND arrived_at > now() - interval '10 minutes'
$$;

-- Things a provider hands over: [{source, sourceId, kind, sender, original}], all or none. Returns how many were new.
CREATE FUNCTION resident.deliver(things jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE n integer;
BEGIN
  INSERT INTO private.inbound (source, source_id, kind, sender, original, try_at)
    SELECT t.source, t."sourceId", t.kind, t.sender, coalesce(t.original, 'null'), private.when_taken(t.sender)
    FROM jsonb_to_recordset(things) AS t(source text, "sourceId" text, kind text, sender text, original jsonb)
    ON CONFLICT (source, source_id) DO NOTHING;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- Counts a use of a public form; minutes to wait when there were too many, else null.
CREATE FUNCTION private.too_many(caller bytea, what text, most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE opened constant timestamptz := date_bin('15 minutes', now(), 'epoch'); used integer;
BEGIN
  INSERT INTO private.public_use AS u (network, form, began, n) VALUES (caller, what, opened, 1)
    ON CONFLICT (network, form, began) DO UPDATE SET n = u.n + 1 RETURNING u.n INTO used;
  IF used = 1 THEN DELETE FROM private.public_use WHERE began < opened - interval '1 day'; END IF;
  IF used <= most THEN RETURN NULL; END IF;
  RETURN ceil(extract(epoch FROM opened + interval '15 minutes' - now()) / 60);
END $$;

-- A resident's own message by one of our forms: kept, numbered and promised at once. {"limited": minutes} |
-- {"number", "at", "again"}: `again` when this very form was sent before (its id is the same). photos: JPEGs that were made anew by us.
CREATE FUNCTION resident.submit(from_source text, form_id text, who text, said jsonb, photos bytea[], code_hash bytea, caller bytea, most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.inbound; wait integer; zone text;
BEGIN
  SELECT * INTO it FROM private.inbound i WHERE i.source = from_source AND i.source_id = form_id;
  IF FOUND THEN RETURN jsonb_build_object('number', it.number, 'at', it.arrived_at, 'again', true); END IF;
  wait := private.too_many(caller, from_source, most);
  IF wait IS NOT NULL THEN RETURN jsonb_build_object('limited', wait); END IF;
  SELECT s.value ->> 'timeZone' INTO zone FROM private.setting s WHERE s.key = 'city';
  INSERT INTO private.inbound (source, source_id, kind, sender, original, number, tracking_hash)
    VALUES (from_source, form_id, 'message', who, said, private.next_case_number(extract(year FROM now() AT TIME ZONE coalesce(zone, 'UTC'))::integer), code_hash)
    ON CONFLICT (source, source_id) DO NOTHING RETURNING * INTO it;
  IF NOT FOUND THEN   -- the same form twice at once
    SELECT * INTO it FROM private.inbound i WHERE i.source = from_source AND i.source_id = form_id;
    RETURN jsonb_build_object('number', it.number, 'at', it.arrived_at, 'again', true);
  END IF;
  INSERT INTO private.attachment (inbound, name, type, bytes, sha256, content, state)
    SELECT it.id, 'photo-' || p.n || '.jpg', 'image/jpeg', length(p.photo), sha256(p.photo), p.photo, 'kept' FROM unnest(photos) WITH ORDINALITY AS p(photo, n);
  RETURN jsonb_build_object('number', it.number, 'at', it.arrived_at, 'again', false);
END $$;

-- How a way is set up, for whoever must check a signature before anything is kept. The secrets are sealed.
CREATE FUNCTION resident.way(wanted text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT jsonb_build_object('settings', w.settings, 'secrets', encode(w.secrets, 'base64')) FROM private.way w WHERE w.code = wanted AND w.active
$$;
REVOKE ALL ON FUNCTION resident.deliver(jsonb), resident.submit(text, text, text, jsonb, bytea[], bytea, bytea, integer), resident.way(text),
  private.next_case_number(integer), private.when_taken(text), private.too_many(bytea, text, integer) FROM PUBLIC;

-- Erasing (0010_retention.sql) reaches what came in, too.
CREATE OR REPLACE FUNCTION private.erase_case(id_given bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.appeal; months integer;
BEGIN
  SELECT * INTO it FROM private.appeal a WHERE a.id = id_given AND a.erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT (s.value ->> CASE it.track WHEN 'appeal' THEN 'appealMonths' ELSE 'signalMonths' END)::integer INTO months FROM private.setting s WHERE s.key = 'retention';
  IF months IS NULL OR months < 12 OR (it.closed_at + make_interval(months => months) <= least(moment, now())) IS NOT TRUE THEN RETURN false; END IF;
  -- Two of his cases at once: whoever comes second sees that the other is gone.
  PERFORM FROM private.person p WHERE p.id = it.applicant FOR UPDATE;
  UPDATE private.appeal SET text = '', applicant = NULL, tracking_hash = NULL, erased_at = moment, version = version + 1 WHERE id = it.id;
  UPDATE private.answer SET text = '' WHERE appeal = it.id;
  UPDATE private.proposal SET detail = detail - 'part', reason = '…' WHERE appeal = it.id;
  UPDATE private.assignment SET instruction = '' WHERE appeal = it.id;
  UPDATE private.co_executor SET task = '', contribution = left(contribution, 0) WHERE appeal = it.id;
  UPDATE private.booking SET note = NULL WHERE appeal = it.id;
  -- A letter that nobody handed over by now never will be.
  UPDATE private.outbox SET subject = '', text = '', sent_to = NULL, done_at = coalesce(done_at, CASE state WHEN 'waiting' THEN moment END),
    state = CASE state WHEN 'waiting' THEN 'given_up' ELSE state END WHERE appeal = it.id;
  -- What he sent and what was sent to him, as it came and as it was read.
  UPDATE private.inbound SET original = '{}', sender = NULL, tracking_hash = NULL WHERE appeal = it.id;
  UPDATE private.message SET text = '', detail = NULL WHERE appeal = it.id;
  DELETE FROM private.attachment WHERE appeal = it.id;
  IF it.applicant IS NOT NULL AND NOT EXISTS (SELECT FROM private.appeal a WHERE a.applicant = it.applicant) THEN
    DELETE FROM private.person WHERE id = it.applicant;
  END IF;
  INSERT INTO private.event (appeal, kind, hash) VALUES (it.id, 'erased', '');
  RETURN true;
END $$;
