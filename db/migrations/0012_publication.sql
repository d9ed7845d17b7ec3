-- Releases as a publication: the daily series, who is told of a release by e-mail, and what a publisher orders.

-- Received and answered on one day, the city's total alone: published once, the morning after, and never again
-- (docs/decisions/0019-publication.md).
CREATE TABLE open.daily (
  day date PRIMARY KEY,
  received integer NOT NULL CHECK (received >= 0),
  answered integer CHECK (answered >= 0),
  answered_status text NOT NULL CHECK (answered_status IN ('', 'x')),
  published_at timestamptz NOT NULL,
  CHECK ((answered IS NULL) = (answered_status = 'x'))
);
CREATE TRIGGER daily_frozen BEFORE UPDATE OR DELETE ON open.daily FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER daily_no_truncate BEFORE TRUNCATE ON open.daily EXECUTE FUNCTION private.refuse_change();
--> statement-breakpoint

-- Who wants to hear of each release. Only hashes of the two secrets are here: the secrets themselves are made from `ref` with the
-- portal's key when a letter goes out (lib/subscriptions/secret.ts). Leaving deletes the row, and with it what was written to it.
CREATE TABLE private.subscription (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ref uuid NOT NULL UNIQUE,
  email text NOT NULL CHECK (email ~ '^[^@\s<>,;]+@[^@\s<>,;]+$' AND length(email) <= 254),
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  confirm_hash bytea NOT NULL UNIQUE CHECK (length(confirm_hash) = 32),
  leave_hash bytea NOT NULL UNIQUE CHECK (length(leave_hash) = 32),
  asked_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz
);
CREATE UNIQUE INDEX subscription_address ON private.subscription (lower(email)) WHERE confirmed_at IS NOT NULL;
CREATE INDEX subscription_asked ON private.subscription (lower(email), asked_at);

-- Requests by the caller's network (a keyed hash) and hour.
CREATE TABLE private.subscription_try (
  network bytea NOT NULL,
  began timestamptz NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (network, began)
);
CREATE INDEX subscription_try_began ON private.subscription_try (began);

-- A letter goes to an applicant, to a reader who subscribed, or is an administrator's test.
ALTER TABLE private.outbox ADD subscription bigint REFERENCES private.subscription ON DELETE CASCADE;
CREATE INDEX outbox_subscription ON private.outbox (subscription) WHERE subscription IS NOT NULL;
DO $$ DECLARE c text; BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'private.outbox'::regclass AND contype = 'c'
    AND (pg_get_constraintdef(oid) LIKE '%test%' OR pg_get_constraintdef(oid) LIKE '%recipient%') LOOP
    EXECUTE format('ALTER TABLE private.outbox DROP CONSTRAINT %I', c);
  END LOOP;
END $$;
ALTER TABLE private.outbox
  ADD CHECK (kind IN ('answer', 'extension', 'redirect', 'return', 'termination', 'conformity', 'registration', 'reopening', 'booking', 'test', 'confirmation', 'release')),
  ADD CHECK ((recipient IS NOT NULL) = (kind = 'test')),
  ADD CHECK ((subscription IS NOT NULL) = (kind IN ('confirmation', 'release'))),
  ADD CHECK ((appeal IS NULL) = (kind IN ('test', 'confirmation', 'release')));

-- What readers are still to be told: written in the transaction of the release itself, however it is made.
CREATE TABLE private.release_notice (
  release text PRIMARY KEY,
  as_of date NOT NULL,
  published_at timestamptz NOT NULL,
  correction boolean NOT NULL,
  reason_kk text, reason_ru text, reason_en text,
  told_at timestamptz                            -- when its letters were put into the outbox
);
CREATE FUNCTION private.note_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  INSERT INTO private.release_notice (release, as_of, published_at, correction, reason_kk, reason_ru, reason_en)
    VALUES (NEW.id, NEW.as_of, NEW.published_at, NEW.correction, NEW.reason_kk, NEW.reason_ru, NEW.reason_en);
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION private.note_release() FROM PUBLIC;
CREATE TRIGGER release_noted AFTER INSERT ON open.release FOR EACH ROW EXECUTE FUNCTION private.note_release();
--> statement-breakpoint

