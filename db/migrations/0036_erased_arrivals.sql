-- Retention reaches what came and became no case, and the ids by which providers know messages: a WhatsApp id holds the
-- sender's number, and an error's words may quote him.

-- As it was (0020_intake.sql); what is emptied loses its provider's id and what was said of its faults as well.
CREATE OR REPLACE FUNCTION private.keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.source, NEW.source_id, NEW.kind, NEW.arrived_at) IS DISTINCT FROM (OLD.source, OLD.source_id, OLD.kind, OLD.arrived_at)
    OR (NEW.original IS DISTINCT FROM OLD.original AND NEW.original <> '{}') THEN
    RAISE EXCEPTION 'private.inbound: what came is not changed' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.original = '{}' AND OLD.original <> '{}' THEN
    NEW.source_id := 'erased ' || NEW.id;
    NEW.last_error := NULL;
  END IF;
  RETURN NEW;
END $$;

-- An erased text takes its short form and its provider's id with it.
CREATE OR REPLACE FUNCTION private.erase_short() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.short := NULL; NEW.provider_id := NULL; RETURN NEW; END $$;

-- A case that came by itself has its first message's id. Of an imported one the source's id stays: by it the same row is known when it is imported again.
CREATE FUNCTION private.erase_source_id() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  IF EXISTS (SELECT FROM private.inbound i WHERE i.source = NEW.source AND i.source_id = NEW.source_id) THEN NEW.source_id := 'erased ' || NEW.id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appeal_erased_source_id BEFORE UPDATE OF erased_at ON private.appeal FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION private.erase_source_id();

CREATE INDEX inbound_unclaimed ON private.inbound (done_at) WHERE appeal IS NULL AND done_at IS NOT NULL AND original <> '{}';
CREATE INDEX outbox_test ON private.outbox (created_at) WHERE kind = 'test';

-- Erases what belongs to no case – robots' mail, unknown types, reports about tests, what could not be taken in – as long after it was
-- settled as an informal message after its closing, some at a time; test messages of the outbox go as late. Returns how many.
CREATE FUNCTION private.erase_unclaimed(moment timestamptz, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE months integer; due timestamptz; ids bigint[]; tests integer;
BEGIN
  SELECT (s.value ->> 'signalMonths')::integer INTO months FROM private.setting s WHERE s.key = 'retention';
  IF months IS NULL OR months < 12 THEN RETURN 0; END IF;
  due := least(moment, now()) - make_interval(months => months);
  ids := ARRAY(SELECT i.id FROM private.inbound i WHERE i.appeal IS NULL AND i.done_at <= due AND i.original <> '{}' ORDER BY i.done_at LIMIT most FOR UPDATE SKIP LOCKED);
  DELETE FROM private.attachment WHERE inbound = ANY (ids);
  UPDATE private.inbound SET original = '{}', sender = NULL, tracking_hash = NULL, state = 'kept' WHERE id = ANY (ids);
  DELETE FROM private.outbox WHERE id IN (SELECT o.id FROM private.outbox o WHERE o.kind = 'test' AND o.created_at <= due LIMIT most FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS tests = ROW_COUNT;
  RETURN cardinality(ids) + tests;
END $$;
REVOKE ALL ON FUNCTION private.erase_source_id(), private.erase_unclaimed(timestamptz, integer) FROM PUBLIC;
