-- What the holder of a tracking code adds to his case (docs/decisions/0024-own-words.md): a message with photos, its withdrawal, and
-- whether the answer really solved it. Each is a row of private.inbound first; the job takes it in (lib/intake/own-words.ts).

INSERT INTO private.source (code, name) VALUES ('track', 'Tracking page') ON CONFLICT DO NOTHING;

-- "Was it really solved?" Every word is kept; the last one of a round counts. reason goes with the case's words when it is erased.
CREATE TABLE private.rating (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  round smallint NOT NULL CHECK (round > 0),
  answer text NOT NULL CHECK (answer IN ('yes', 'partly', 'no')),
  reason text CHECK (length(reason) BETWEEN 1 AND 2000),
  at timestamptz NOT NULL,
  inbound bigint UNIQUE REFERENCES private.inbound
);
CREATE INDEX rating_appeal ON private.rating (appeal, round, id);

-- T7: how those who were asked answered, by the quarter their appeals came in; frozen with its outcomes (disclosure.md).
--   n   how many answered; yes, partly, no: their split. Empty beside c: withheld, x: nobody knows.
CREATE TABLE open.rating_count (
  quarter text PRIMARY KEY CHECK (quarter ~ '^\d{4}-Q[1-4]$'),
  release text NOT NULL,
  answered integer CHECK (answered >= 5),
  answered_status text NOT NULL CHECK (answered_status IN ('', 'c', 'x')),
  yes integer CHECK (yes >= 5), partly integer CHECK (partly >= 5), no integer CHECK (no >= 5),
  split_status text NOT NULL CHECK (split_status IN ('', 'c', 'x')),
  CHECK ((answered IS NULL) = (answered_status <> '')),
  -- The whole split or nothing of it: a part withheld beside two that are shown would be the rest.
  CHECK (num_nonnulls(yes, partly, no) = CASE split_status WHEN '' THEN 3 ELSE 0 END),
  CHECK (split_status <> '' OR (answered >= 10 AND answered = yes + partly + no))
);
CREATE TRIGGER rating_count_frozen BEFORE UPDATE OR DELETE ON open.rating_count FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER rating_count_no_truncate BEFORE TRUNCATE ON open.rating_count EXECUTE FUNCTION private.refuse_change();
--> statement-breakpoint

-- Erasing a case (private.erase_case) reaches why somebody was not content.
CREATE FUNCTION private.erase_reasons() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  UPDATE private.rating SET reason = NULL WHERE appeal = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER appeal_erased_reasons AFTER UPDATE OF erased_at ON private.appeal FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION private.erase_reasons();

