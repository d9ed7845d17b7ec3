-- The same message in a few words, for SMS; null: it has none.
ALTER TABLE private.outbox ADD short text CHECK (short <> '');

-- An erased text takes its short form with it (private.erase_case).
CREATE FUNCTION private.erase_short() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.short := NULL; RETURN NEW; END $$;
CREATE TRIGGER outbox_short_erased BEFORE UPDATE OF text ON private.outbox FOR EACH ROW WHEN (NEW.text = '') EXECUTE FUNCTION private.erase_short();
