-- The web form (docs/decisions/0023-web-form.md): its code is good from the moment it is shown.

-- What is told of a message whose case a job is just making: that it arrived. Null: nothing of this code waits.
CREATE FUNCTION private.promised(code_hash bytea) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('number', i.number, 'track', 'signal', 'kind', NULL, 'status', 'received', 'language', coalesce(i.original ->> 'language', 'kk'), 'round', 1,
    'receivedAt', i.arrived_at, 'registeredAt', NULL, 'dueAt', NULL, 'dueBasis', NULL, 'extendedAt', NULL, 'closedAt', NULL, 'outcome', NULL, 'outcomeGround', NULL,
    'department', NULL, 'answer', NULL, 'earlier', '[]'::jsonb, 'main', NULL, 'parts', '[]'::jsonb,
    'events', jsonb_build_array(jsonb_build_object('at', i.arrived_at, 'kind', 'received', 'status', 'received', 'to', NULL, 'term', NULL, 'dueAt', NULL, 'reason', NULL)))
  FROM private.inbound i WHERE i.tracking_hash = code_hash AND i.number IS NOT NULL AND i.appeal IS NULL AND i.kind = 'message'
$$;
REVOKE ALL ON FUNCTION private.promised(bytea) FROM PUBLIC;

-- As it was (0007_outbox.sql), but for `promised`.
CREATE OR REPLACE FUNCTION resident.track(code_hash bytea, caller bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE
  most constant integer := 100;
  opened constant timestamptz := date_bin('15 minutes', now(), 'epoch');
  guesses integer;
  it private.appeal;
  said private.answer;
  promised jsonb;
BEGIN
  -- Counted before it is tried, and the row stays locked: many at once are still counted one by one.
  INSERT INTO private.track_guess AS g (network, began, n) VALUES (caller, opened, 1)
    ON CONFLICT (network, began) DO UPDATE SET n = g.n + 1 RETURNING g.n INTO guesses;
  IF guesses = 1 THEN DELETE FROM private.track_guess WHERE began < opened - interval '1 day'; END IF;
  IF guesses > most THEN
    RETURN jsonb_build_object('limited', ceil(extract(epoch FROM opened + interval '15 minutes' - now()) / 60));
  END IF;
  SELECT * INTO it FROM private.appeal a WHERE a.tracking_hash = code_hash;
  IF NOT FOUND THEN
    promised := private.promised(code_hash);
    IF promised IS NOT NULL THEN UPDATE private.track_guess SET n = n - 1 WHERE network = caller AND began = opened; END IF;
    RETURN jsonb_build_object('case', promised);
  END IF;
  UPDATE private.track_guess SET n = n - 1 WHERE network = caller AND began = opened;

  IF it.status = 'answered' THEN
    SELECT * INTO said FROM private.answer w WHERE w.appeal = it.id AND w.round = it.round ORDER BY w.id DESC LIMIT 1;
    UPDATE private.answer SET read_at = now() WHERE id = said.id AND read_at IS NULL;
    IF FOUND THEN
      INSERT INTO private.event (appeal, kind, after, hash) VALUES (it.id, 'answer_read', jsonb_build_object('round', it.round), '');
    END IF;
  END IF;

  RETURN jsonb_build_object('case', jsonb_build_object(
    'number', it.number, 'track', it.track, 'kind', it.kind, 'status', it.status, 'language', it.language, 'round', it.round,
    'receivedAt', it.received_at, 'registeredAt', it.registered_at, 'dueAt', it.due_at, 'dueBasis', it.due_basis, 'extendedAt', it.extended_at,
    'closedAt', it.closed_at, 'outcome', it.outcome, 'outcomeGround', it.outcome_ground,
    'department', (SELECT jsonb_build_object('kk', d.name_kk, 'ru', d.name_ru, 'en', d.name_en) FROM private.department d WHERE d.code = it.department),
    'answer', CASE WHEN said.id IS NULL THEN NULL ELSE jsonb_build_object('text', said.text, 'language', said.language) END,
    'earlier', (SELECT coalesce(jsonb_agg(jsonb_build_object('round', p.round, 'closedAt', p.closed_at, 'outcome', p.outcome, 'answer',
        (SELECT jsonb_build_object('text', w.text, 'language', w.language) FROM private.answer w WHERE w.appeal = it.id AND w.round = p.round ORDER BY w.id DESC LIMIT 1)) ORDER BY p.round), '[]')
      FROM private.past_round p WHERE p.appeal = it.id),
    -- The case it was merged into: its number and state only. Who wrote is told by a phone and a name, and those can be claimed.
    'main', (SELECT jsonb_build_object('number', m.number, 'status', m.status) FROM private.appeal m WHERE m.id = it.parent AND it.status = 'merged'),
    'parts', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', c.number, 'status', c.status) ORDER BY c.id), '[]')
      FROM private.appeal c WHERE c.parent = it.id AND c.status <> 'merged'),
    'events', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind, 'status', e.after ->> 'status', 'to', e.after ->> 'to', 'term', e.after ->> 'term',
        'dueAt', e.after ->> 'dueAt', 'reason', CASE WHEN e.after ->> 'status' IN ('returned', 'needs_conformity')
          THEN coalesce((SELECT p.reason FROM private.proposal p WHERE p.id = (e.after ->> 'proposal')::bigint), e.reason) END) ORDER BY e.seq), '[]')
      FROM private.event e WHERE e.appeal = it.id AND e.kind IN ('received', 'imported', 'status', 'extended', 'redirected_part'))
  ));
END $$;
REVOKE ALL ON FUNCTION resident.track(bytea, bytea) FROM PUBLIC;

-- What the akimat says in public of a problem that it knows of, until when; who writes about the same may add himself. Never a count.
-- ref: what the public knows it by, so that its number tells nobody how many problems there are.
CREATE TABLE private.announcement (
  problem bigint PRIMARY KEY REFERENCES private.problem,
  ref uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  text_kk text CHECK (length(text_kk) BETWEEN 1 AND 1000),
  text_ru text CHECK (length(text_ru) BETWEEN 1 AND 1000),
  text_en text CHECK (length(text_en) BETWEEN 1 AND 1000),
  until timestamptz NOT NULL,
  announced_by bigint NOT NULL REFERENCES private.staff,
  announced_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(text_kk, text_ru, text_en) > 0)
);

-- What is announced for a district now: its own, its area's, and the whole city's; without a district the city's alone.
CREATE FUNCTION resident.announced(wanted text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('ref', n.ref, 'until', n.until, 'text', jsonb_build_object('kk', n.text_kk, 'ru', n.text_ru, 'en', n.text_en)) ORDER BY n.until, n.ref), '[]')
  FROM private.announcement n JOIN private.problem p ON p.id = n.problem
  WHERE n.until > now() AND p.closed_at IS NULL
    AND (p.district IS NULL OR p.district = wanted OR p.district = (SELECT d.parent FROM private.district d WHERE d.code = wanted))
$$;
REVOKE ALL ON FUNCTION resident.announced(text) FROM PUBLIC;
