-- What applicants are told, by which way it goes and whether it arrived (docs/decisions/0011-outbox.md); what a resident
-- sees who follows his case.

-- way: how he wants to be told; null: by e-mail where there is one, else by letter.
ALTER TABLE private.person
  ADD email text CHECK (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+$' AND length(email) <= 254),
  ADD way text CHECK (way IN ('email', 'post', 'hand', 'phone')),
  ADD CHECK (way <> 'email' OR email IS NOT NULL);
CREATE INDEX person_email ON private.person (email) WHERE email IS NOT NULL;

-- One row a message. Where it goes is asked of the person when it is sent, so that a mended address serves and nothing
-- personal but the text is held here.
--   waiting      a channel's worker will send it at try_at; a letter (try_at null) waits for an official
--   sending      an attempt was begun at begun_at
--   in_doubt     it was begun and nobody knows how it ended: never sent again by itself
--   sent         the channel took it
--   dead         refused for good, or too many tries
--   given_up     an administrator's decision
--   handed_over  an official posted it, handed it over or read it out (way)
--   undeliverable  an official knows that it can't reach him (obstacle); who finds a way later still may
CREATE TABLE private.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,                      -- what is said: it is said once
  appeal bigint REFERENCES private.appeal,       -- null: an administrator's test
  recipient text,                                -- of a test
  kind text NOT NULL CHECK (kind IN ('answer', 'extension', 'redirect', 'return', 'termination', 'conformity', 'registration', 'reopening', 'booking', 'test')),
  channel text NOT NULL CHECK (channel <> ''),   -- 'letter' or an adapter's code (lib/outbox/channels.ts)
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  subject text NOT NULL,
  text text NOT NULL,
  message_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,   -- the same at every try
  created_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'in_doubt', 'sent', 'dead', 'given_up', 'handed_over', 'undeliverable')),
  tries integer NOT NULL DEFAULT 0,
  try_at timestamptz,
  begun_at timestamptz,
  last_error text,                               -- without addresses
  sent_to text,                                  -- the address it went to, masked
  done_at timestamptz,                           -- sent, handed over, dead, given up or found undeliverable
  way text CHECK (way IN ('post', 'hand', 'phone')),
  obstacle text CHECK (obstacle IN ('returned', 'address', 'refused', 'unreachable')),
  done_by bigint REFERENCES private.staff,
  CHECK ((appeal IS NULL) = (kind = 'test')),
  CHECK ((recipient IS NULL) = (appeal IS NOT NULL)),
  CHECK ((state = 'handed_over') = (way IS NOT NULL)),
  CHECK ((state = 'undeliverable') = (obstacle IS NOT NULL)),
  CHECK (state NOT IN ('sending', 'in_doubt') OR begun_at IS NOT NULL),
  CHECK ((done_at IS NULL) = (state IN ('waiting', 'sending', 'in_doubt')))
);
CREATE INDEX outbox_due ON private.outbox (try_at) WHERE state = 'waiting' AND try_at IS NOT NULL;
CREATE INDEX outbox_letter ON private.outbox (created_at) WHERE state = 'waiting' AND try_at IS NULL;
CREATE INDEX outbox_unsettled ON private.outbox (id) WHERE state IN ('sending', 'in_doubt', 'dead');
CREATE INDEX outbox_appeal ON private.outbox (appeal);

-- When the applicant first read a sent answer on the tracking page.
ALTER TABLE private.answer ADD read_at timestamptz;

-- Looks at the tracking page, by the caller's network (a keyed hash) and quarter of an hour. A found case takes its look back.
CREATE TABLE private.track_guess (
  network bytea NOT NULL,
  began timestamptz NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (network, began)
);
CREATE INDEX track_guess_began ON private.track_guess (began);
--> statement-breakpoint

DROP FUNCTION resident.track(bytea);

-- What the holder of a code is shown: {"limited": minutes}, {"case": null} or {"case": {…}}. No personal data, no words of
-- officials to each other. A code that is no code and one that belongs to nobody are the same: a hash that isn't found.
-- 100 codes that aren't found in a quarter of an hour are enough for an office behind one address, and for 70 bits nothing.
CREATE FUNCTION resident.track(code_hash bytea, caller bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE
  most constant integer := 100;
  opened constant timestamptz := date_bin('15 minutes', now(), 'epoch');
  guesses integer;
  it private.appeal;
  said private.answer;
BEGIN
  -- Counted before it is tried, and the row stays locked: many at once are still counted one by one.
  INSERT INTO private.track_guess AS g (network, began, n) VALUES (caller, opened, 1)
    ON CONFLICT (network, began) DO UPDATE SET n = g.n + 1 RETURNING g.n INTO guesses;
  IF guesses = 1 THEN DELETE FROM private.track_guess WHERE began < opened - interval '1 day'; END IF;
  IF guesses > most THEN
    RETURN jsonb_build_object('limited', ceil(extract(epoch FROM opened + interval '15 minutes' - now()) / 60));
  END IF;
  SELECT * INTO it FROM private.appeal a WHERE a.tracking_hash = code_hash;
  IF NOT FOUND THEN RETURN jsonb_build_object('case', NULL); END IF;
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
