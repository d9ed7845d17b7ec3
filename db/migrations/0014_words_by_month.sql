-- Words of a case as they are looked up: behind the mark of the month it came in, so that a search goes through the months from the newest
-- and a common word of other years costs nothing. Among them stand the department, "@roads", and "@:open" (no word holds an @, no department
-- a colon): a word that only other departments' or closed cases have costs nothing either, their rows are never fetched.
CREATE FUNCTION private.case_words(said text, received timestamptz, department text, closed timestamptz) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
  SELECT array_to_tsvector(string_to_array(
    chr(private.month_of(received)) || array_to_string(
      tsvector_to_array(private.words_of(said)) || ARRAY['@' || department, CASE WHEN closed IS NULL THEN '@:open' END],
      ' ' || chr(private.month_of(received))), ' '))
$$;
DROP INDEX private.appeal_words;
CREATE INDEX appeal_words ON private.appeal USING gin (private.case_words(text, received_at, department, closed_at));
