-- A message goes by another channel when one has refused it (tried), and officials write to residents in the conversation of a case.
ALTER TABLE private.outbox ADD tried text[] NOT NULL DEFAULT '{}';
DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid = 'private.outbox'::regclass AND contype = 'c'
    AND pg_get_constraintdef(oid) LIKE '%''answer''%' LOOP
    EXECUTE format('ALTER TABLE private.outbox DROP CONSTRAINT %I', c.conname);
    EXECUTE format('ALTER TABLE private.outbox ADD CHECK (kind IN (%s))', (SELECT string_agg(DISTINCT quote_literal(kind), ', ') FROM (
      SELECT m[1] FROM regexp_matches(c.def, '''([a-z_]+)''', 'g') m UNION VALUES ('message')) AS k(kind)));
  END LOOP;
END $$;
