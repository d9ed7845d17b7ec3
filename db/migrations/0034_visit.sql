-- What was promised under a form's token stays true whatever is sent under it again, and a visit is seen by its holder.

-- As it was (0020_intake.sql), but a form that is here already says whether it is the same still: who went back and changed it must be told.
CREATE OR REPLACE FUNCTION resident.submit(from_source text, form_id text, who text, said jsonb, photos bytea[], code_hash bytea, caller bytea, most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.inbound; wait integer; zone text;
BEGIN
  SELECT * INTO it FROM private.inbound i WHERE i.source = from_source AND i.source_id = form_id;
  IF NOT FOUND THEN
    wait := private.too_many(caller, from_source, most);
    IF wait IS NOT NULL THEN RETURN jsonb_build_object('limited', wait); END IF;
    SELECT s.value ->> 'timeZone' INTO zone FROM private.setting s WHERE s.key = 'city';
    INSERT INTO private.inbound (source, source_id, kind, sender, original, number, tracking_hash)
      VALUES (from_source, form_id, 'message', who, said, private.next_case_number(extract(year FROM now() AT TIME ZONE coalesce(zone, 'UTC'))::integer), code_hash)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING * INTO it;
    IF FOUND THEN
      INSERT INTO private.attachment (inbound, name, type, bytes, sha256, content, state)
        SELECT it.id, 'photo-' || p.n || '.jpg', 'image/jpeg', length(p.photo), sha256(p.photo), p.photo, 'kept' FROM unnest(photos) WITH ORDINALITY AS p(photo, n);
      RETURN jsonb_build_object('number', it.number, 'at', it.arrived_at, 'again', false, 'same', true);
    END IF;
    SELECT * INTO it FROM private.inbound i WHERE i.source = from_source AND i.source_id = form_id;   -- the same form twice at once
  END IF;
  RETURN jsonb_build_object('number', it.number, 'at', it.arrived_at, 'again', true, 'same', it.original = said
    AND ARRAY(SELECT t.sha256 FROM private.attachment t WHERE t.inbound = it.id ORDER BY t.id) = ARRAY(SELECT sha256(p.photo) FROM unnest(photos) WITH ORDINALITY AS p(photo, n) ORDER BY p.n));
END $$;

-- As it was (0028_booking.sql), but it says which visit was booked: sent again with another time chosen, the form is still the first one.
CREATE OR REPLACE FUNCTION resident.book(form_id text, wanted text, said jsonb, code_hash bytea, caller bytea, most integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE done jsonb; visit jsonb;
BEGIN
  SELECT jsonb_build_object('at', s.starts_at, 'place', s.place, 'host', s.host) INTO visit FROM private.offered_slot s WHERE s.slot = wanted;
  done := resident.submit('reception', form_id, NULL, said || jsonb_build_object('slot', wanted, 'visit', visit), '{}', code_hash, caller, most);
  IF (done ->> 'again')::boolean IS NULL THEN RETURN done; END IF;
  IF (done ->> 'again')::boolean THEN
    RETURN (SELECT done || jsonb_build_object('visit', i.original -> 'visit', 'same', i.original ->> 'slot' = wanted) FROM private.inbound i WHERE i.source = 'reception' AND i.source_id = form_id);
  END IF;
  UPDATE private.offered_slot SET free = free - 1 WHERE slot = wanted AND free > 0 AND starts_at > now();
  IF NOT FOUND THEN RAISE EXCEPTION 'taken' USING ERRCODE = 'no_data_found'; END IF;
  RETURN done || jsonb_build_object('visit', visit);
EXCEPTION WHEN no_data_found THEN RETURN jsonb_build_object('taken', true);   -- and nothing of it is kept
END $$;

-- As it was (0024_own_words.sql), but for the visit that is still to come; cancels: the case is nothing but that visit.
CREATE OR REPLACE FUNCTION resident.own_words(code_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT jsonb_build_object(
    'open', a.closed_at IS NULL, 'reopensUntil', CASE WHEN a.status = 'answered' AND private.reopens_until(a.closed_at) > now() THEN private.reopens_until(a.closed_at) END,
    'withdrawing', EXISTS (SELECT FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'withdrawal' AND i.state = 'waiting'),
    'rating', CASE WHEN a.status = 'answered' THEN coalesce(
      (SELECT i.original ->> 'answer' FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'rating' AND (i.original ->> 'round')::integer = a.round ORDER BY i.id DESC LIMIT 1),
      (SELECT r.answer FROM private.rating r WHERE r.appeal = a.id AND r.round = a.round ORDER BY r.id DESC LIMIT 1)) END,
    'said', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', i.arrived_at, 'text', i.original ->> 'text', 'photos',
        (SELECT count(*) FROM private.attachment t WHERE t.inbound = i.id)) ORDER BY i.id), '[]')
      FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'addition'),
    'visit', (SELECT jsonb_build_object('at', b.starts_at, 'place', b.place, 'host', s.name, 'cancels', a.channel = 'reception' AND a.status = 'received')
      FROM private.booking b JOIN private.staff s ON s.id = b.official WHERE b.appeal = a.id AND b.state = 'booked' AND b.starts_at + make_interval(mins => b.minutes) > now()))
  FROM private.appeal a WHERE a.tracking_hash = code_hash
$$;
REVOKE ALL ON FUNCTION resident.submit(text, text, text, jsonb, bytea[], bytea, bytea, integer), resident.book(text, text, jsonb, bytea, bytea, integer), resident.own_words(bytea) FROM PUBLIC;
