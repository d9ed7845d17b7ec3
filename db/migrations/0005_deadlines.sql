-- A non-conforming appeal waits for what it lacks until a day that was set (art. 64 (6)); both are kept when it is
-- returned and emptied when it is completed.
ALTER TABLE private.appeal
  ADD COLUMN conformity_since timestamptz,
  ADD COLUMN conformity_until date,
  ADD CHECK (conformity_until IS NULL OR conformity_since IS NOT NULL);
--> statement-breakpoint

-- Changes of the calendar that are not applied yet: one draft for the whole office, a row a day.
CREATE TABLE private.calendar_draft (
  day date PRIMARY KEY,
  working boolean,                               -- null: back to the ordinary week
  name_kk text, name_ru text, name_en text,
  basis text,
  drafted_by bigint NOT NULL REFERENCES private.staff,
  drafted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (working IS NULL OR (name_kk <> '' AND name_ru <> '' AND name_en <> '' AND basis <> ''))
);

-- A confirmed draft. A job applies it in one transaction; `seen` and `total` tell how far it is and are written beside it.
CREATE TABLE private.calendar_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  days jsonb NOT NULL,
  confirmed_by bigint NOT NULL REFERENCES private.staff,
  confirmed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  total integer,                                 -- open cases over which a changed day lies
  seen integer NOT NULL DEFAULT 0,
  moved integer,
  applied_at timestamptz
);
CREATE UNIQUE INDEX calendar_change_waiting ON private.calendar_change ((true)) WHERE applied_at IS NULL;
CREATE INDEX office_event_calendar ON private.office_event (seq) WHERE kind IN ('calendar', 'calendar_draft');
--> statement-breakpoint

-- That a case was put before the head of its department or the akim: once a level and deadline; a deadline that moved
-- is another one.
CREATE TABLE private.escalation (
  appeal bigint NOT NULL REFERENCES private.appeal,
  level text NOT NULL CHECK (level IN ('head', 'akim')),
  due_at timestamptz NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (appeal, level, due_at)
);
