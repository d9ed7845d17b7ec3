-- Who gets in: the second factor, the browsers a person is known by, and identities at a city's own sign-in service.

-- A session has no rights until its second factor is passed, where one is enrolled or the role must have one (lib/staff/actor.ts).
ALTER TABLE private.session
  ADD COLUMN second_factor_at timestamptz,
  ADD COLUMN device uuid,                        -- the browser's own cookie; known for an account once a session in it was complete
  ADD COLUMN method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'provider')),
  ADD COLUMN challenge text,                     -- what a passkey must sign; taken away by the first right answer
  ADD COLUMN challenge_until timestamptz;
CREATE INDEX session_device ON private.session (device, staff);

-- Guesses of a known browser are counted apart from everybody else's: strangers can't lock its owner out.
ALTER TABLE private.sign_in_attempt
  ADD COLUMN factor text NOT NULL DEFAULT 'password' CHECK (factor IN ('password', 'code')),
  ADD COLUMN device uuid;

-- An authenticator app. Secrets are sealed with a key of the portal's (lib/staff/seal.ts).
CREATE TABLE private.authenticator (
  staff bigint PRIMARY KEY REFERENCES private.staff,
  secret bytea,                                  -- null until the first code proved that the app has it
  enrolled_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,           -- RFC 6238: a code of this half-minute or an earlier one was used
  pending bytea,                                 -- shown, not proved yet
  pending_at timestamptz,
  CHECK ((secret IS NULL) = (enrolled_at IS NULL)),
  CHECK ((pending IS NULL) = (pending_at IS NULL))
);

CREATE TABLE private.recovery_code (
  staff bigint NOT NULL REFERENCES private.staff,
  hash bytea NOT NULL,                           -- SHA-256; a code has 79 bits
  issued_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  PRIMARY KEY (staff, hash)
);

CREATE TABLE private.passkey (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  staff bigint NOT NULL REFERENCES private.staff,
  credential text NOT NULL UNIQUE,               -- base64url, as browsers say it
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz
);
CREATE INDEX passkey_staff ON private.passkey (staff);

-- Who somebody is at the city's own OpenID provider: entered by the administrator, never made by itself.
CREATE TABLE private.identity (
  staff bigint PRIMARY KEY REFERENCES private.staff,
  issuer text NOT NULL,
  subject text,                                  -- where only the address was known: learnt at the first sign-in, and the address counts no more
  email text CHECK (email = lower(email)),
  CHECK (subject IS NOT NULL OR email IS NOT NULL),
  UNIQUE (issuer, subject),
  UNIQUE (issuer, email)
);
