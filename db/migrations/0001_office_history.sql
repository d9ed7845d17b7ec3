-- What officials change outside cases – accounts, calendar, rules, templates, retention – as one append-only chain.
CREATE TABLE private.office_event (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor bigint REFERENCES private.staff,         -- null: the system or a command of the operator of the machine
  kind text NOT NULL,                            -- 'staff', 'session', 'second_factor', 'calendar', 'routing', 'template', …
  subject text NOT NULL,                         -- of what: a login, a day, a rule's number
  before jsonb,
  after jsonb,
  reason text,
  prev bytea,
  hash bytea NOT NULL
);
CREATE INDEX office_event_actor ON private.office_event (actor, seq);

CREATE FUNCTION private.office_event_hash(e private.office_event) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    e.actor, e.kind, e.subject, e.before, e.after, e.reason, encode(e.prev, 'hex'))::text, 'UTF8'))
$$;

-- The newest link, so that a missing last row shows; its lock also puts writers in a line.
CREATE TABLE private.office_event_head (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  seq bigint NOT NULL,
  hash bytea
);
INSERT INTO private.office_event_head (seq, hash) VALUES (0, NULL);

CREATE FUNCTION private.chain_office_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  IF session_user <> current_user THEN NEW.at := clock_timestamp(); END IF; -- the moment can't be chosen
  SELECT h.seq + 1, h.hash INTO NEW.seq, NEW.prev FROM private.office_event_head h FOR UPDATE;
  NEW.hash := private.office_event_hash(NEW);
  UPDATE private.office_event_head SET seq = NEW.seq, hash = NEW.hash;
  RETURN NEW;
END $$;
CREATE TRIGGER office_event_chain BEFORE INSERT ON private.office_event FOR EACH ROW EXECUTE FUNCTION private.chain_office_event();
CREATE TRIGGER office_event_append_only BEFORE UPDATE OR DELETE ON private.office_event FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER office_event_no_truncate BEFORE TRUNCATE ON private.office_event EXECUTE FUNCTION private.refuse_change();

-- The auditor's view of an officer, and of all of them. Partial: an import of a million cases has no actor.
CREATE INDEX event_at ON private.event (at DESC) WHERE actor IS NOT NULL;
CREATE INDEX applicant_look_at ON private.applicant_look (at DESC);
CREATE INDEX event_actor ON private.event (actor, at DESC) WHERE actor IS NOT NULL;
CREATE INDEX applicant_look_staff ON private.applicant_look (staff, at DESC);
CREATE INDEX applicant_look_appeal ON private.applicant_look (appeal, at DESC);
--> statement-breakpoint

-- As before, and a moment can't be chosen: only an import, whose first event its case points at, and the database's owner
-- (the demonstration's past) may say when something was.
CREATE OR REPLACE FUNCTION private.chain_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
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
  IF session_user <> current_user THEN NEW.at := clock_timestamp(); END IF;
  SELECT history_seq + 1, history_hash INTO NEW.seq, NEW.prev FROM private.appeal WHERE id = NEW.appeal FOR UPDATE;
  NEW.hash := private.event_hash(NEW);
  UPDATE private.appeal SET history_seq = NEW.seq, history_hash = NEW.hash WHERE id = NEW.appeal;
  RETURN NEW;
END $$;