-- Whoever asks gets the same answer, whether or not the address is known: nothing, or {"limited": minutes} where one network asked
-- too often. A letter is written by the office's job, in words of its own; at most three a day to one address.
CREATE FUNCTION resident.subscribe(address text, reader_language text, new_ref uuid, new_confirm_hash bytea, new_leave_hash bytea, caller bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE
  most constant integer := 20;
  opened constant timestamptz := date_bin('1 hour', now(), 'epoch');
  asked integer;
BEGIN
  INSERT INTO private.subscription_try AS t (network, began, n) VALUES (caller, opened, 1)
    ON CONFLICT (network, began) DO UPDATE SET n = t.n + 1 RETURNING t.n INTO asked;
  IF asked = 1 THEN DELETE FROM private.subscription_try WHERE began < opened - interval '1 day'; END IF;
  IF asked > most THEN
    RETURN jsonb_build_object('limited', ceil(extract(epoch FROM opened + interval '1 hour' - now()) / 60));
  END IF;
  -- Two at once for one address wait for each other, or they would both be the third.
  PERFORM pg_advisory_xact_lock(hashtextextended('open-akimat subscription ' || lower(address), 0));
  IF (SELECT count(*) FROM private.subscription s WHERE lower(s.email) = lower(address) AND s.asked_at > now() - interval '1 day') < 3 THEN
    INSERT INTO private.subscription (ref, email, language, confirm_hash, leave_hash) VALUES (new_ref, address, reader_language, new_confirm_hash, new_leave_hash);
  END IF;
  RETURN '{}';
END $$;

-- The reader's "yes": {"confirmed": language} or {"confirmed": null} when nobody waits for it (any more). Who is in already
-- only changes his language: the links in his earlier letters stay good.
CREATE FUNCTION resident.confirm_subscription(given bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.subscription; known bigint;
BEGIN
  SELECT * INTO it FROM private.subscription s WHERE s.confirm_hash = given;
  IF NOT FOUND THEN RETURN jsonb_build_object('confirmed', NULL); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('open-akimat subscription ' || lower(it.email), 0));
  SELECT * INTO it FROM private.subscription s WHERE s.confirm_hash = given FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('confirmed', NULL); END IF;
  IF it.confirmed_at IS NOT NULL THEN RETURN jsonb_build_object('confirmed', it.language); END IF;
  IF it.asked_at < now() - interval '48 hours' THEN RETURN jsonb_build_object('confirmed', NULL); END IF;
  SELECT s.id INTO known FROM private.subscription s WHERE lower(s.email) = lower(it.email) AND s.confirmed_at IS NOT NULL;
  IF known IS NULL THEN
    UPDATE private.subscription SET confirmed_at = now() WHERE id = it.id;
  ELSE
    UPDATE private.subscription SET language = it.language WHERE id = known;
    DELETE FROM private.subscription WHERE id = it.id;
  END IF;
  RETURN jsonb_build_object('confirmed', it.language);
END $$;

-- Leaving: the address is erased, with every request for it that waits and every letter to it. The same for who left before.
CREATE FUNCTION resident.leave_subscription(given bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  DELETE FROM private.subscription WHERE lower(email) = (SELECT lower(s.email) FROM private.subscription s WHERE s.leave_hash = given)
$$;
REVOKE ALL ON FUNCTION resident.subscribe(text, text, uuid, bytea, bytea, bytea), resident.confirm_subscription(bytea), resident.leave_subscription(bytea) FROM PUBLIC;
--> statement-breakpoint

-- What a publisher orders and what came of it; the monthly job's refusals stand here too (ordered_by null).
CREATE TABLE private.release_order (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  correction boolean NOT NULL,
  as_of date NOT NULL,
  reason_kk text, reason_ru text, reason_en text,
  ordered_by bigint REFERENCES private.staff,
  ordered_at timestamptz NOT NULL DEFAULT now(),
  begun_at timestamptz,
  progress text,
  left_to_do integer,
  ended_at timestamptz,
  release text,                                  -- what it became; null: nothing new, or refused
  refusal text,                                  -- which kind (lib/release/order.ts); null: not refused
  told text,                                     -- the refusal's own sentence
  cells jsonb,                                   -- of a refusal of disclosure control: which cells, and why
  CHECK (NOT correction OR (reason_kk <> '' AND reason_ru <> '' AND reason_en <> ''))
);
CREATE UNIQUE INDEX release_order_waiting ON private.release_order ((true)) WHERE ended_at IS NULL;
