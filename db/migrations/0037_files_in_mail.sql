-- A file of an e-mail lies in the e-mail, which is kept as it came, and not a second time beside it: part is its place there, from 0.
ALTER TABLE private.attachment ADD part smallint CHECK (part >= 0);
DO $$ DECLARE c text; BEGIN
  FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'private.attachment'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%content IS NOT NULL%' LOOP
    EXECUTE format('ALTER TABLE private.attachment DROP CONSTRAINT %I', c);
  END LOOP;
END $$;
ALTER TABLE private.attachment ADD CHECK ((state = 'kept') = (num_nonnulls(content, part) = 1)), ADD CHECK (num_nonnulls(content, part) <= 1);
