-- Assignment (тапсырма, поручение): who has to do what by which day inside the city hall. The legal deadline is the
-- appeal's own; the newest row of a case is the assignment that stands. Words are here and not in the case's history,
-- which can't be erased when their time is over.
CREATE TABLE private.assignment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  round integer NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  assigned_by bigint REFERENCES private.staff,   -- null: an automatic routing rule
  department text NOT NULL REFERENCES private.department,
  executor bigint REFERENCES private.staff,
  instruction text NOT NULL DEFAULT '',
  internal_due date                              -- a working day, not after the legal deadline
);
CREATE INDEX assignment_appeal ON private.assignment (appeal, id DESC);

-- Whom else the case concerns: a department, or one of its officials, with a part of his own. They read the case and
-- write their part; everything else stays the main executor's.
CREATE TABLE private.co_executor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  round integer NOT NULL,
  department text NOT NULL REFERENCES private.department,
  staff bigint REFERENCES private.staff,         -- null: whoever the department's head lets do it
  task text NOT NULL,
  internal_due date NOT NULL,
  contribution text,
  contributed_by bigint REFERENCES private.staff,
  contributed_at timestamptz,
  CHECK ((contribution IS NULL) = (contributed_at IS NULL) AND (contribution IS NULL) = (contributed_by IS NULL)),
  UNIQUE NULLS NOT DISTINCT (appeal, round, department, staff)
);
-- Which cases a department may read besides its own (lib/appeals/scope.ts).
CREATE INDEX co_executor_department ON private.co_executor (department, appeal);
--> statement-breakpoint

-- Where new cases should go: in their order, the first that fits wins; a condition left empty fits everything.
CREATE TABLE private.routing_rule (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  position integer NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
  active boolean NOT NULL DEFAULT true,
  automatic boolean NOT NULL DEFAULT false,      -- intake assigns at once; otherwise a person does
  category text REFERENCES private.category,     -- with everything under it
  district text REFERENCES private.district,     -- with its parts
  channel text REFERENCES private.channel,
  language text CHECK (language IN ('kk', 'ru', 'en')),
  words text NOT NULL DEFAULT '',                -- beginnings of words, one of which occurs in the text; separated by commas
  department text NOT NULL REFERENCES private.department,
  executor bigint REFERENCES private.staff,
  instruction text NOT NULL DEFAULT '',
  internal_days integer CHECK (internal_days BETWEEN 1 AND 60),
  version integer NOT NULL DEFAULT 1
);
