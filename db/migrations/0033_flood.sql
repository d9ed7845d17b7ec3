-- What comes in a flood (docs/decisions/0021-intake.md): who sent twenty things in ten minutes is taken in at two a minute. The
-- twentieth before and the last one waiting say so, where 0020 counted all of them for each further one.
DROP FUNCTION private.when_taken(text);
-- place: the thing's among those of its sender that come in one statement, which don't see each other.
CREATE FUNCTION private.when_taken(who text, place bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  WITH recent AS (SELECT count(*) AS n FROM (SELECT FROM private.inbound WHERE sender = who AND arrived_at > now() - interval '10 minutes' LIMIT 20) few)
  SELECT greatest(now(), (SELECT last.try_at FROM private.inbound last WHERE recent.n = 20 AND last.sender = who AND last.state = 'waiting' ORDER BY last.id DESC LIMIT 1))
    + make_interval(secs => greatest(0, recent.n + place - 20) * 30) FROM recent
$$;

-- Things that providers hand over: [{source, sourceId, kind, sender, original}], all or none. Returns how many were new.
CREATE OR REPLACE FUNCTION resident.deliver(things jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
DECLARE n integer;
BEGIN
  INSERT INTO private.inbound (source, source_id, kind, sender, original, try_at)
    SELECT t.source, t."sourceId", t.kind, t.sender, coalesce(t.original, 'null'),
      CASE WHEN t.sender IS NULL THEN now() ELSE private.when_taken(t.sender, row_number() OVER (PARTITION BY t.sender ORDER BY t.n)) END
    FROM ROWS FROM (jsonb_to_recordset(things) AS (source text, "sourceId" text, kind text, sender text, original jsonb)) WITH ORDINALITY AS t(source, "sourceId", kind, sender, original, n)
    ORDER BY t.n
    ON CONFLICT (source, source_id) DO NOTHING;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION private.when_taken(text, bigint) FROM PUBLIC;
