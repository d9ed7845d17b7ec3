-- Where a population comes from is said in the reader's language, as a name is; what stood in one column stays as the city's own.
ALTER TABLE private.district ADD COLUMN population_source_kk text, ADD COLUMN population_source_ru text, ADD COLUMN population_source_en text;
ALTER TABLE open.district ADD COLUMN population_source_kk text, ADD COLUMN population_source_ru text, ADD COLUMN population_source_en text;
-- Who measured the coordinates, credited wherever a map shows them.
ALTER TABLE open.city ADD COLUMN population_source_kk text, ADD COLUMN population_source_ru text, ADD COLUMN population_source_en text,
  ADD COLUMN coordinates_source_kk text, ADD COLUMN coordinates_source_ru text, ADD COLUMN coordinates_source_en text;

WITH own AS (SELECT coalesce((SELECT value ->> 'language' FROM private.setting WHERE key = 'city'), 'kk') AS language)
UPDATE private.district SET population_source_kk = CASE language WHEN 'kk' THEN population_source END,
  population_source_ru = CASE language WHEN 'ru' THEN population_source END, population_source_en = CASE language WHEN 'en' THEN population_source END FROM own;
UPDATE open.district SET population_source_kk = CASE language WHEN 'kk' THEN d.population_source END,
  population_source_ru = CASE language WHEN 'ru' THEN d.population_source END, population_source_en = CASE language WHEN 'en' THEN d.population_source END
FROM open.city, open.district d WHERE d.code = open.district.code;
UPDATE open.city SET population_source_kk = CASE language WHEN 'kk' THEN population_source END,
  population_source_ru = CASE language WHEN 'ru' THEN population_source END, population_source_en = CASE language WHEN 'en' THEN population_source END;
UPDATE private.setting SET value = jsonb_set(value, '{populationSource}', jsonb_build_object(value ->> 'language', value -> 'populationSource'))
WHERE key = 'city' AND jsonb_typeof(value -> 'populationSource') = 'string';

ALTER TABLE private.district DROP COLUMN population_source;
ALTER TABLE open.district DROP COLUMN population_source;
ALTER TABLE open.city DROP COLUMN population_source;
--> statement-breakpoint

-- Settlements as points for the map's base: names and coordinates alone, never a count.
CREATE TABLE open.place (
  code text PRIMARY KEY, district text NOT NULL REFERENCES open.district,
  label_kk text, label_ru text, label_en text,
  latitude double precision NOT NULL, longitude double precision NOT NULL,
  sort integer NOT NULL, valid_from date NOT NULL, valid_to date
);
