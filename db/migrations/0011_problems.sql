-- A problem: cases of several people about one thing ("no heating in zone 3"). A link between cases, not a state: each
-- person's case stays his own, goes its own way by law and counts as one.
CREATE TABLE private.problem (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL CHECK (title <> ''),
  category text REFERENCES private.category,
  district text REFERENCES private.district,
  department text NOT NULL REFERENCES private.department,   -- responsible: it answers all
  outcome text CHECK (outcome IN ('satisfied', 'explained', 'refused', 'noted')),   -- of the common answer
  opened_by bigint NOT NULL REFERENCES private.staff,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,                         -- null: new cases may still join
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX problem_open ON private.problem (opened_at DESC) WHERE closed_at IS NULL;

-- The common answer, once a language. Each case gets a draft of its own made from it.
CREATE TABLE private.problem_text (
  problem bigint NOT NULL REFERENCES private.problem,
  language text NOT NULL CHECK (language IN ('kk', 'ru', 'en')),
  text text NOT NULL,
  written_by bigint NOT NULL REFERENCES private.staff,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (problem, language)
);

ALTER TABLE private.appeal ADD COLUMN problem bigint REFERENCES private.problem;
CREATE INDEX appeal_problem ON private.appeal (problem) WHERE problem IS NOT NULL;
