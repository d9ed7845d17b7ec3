-- The call screen and Open311 (GeoReport v2).

-- Who called for somebody else is found by his own phone, too.
CREATE INDEX message_caller ON private.message ((detail #>> '{caller,phone}')) WHERE detail ? 'caller';
--> statement-breakpoint

-- The programs that may hand in requests. A key is told once: only its SHA-256 is here, and it has 256 bits.
CREATE TABLE private.open311_client (
  name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
  key_hash bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by bigint REFERENCES private.staff
);
--> statement-breakpoint

-- Whose key it is; null: nobody's.
CREATE FUNCTION resident.open311_client(hash bytea) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT c.name FROM private.open311_client c WHERE c.key_hash = hash
$$;

-- What people may choose from today, whether a release has shown it yet or not.
CREATE FUNCTION resident.codes_in_use() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  WITH city AS (SELECT s.value, (now() AT TIME ZONE (s.value ->> 'timeZone'))::date AS today FROM private.setting s WHERE s.key = 'city')
  SELECT jsonb_build_object('language', city.value ->> 'language', 'demo', coalesce((city.value ->> 'demo')::boolean, false),
    'category', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'parent', c.parent, 'names', jsonb_build_object('kk', c.name_kk, 'ru', c.name_ru, 'en', c.name_en)) ORDER BY c.sort, c.code), '[]')
      FROM private.category c WHERE c.valid_from <= city.today AND (c.valid_to IS NULL OR c.valid_to >= city.today)),
    'district', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', d.code, 'parent', d.parent, 'names', jsonb_build_object('kk', d.name_kk, 'ru', d.name_ru, 'en', d.name_en)) ORDER BY d.sort, d.code), '[]')
      FROM private.district d WHERE d.kind <> 'unknown' AND d.valid_from <= city.today AND (d.valid_to IS NULL OR d.valid_to >= city.today)))
  FROM city
$$;

-- What the holder of a code is shown of his request: {"limited": minutes}, {"request": null} or {"request": {…}}; also before
-- the case is made. A program asks often and is no reader: unlike resident.track it leaves no note that an answer was read.
CREATE FUNCTION resident.held_request(code_hash bytea, caller bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.appeal; came private.inbound; wait integer;
BEGIN
  SELECT * INTO it FROM private.appeal a WHERE a.tracking_hash = code_hash;
  IF FOUND THEN
    RETURN jsonb_build_object('request', jsonb_build_object(
      'number', it.number, 'status', it.status, 'category', it.category, 'district', it.district,
      'department', (SELECT jsonb_build_object('kk', d.name_kk, 'ru', d.name_ru, 'en', d.name_en) FROM private.department d WHERE d.code = it.department),
      'answer', CASE WHEN it.status = 'answered' THEN (SELECT w.text FROM private.answer w WHERE w.appeal = it.id AND w.round = it.round ORDER BY w.id DESC LIMIT 1) END,
      'receivedAt', it.received_at, 'updatedAt', (SELECT max(e.at) FROM private.event e WHERE e.appeal = it.id AND e.kind IN ('received', 'imported', 'status', 'extended', 'redirected_part')),
      'dueAt', it.due_at, 'closedAt', it.closed_at));
  END IF;
  SELECT * INTO came FROM private.inbound i WHERE i.tracking_hash = code_hash AND i.source = 'open311' AND i.state IN ('waiting', 'dead');
  IF FOUND THEN
    RETURN jsonb_build_object('request', jsonb_build_object(
      'number', came.number, 'status', 'received', 'category', came.original #>> '{asked,service_code}', 'district', came.original #>> '{asked,address_id}', 'department', NULL, 'answer', NULL,
      'receivedAt', came.arrived_at, 'updatedAt', came.arrived_at, 'dueAt', NULL, 'closedAt', NULL));
  END IF;
  wait := private.too_many(caller, 'open311 codes', 100);
  IF wait IS NOT NULL THEN RETURN jsonb_build_object('limited', wait); END IF;
  RETURN jsonb_build_object('request', NULL);
END $$;
REVOKE ALL ON FUNCTION resident.open311_client(bytea), resident.codes_in_use(), resident.held_request(bytea, bytea) FROM PUBLIC;
