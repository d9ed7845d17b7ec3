-- Run after every migration, in one transaction: the grants are a statement of the whole truth, not a diff.
-- :"public" :"resident" :"office" :"release" are the role names (db/roles.ts).
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"office", :"release";
REVOKE ALL ON ALL TABLES IN SCHEMA private, open FROM PUBLIC, :"public", :"resident", :"office", :"release";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA private, open, resident FROM PUBLIC, :"public", :"resident", :"office", :"release";
REVOKE ALL ON SCHEMA private, open, resident FROM PUBLIC, :"public", :"resident", :"office", :"release";

-- The portal's public pages: SELECT on open and nothing else.
GRANT USAGE ON SCHEMA open TO :"public";
GRANT SELECT ON ALL TABLES IN SCHEMA open TO :"public";

-- What a resident may do in public: named functions only.
GRANT USAGE ON SCHEMA resident TO :"resident";
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA resident TO :"resident";

-- The back-office. History is INSERT and SELECT only; nothing is ever deleted by the application but expired sign-in attempts.
GRANT USAGE ON SCHEMA private TO :"office";
GRANT SELECT ON ALL TABLES IN SCHEMA private TO :"office";
GRANT INSERT, UPDATE ON private.setting, private.district, private.department, private.category, private.channel,
  private.calendar_day, private.source, private.import_run TO :"office";
GRANT INSERT ON private.staff, private.session, private.person, private.appeal, private.proposal TO :"office";
-- What somebody said, when and by which way, and the head of its history are not among a case's changing columns.
GRANT UPDATE (track, kind, status, category, district, department, executor, applicant, parent, problem, registered_at, due_at, due_basis, extended_at,
  conformity_since, conformity_until, closed_at, outcome, outcome_ground, round, version, tracking_hash) ON private.appeal TO :"office";
GRANT UPDATE (decided_by, decided_at, accepted) ON private.proposal TO :"office";
GRANT UPDATE (name, phone, email, address, way, whatsapp) ON private.person TO :"office";
GRANT UPDATE (name, department, active, password_hash, must_change_password) ON private.staff TO :"office";
GRANT UPDATE (last_seen_at, revoked_at, second_factor_at, challenge, challenge_until, address, agent) ON private.session TO :"office";
GRANT INSERT ON private.staff_role, private.sign_in_attempt, private.past_round, private.answer, private.applicant_look, private.event TO :"office";
GRANT UPDATE (signed_by, signed_at) ON private.answer TO :"office";
GRANT DELETE ON private.staff_role, private.sign_in_attempt, private.calendar_day TO :"office";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA private TO :"office";
GRANT EXECUTE ON FUNCTION private.event_hash(private.event) TO :"office";

-- What the back-office changes outside cases: INSERT and SELECT only, chained.
GRANT INSERT ON private.office_event TO :"office";
GRANT EXECUTE ON FUNCTION private.office_event_hash(private.office_event) TO :"office";

-- triage: a claim is moved and taken back; read marks end with the case's time in the inbox (private.leave_inbox)
GRANT INSERT ON private.read_mark TO :"office";
GRANT INSERT, UPDATE, DELETE ON private.claim TO :"office";

-- search: words and their index; a batch's outcome is written once, its undoing noted once
GRANT EXECUTE ON FUNCTION private.fold(text), private.words_of(text), private.month_of(timestamptz), private.case_words(text, timestamptz, text, timestamptz) TO :"office";
GRANT INSERT, UPDATE, DELETE ON private.word, private.saved_view TO :"office";
GRANT INSERT ON private.applicant_search, private.batch, private.batch_case TO :"office";
GRANT UPDATE (undone_at) ON private.batch TO :"office";
GRANT UPDATE (undone, undo_refusal) ON private.batch_case TO :"office";

-- assignment
GRANT INSERT ON private.assignment TO :"office";
GRANT INSERT, DELETE ON private.co_executor TO :"office";
GRANT UPDATE (contribution, contributed_by, contributed_at) ON private.co_executor TO :"office";
GRANT INSERT, UPDATE, DELETE ON private.routing_rule TO :"office";

-- deadlines: what was escalated or applied stays
GRANT INSERT, UPDATE, DELETE ON private.calendar_draft TO :"office";
GRANT INSERT, UPDATE (total, seen, moved, applied_at) ON private.calendar_change TO :"office";
GRANT INSERT ON private.escalation TO :"office";

