-- The inbox: cases that nobody has been given yet (lib/appeals/inbox.ts), newest first.
CREATE INDEX appeal_inbox ON private.appeal (received_at DESC, id DESC) WHERE status IN ('received', 'registered', 'reopened');

-- Who has opened which case of the inbox. No row: unread.
CREATE TABLE private.read_mark (
  staff bigint NOT NULL REFERENCES private.staff,
  appeal bigint NOT NULL REFERENCES private.appeal,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (staff, appeal)
);
CREATE INDEX read_mark_appeal ON private.read_mark (appeal);

-- "I take it": said to the others who triage, never a lock. It counts until nothing was done for a while (lib/appeals/claim.ts).
CREATE TABLE private.claim (
  appeal bigint PRIMARY KEY REFERENCES private.appeal,
  staff bigint NOT NULL REFERENCES private.staff,
  since timestamptz NOT NULL DEFAULT now(),
  active_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint

-- A case that leaves the inbox is nobody's claim any more; should it come back (reopened), it is unread again.
CREATE FUNCTION private.leave_inbox() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  DELETE FROM private.claim WHERE appeal = NEW.id;
  DELETE FROM private.read_mark WHERE appeal = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER appeal_leaves_inbox AFTER UPDATE OF status ON private.appeal FOR EACH ROW
  WHEN (OLD.status IN ('received', 'registered', 'reopened') AND NEW.status NOT IN ('received', 'registered', 'reopened'))
  EXECUTE FUNCTION private.leave_inbox();

-- Every change of a case writes an event, so this tells the open pages of all changes (lib/appeals/live.ts): kinds and
-- ids only, once a statement, so that an import of 100 000 rows says one thing and not 100 000. id null: several cases.
-- Whoever does something with a case he claimed is still at it.
CREATE FUNCTION private.tell_cases() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, private AS $$
BEGIN
  PERFORM pg_notify('office', json_build_object('kind', told.kind, 'id', told.id)::text) FROM (
    SELECT CASE WHEN f.kind IN ('received', 'imported') THEN 'received' ELSE 'case' END AS kind, CASE WHEN min(f.appeal) = max(f.appeal) THEN min(f.appeal) END AS id
    FROM fresh f GROUP BY 1) told;
  UPDATE private.claim c SET active_at = clock_timestamp() FROM fresh f WHERE c.appeal = f.appeal AND c.staff = f.actor;
  RETURN NULL;
END $$;
CREATE TRIGGER event_told AFTER INSERT ON private.event REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION private.tell_cases();

CREATE FUNCTION private.tell_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('office', json_build_object('kind', 'claim', 'id', coalesce(NEW.appeal, OLD.appeal))::text);
  RETURN NULL;
END $$;
CREATE TRIGGER claim_told AFTER INSERT OR DELETE OR UPDATE OF staff ON private.claim FOR EACH ROW EXECUTE FUNCTION private.tell_claim();
