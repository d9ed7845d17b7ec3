-- Templates of answers. What a template says is its newest version; older ones are kept, so that what was used can be read.
CREATE TABLE private.template (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  active boolean NOT NULL DEFAULT true
);

CREATE TABLE private.template_version (
  template bigint NOT NULL REFERENCES private.template,
  version integer NOT NULL,
  name text NOT NULL CHECK (btrim(name) <> ''),
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  track text CHECK (track IN ('signal', 'appeal')),            -- null: any
  kind text CHECK (kind IN ('application', 'complaint', 'message', 'proposal', 'response', 'request')),
  category text REFERENCES private.category,                   -- a category, a group with all that is in it, or null: any
  outcome text CHECK (outcome IN ('satisfied', 'explained', 'refused', 'noted')),
  text text NOT NULL CHECK (btrim(text) <> ''),
  written_by bigint REFERENCES private.staff,                  -- null: shipped with the portal
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (template, version),
  CHECK (kind IS NULL OR track = 'appeal')
);
ALTER TABLE private.template ADD FOREIGN KEY (id, version) REFERENCES private.template_version DEFERRABLE INITIALLY DEFERRED;

-- What a draft was begun with.
ALTER TABLE private.answer ADD template bigint, ADD template_version integer,
  ADD FOREIGN KEY (template, template_version) REFERENCES private.template_version,
  ADD CHECK ((template IS NULL) = (template_version IS NULL));
