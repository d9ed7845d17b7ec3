-- Receptions that residents book for themselves on the web.
INSERT INTO private.source (code, name) VALUES ('reception', 'Reception booked on the web') ON CONFLICT DO NOTHING;
ALTER TABLE private.booking ALTER booked_by DROP NOT NULL;   -- null: by the person himself

-- Free slots as the office's job last worked them out (lib/reception/offer.ts); slot is the official and the moment.
CREATE TABLE private.offered_slot (
  slot text PRIMARY KEY,
  starts_at timestamptz NOT NULL,
  minutes smallint NOT NULL,
  place text NOT NULL,
  host text NOT NULL,
  free smallint NOT NULL CHECK (free >= 0)
);
CREATE INDEX offered_slot_time ON private.offered_slot (starts_at);

-- What may be booked now, by time. How many seats a slot has left is nobody's business but the desk's.
CREATE FUNCTION resident.offered() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('slot', s.slot, 'startsAt', s.starts_at, 'minutes', s.minutes, 'place', s.place, 'host', s.host) ORDER BY s.starts_at, s.slot), '[]')
  FROM private.offered_slot s WHERE s.free > 0 AND s.starts_at > now() + interval '1 hour'
$$;

-- Books an offered slot: like submit, and {"taken": true} when its last seat has just gone. A job makes the case and the visit of it.
CREATE FUNCTION resident.book(form_id text, wanted text, said jsonb, code_hash bytea, caller bytea, most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE done jsonb;
BEGIN
  done := resident.submit('reception', form_id, NULL, said || jsonb_build_object('slot', wanted), '{}', code_hash, caller, most);
  IF (done ->> 'again')::boolean IS NOT FALSE THEN RETURN done; END IF;
  UPDATE private.offered_slot SET free = free - 1 WHERE slot = wanted AND free > 0 AND starts_at > now();
  IF NOT FOUND THEN RAISE EXCEPTION 'taken' USING ERRCODE = 'no_data_found'; END IF;
  RETURN done;
EXCEPTION WHEN no_data_found THEN RETURN jsonb_build_object('taken', true);   -- and nothing of it is kept
END $$;
REVOKE ALL ON FUNCTION resident.offered(), resident.book(text, text, jsonb, bytea, bytea, integer) FROM PUBLIC;
