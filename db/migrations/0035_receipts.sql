-- Who wrote is told at once by which number and code he follows his case (kind 'receipt'). What is only a courtesy is dropped
-- where no channel brings it: nobody need print or mend anything. Other kinds and states that the lists have stay in them.
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conname, pg_get_constraintdef(oid) AS def, CASE WHEN pg_get_constraintdef(oid) LIKE '%''answer''%' THEN 'kind' ELSE 'state' END AS list FROM pg_constraint
    WHERE conrelid = 'private.outbox'::regclass AND contype = 'c' AND (pg_get_constraintdef(oid) LIKE '%''answer''%' OR pg_get_constraintdef(oid) LIKE '%''dead''%') LOOP
    EXECUTE format('ALTER TABLE private.outbox DROP CONSTRAINT %I', c.conname);
    EXECUTE format('ALTER TABLE private.outbox ADD CHECK (%I IN (%s))', c.list, (SELECT string_agg(DISTINCT quote_literal(one), ', ') FROM (
      SELECT m[1] FROM regexp_matches(c.def, '''([a-z_]+)''', 'g') m UNION SELECT CASE c.list WHEN 'kind' THEN 'receipt' ELSE 'dropped' END) AS k(one)));
  END LOOP;
END $$;
