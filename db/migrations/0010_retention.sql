-- Personal data end some time after a case is closed; its facts, which statistics are made of, stay. How long, says the
-- setting 'retention' ({"appealMonths", "signalMonths"}; without it nothing is erased); the function here judges by it itself, so that no mistake of
-- its caller erases a case before its time.
ALTER TABLE private.appeal ADD erased_at timestamptz;
CREATE INDEX appeal_unerased ON private.appeal (closed_at) WHERE erased_at IS NULL AND closed_at IS NOT NULL;

-- Erases what a case tells of its people, and the person once none of his cases is left. The event names no content.
-- Returns false when it is not due (any more): reopened, erased by another machine, the term was made longer.
CREATE FUNCTION private.erase_case(id_given bigint, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE it private.appeal; months integer;
BEGIN
  SELECT * INTO it FROM private.appeal a WHERE a.id = id_given AND a.erased_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT (s.value ->> CASE it.track WHEN 'appeal' THEN 'appealMonths' ELSE 'signalMonths' END)::integer INTO months FROM private.setting s WHERE s.key = 'retention';
  IF months IS NULL OR months < 12 OR (it.closed_at + make_interval(months => months) <= least(moment, now())) IS NOT TRUE THEN RETURN false; END IF;
  -- Two of his cases at once: whoever comes second sees that the other is gone.
  PERFORM FROM private.person p WHERE p.id = it.applicant FOR UPDATE;
  UPDATE private.appeal SET text = '', applicant = NULL, tracking_hash = NULL, erased_at = moment, version = version + 1 WHERE id = it.id;
  UPDATE private.answer SET text = '' WHERE appeal = it.id;
  UPDATE private.proposal SET detail = detail - 'part', reason = '…' WHERE appeal = it.id;
  UPDATE private.assignment SET instruction = '' WHERE appeal = it.id;
  UPDATE private.co_executor SET task = '', contribution = left(contribution, 0) WHERE appeal = it.id;
  UPDATE private.booking SET note = NULL WHERE appeal = it.id;
  -- A letter that nobody handed over by now never will be.
  UPDATE private.outbox SET subject = '', text = '', sent_to = NULL, done_at = coalesce(done_at, CASE state WHEN 'waiting' THEN moment END),
    state = CASE state WHEN 'waiting' THEN 'given_up' ELSE state END WHERE appeal = it.id;
  IF it.applicant IS NOT NULL AND NOT EXISTS (SELECT FROM private.appeal a WHERE a.applicant = it.applicant) THEN
    DELETE FROM private.person WHERE id = it.applicant;
  END IF;
  INSERT INTO private.event (appeal, kind, hash) VALUES (it.id, 'erased', '');
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION private.erase_case(bigint, timestamptz) FROM PUBLIC;
