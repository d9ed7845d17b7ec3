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