-- Until when "not solved" opens a case again: thirty days after its answer. Later it is kept and counted; he may complain, or write anew.
CREATE FUNCTION private.reopens_until(closed timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT closed + interval '720 hours' $$;

-- A word of a code's holder: {"limited": minutes} | {"case": null}: no case has this code | {"refused": why} | {"kept": what, "at"}.
-- Tried codes are counted as on a look (resident.track), words besides by the caller's network. The same form sent twice is kept once.
--   what   addition: {text}, with photos that were made anew by us; withdrawal: {reason}; rating: {answer, reason, round}
CREATE FUNCTION resident.say(code_hash bytea, caller bytea, what text, form_id text, said jsonb, photos bytea[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE
  opened constant timestamptz := date_bin('15 minutes', now(), 'epoch');
  guesses integer; wait integer; it private.appeal; came private.inbound;
BEGIN
  INSERT INTO private.track_guess AS g (network, began, n) VALUES (caller, opened, 1)
    ON CONFLICT (network, began) DO UPDATE SET n = g.n + 1 RETURNING g.n INTO guesses;
  IF guesses > 100 THEN RETURN jsonb_build_object('limited', ceil(extract(epoch FROM opened + interval '15 minutes' - now()) / 60)); END IF;
  SELECT * INTO it FROM private.appeal a WHERE a.tracking_hash = code_hash;
  IF NOT FOUND THEN RETURN jsonb_build_object('case', NULL); END IF;
  UPDATE private.track_guess SET n = n - 1 WHERE network = caller AND began = opened;

  SELECT * INTO came FROM private.inbound i WHERE i.source = 'track' AND i.source_id = form_id;
  IF FOUND AND came.appeal = it.id THEN RETURN jsonb_build_object('kept', came.kind, 'at', came.arrived_at, 'reopens', came.original -> 'reopens'); END IF;
  wait := private.too_many(caller, 'track', 30);
  IF wait IS NOT NULL THEN RETURN jsonb_build_object('limited', wait); END IF;

  IF what = 'addition' THEN
    -- What ended for good goes on nowhere: who has more to say says "not solved", or sends a new one.
    IF it.closed_at IS NOT NULL THEN RETURN jsonb_build_object('refused', 'closed'); END IF;
  ELSIF what = 'withdrawal' THEN
    -- From any state before a decision (lib/appeals/status.ts; a test compares).
    IF it.closed_at IS NOT NULL THEN RETURN jsonb_build_object('refused', 'decided'); END IF;
  ELSIF what = 'rating' THEN
    IF it.status <> 'answered' OR it.round IS DISTINCT FROM (said ->> 'round')::integer THEN RETURN jsonb_build_object('refused', 'unanswered'); END IF;
    IF (said ->> 'answer' IN ('yes', 'partly', 'no')) IS NOT TRUE THEN RAISE EXCEPTION 'resident.say: no such answer' USING ERRCODE = 'check_violation'; END IF;
    said := said || jsonb_build_object('reopens', said ->> 'answer' = 'no' AND private.reopens_until(it.closed_at) > now());
  ELSE
    RAISE EXCEPTION 'resident.say: nothing is said so' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO private.inbound (source, source_id, kind, sender, original, appeal) VALUES ('track', form_id, what, 'case ' || it.id, said, it.id)
    ON CONFLICT (source, source_id) DO NOTHING RETURNING * INTO came;
  IF NOT FOUND THEN   -- the same form twice at once, or another case's form id
    SELECT * INTO came FROM private.inbound i WHERE i.source = 'track' AND i.source_id = form_id AND i.appeal = it.id;
    IF NOT FOUND THEN RETURN jsonb_build_object('case', NULL); END IF;
    RETURN jsonb_build_object('kept', came.kind, 'at', came.arrived_at, 'reopens', came.original -> 'reopens');
  END IF;
  INSERT INTO private.attachment (inbound, appeal, name, type, bytes, sha256, content, state)
    SELECT came.id, it.id, 'photo-' || p.n || '.jpg', 'image/jpeg', length(p.photo), sha256(p.photo), p.photo, 'kept' FROM unnest(photos) WITH ORDINALITY AS p(photo, n);
  RETURN jsonb_build_object('kept', came.kind, 'at', came.arrived_at, 'reopens', came.original -> 'reopens');
END $$;

-- What a case's holder has said here so far, and what waits to be taken in; asked after resident.track has found it.
CREATE FUNCTION resident.own_words(code_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT jsonb_build_object(
    'open', a.closed_at IS NULL, 'reopensUntil', CASE WHEN a.status = 'answered' AND private.reopens_until(a.closed_at) > now() THEN private.reopens_until(a.closed_at) END,
    'withdrawing', EXISTS (SELECT FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'withdrawal' AND i.state = 'waiting'),
    'rating', CASE WHEN a.status = 'answered' THEN coalesce(
      (SELECT i.original ->> 'answer' FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'rating' AND (i.original ->> 'round')::integer = a.round ORDER BY i.id DESC LIMIT 1),
      (SELECT r.answer FROM private.rating r WHERE r.appeal = a.id AND r.round = a.round ORDER BY r.id DESC LIMIT 1)) END,
    'said', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', i.arrived_at, 'text', i.original ->> 'text', 'photos',
        (SELECT count(*) FROM private.attachment t WHERE t.inbound = i.id)) ORDER BY i.id), '[]')
      FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'addition'))
  FROM private.appeal a WHERE a.tracking_hash = code_hash
$$;
REVOKE ALL ON FUNCTION resident.say(bytea, bytea, text, text, jsonb, bytea[]), resident.own_words(bytea), private.reopens_until(timestamptz), private.erase_reasons() FROM PUBLIC;
--> statement-breakpoint

-- One more thing an applicant is told: the question after the answer. Other kinds that the list has stay in it.
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid = 'private.outbox'::regclass AND contype = 'c'
    AND pg_get_constraintdef(oid) LIKE '%''answer''%' LOOP
    EXECUTE format('ALTER TABLE private.outbox DROP CONSTRAINT %I', c.conname);
    EXECUTE format('ALTER TABLE private.outbox ADD CHECK (kind IN (%s))', (SELECT string_agg(DISTINCT quote_literal(kind), ', ') FROM (
      SELECT m[1] FROM regexp_matches(c.def, '''([a-z_]+)''', 'g') m UNION VALUES ('rating')) AS k(kind)));
  END LOOP;
END $$;
