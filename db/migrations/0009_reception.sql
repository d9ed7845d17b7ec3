-- Personal reception (art. 90): hours, bookings and what came of each visit. A slot is computed from the hours; a booking
-- keeps its own time and place, so that changed hours never move anybody silently.

-- weekday 1 (Monday) … 7: every week from valid_from to valid_to; else `day`: added by hand, on a day off too.
CREATE TABLE private.reception_hours (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  official bigint NOT NULL REFERENCES private.staff,
  weekday smallint CHECK (weekday BETWEEN 1 AND 7),
  day date,
  starts text NOT NULL CHECK (starts ~ '^([01]\d|2[0-3]):[0-5]\d$'),   -- the city's wall clock
  ends text NOT NULL CHECK (ends ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 240),         -- of one visit
  seats smallint NOT NULL CHECK (seats BETWEEN 1 AND 20),              -- visits at once
  place text NOT NULL CHECK (place <> ''),
  valid_from date NOT NULL,
  valid_to date,
  CHECK ((weekday IS NULL) <> (day IS NULL)),
  CHECK (starts < ends)
);
CREATE INDEX reception_hours_official ON private.reception_hours (official);

-- No reception on this day: its bookings stay until somebody has moved or cancelled them.
CREATE TABLE private.reception_day_off (
  official bigint NOT NULL REFERENCES private.staff,
  day date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (official, day)
);

-- settled: what the visit's result leads to (assignment, registration) has been done by somebody who may.
CREATE TABLE private.booking (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  appeal bigint NOT NULL REFERENCES private.appeal,
  official bigint NOT NULL REFERENCES private.staff,
  starts_at timestamptz NOT NULL,
  minutes smallint NOT NULL CHECK (minutes BETWEEN 5 AND 240),
  seat smallint NOT NULL CHECK (seat BETWEEN 1 AND 20),
  place text NOT NULL,
  state text NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'cancelled', 'no_show', 'solved', 'promised', 'unsolved')),
  settled boolean NOT NULL DEFAULT true,
  note text,
  promised_until date,
  promised_department text REFERENCES private.department,
  booked_by bigint NOT NULL REFERENCES private.staff,
  booked_at timestamptz NOT NULL DEFAULT now(),
  recorded_by bigint REFERENCES private.staff,
  recorded_at timestamptz,
  CHECK ((state = 'promised') = (promised_until IS NOT NULL))
);
CREATE UNIQUE INDEX booking_slot ON private.booking (official, starts_at, seat) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX booking_waiting ON private.booking (appeal) WHERE state = 'booked';
CREATE INDEX booking_appeal ON private.booking (appeal);
CREATE INDEX booking_time ON private.booking (starts_at);
CREATE INDEX booking_unsettled ON private.booking (starts_at) WHERE NOT settled;

-- Monday's meeting: open cases, and what was answered in a period, by department and executor.
CREATE INDEX appeal_open_report ON private.appeal (department, executor) INCLUDE (status, received_at, due_at, round) WHERE closed_at IS NULL;
CREATE INDEX appeal_closed_report ON private.appeal (closed_at) INCLUDE (id, department, executor, status, received_at, due_at, round) WHERE closed_at IS NOT NULL;
CREATE INDEX appeal_extended_report ON private.appeal (extended_at) INCLUDE (id, department, executor) WHERE extended_at IS NOT NULL;
CREATE INDEX past_round_closed ON private.past_round (closed_at);
CREATE INDEX past_round_reopened ON private.past_round (reopened_at);

-- What the next releases would publish as things stand, computed by the release's own code and rolled back; internal.
CREATE TABLE private.release_preview (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  computed_at timestamptz NOT NULL,
  body jsonb NOT NULL
);