-- answers: a version that was written stays as it is
GRANT INSERT ON private.template, private.template_version TO :"office";
GRANT UPDATE (version, active) ON private.template TO :"office";

-- outbox and tracking: what was said is never said otherwise
GRANT INSERT ON private.outbox TO :"office";
GRANT UPDATE (channel, tried, state, tries, try_at, begun_at, last_error, sent_to, done_at, way, obstacle, done_by, provider_id, delivery, delivery_at, delivery_error) ON private.outbox TO :"office";

-- second factor
GRANT INSERT, UPDATE, DELETE ON private.authenticator, private.passkey, private.identity TO :"office";
GRANT INSERT, DELETE ON private.recovery_code TO :"office";
GRANT UPDATE (used_at) ON private.recovery_code TO :"office";

-- reception
GRANT INSERT, UPDATE (valid_to) ON private.reception_hours TO :"office";
GRANT INSERT, DELETE ON private.reception_day_off TO :"office";
GRANT INSERT, UPDATE (official, starts_at, minutes, seat, place, state, settled, note, promised_until, promised_department, recorded_by, recorded_at)
  ON private.booking TO :"office";
GRANT INSERT, UPDATE, DELETE ON private.offered_slot TO :"office";
GRANT SELECT, INSERT, UPDATE ON private.release_preview TO :"release";

-- retention: erasing is the functions' act, which judge by the schedule
GRANT EXECUTE ON FUNCTION private.erase_case(bigint, timestamptz), private.erase_unclaimed(timestamptz, integer) TO :"office";

-- problems
GRANT INSERT, UPDATE ON private.problem, private.problem_text TO :"office";
GRANT INSERT, UPDATE (text_kk, text_ru, text_en, until, announced_by, announced_at) ON private.announcement TO :"office";

-- subscriptions: the job erases what nobody confirmed; asking, confirming and leaving are the reader's (schema resident)
GRANT DELETE ON private.subscription TO :"office";
GRANT UPDATE (told_at) ON private.release_notice TO :"office";

-- the publisher's orders; who carries them out is the airlock
GRANT INSERT ON private.release_order TO :"office";
GRANT SELECT, INSERT, UPDATE (begun_at, progress, left_to_do, ended_at, release, refusal, told, cells) ON private.release_order TO :"release";

-- intake: what came stays as it came; what became of it is written beside it
GRANT INSERT ON private.inbound, private.message TO :"office";
GRANT UPDATE (appeal, state, tries, try_at, last_error, done_at) ON private.inbound TO :"office";
GRANT UPDATE (appeal) ON private.message TO :"office";
GRANT INSERT ON private.attachment TO :"office";
GRANT UPDATE (appeal, message, name, type, bytes, sha256, content, state, reason, tries, try_at) ON private.attachment TO :"office";
GRANT INSERT, UPDATE (active, settings, secrets, updated_at, updated_by) ON private.way TO :"office";
GRANT EXECUTE ON FUNCTION private.next_case_number(integer) TO :"office";
GRANT INSERT, DELETE ON private.open311_client TO :"office";

-- own words of a code's holder: each rating stays; the airlock learns what was answered, never why
GRANT INSERT ON private.rating TO :"office";
GRANT SELECT (id, appeal, round, answer, at) ON private.rating TO :"release";

-- The airlock: reads facts, never words or people; writes what a release freezes.
GRANT USAGE ON SCHEMA private, open TO :"release";
GRANT SELECT ON private.setting, private.district, private.department, private.category, private.channel, private.calendar_day,
  private.source, private.past_round, private.frozen TO :"release";
GRANT SELECT (id, source, import_run, track, kind, status, channel, category, district, received_at, registered_at, due_at, due_basis,
  extended_at, closed_at, outcome, round, parent) ON private.appeal TO :"release";
GRANT INSERT ON private.frozen TO :"release";
GRANT UPDATE (result, working_days, reopened, outcome, outcomes_release) ON private.frozen TO :"release";
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA open TO :"release";
GRANT UPDATE ON open.city, open.district, open.place, open.category, open.code TO :"release";
GRANT EXECUTE ON FUNCTION open.announce_release() TO :"release";
