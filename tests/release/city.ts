import type { Sql } from "postgres";
import { numbers } from "#tests/disclosure/random-city.ts";

/** A small city in a test's database: reference data and settings. Demonstration, so that its clock is the test's. */
export async function smallCity(owner: Sql): Promise<void> {
  const city = { code: "testville", name: { en: "Testville" }, language: "en", timeZone: "Asia/Almaty", population: 50_000, populationSource: { en: "made up" },
    publisher: { en: "Testville" }, contact: "a@b.c", demo: true, officeHours: { start: "09:00", end: "18:30" } };
  await owner`INSERT INTO private.setting (key, value) VALUES ('city', ${owner.json(city)}), ('disclosure', ${owner.json({ k: 1 })})`;
  await owner`INSERT INTO private.district (code, parent, kind, name_en, valid_from, latitude, longitude) VALUES ('centre', NULL, 'area', 'Centre', '2020-01-01', NULL, NULL),
    ('north', 'centre', 'district', 'North', '2020-01-01', NULL, NULL), ('south', 'centre', 'district', 'South', '2020-01-01', NULL, NULL), ('east', 'centre', 'district', 'East', '2020-01-01', NULL, NULL),
    ('okrugs', NULL, 'district', 'Okrugs', '2020-01-01', NULL, NULL), ('hamlet', 'okrugs', 'place', 'Hamlet', '2020-01-01', 51.5, 75.2)`;
  await owner`INSERT INTO private.category (code, parent, name_en, sensitive, valid_from) VALUES ('roads', NULL, 'Roads', false, '2020-01-01'), ('potholes', 'roads', 'Potholes', false, '2020-01-01'),
    ('snow', 'roads', 'Snow', false, '2020-01-01'), ('heating', NULL, 'Heating', false, '2020-01-01'), ('social', NULL, 'Social', true, '2020-01-01'), ('aid', 'social', 'Aid', true, '2020-01-01'),
    ('waste', NULL, 'Waste', false, '2020-01-01')`;
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('phone', 'Phone'), ('web', 'Web'), ('paper', 'Paper')`;
  await owner`INSERT INTO private.source (code, name) VALUES ('portal', 'Portal') ON CONFLICT DO NOTHING`;
}

let serial = 0;

/** Cases of one month, spread over the city by a seed; some late, open, withdrawn, reopened. */
export async function addCases(owner: Sql, month: string, count: number, seed: number, fixed: { category?: string; district?: string } = {}): Promise<void> {
  const next = numbers(seed);
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() ** 2 * from.length)]!;
  const rows = Array.from({ length: count }, () => {
    const received = new Date(`${month}-${String(1 + Math.floor(next() * 27)).padStart(2, "0")}T07:00:00Z`);
    const due = new Date(received.getTime() + 15 * 864e5);
    const took = next() < 0.9 ? Math.floor(next() ** 2 * 30) : undefined;
    const status = next() < 0.05 ? "withdrawn" : took === undefined ? "in_work" : "answered";
    serial++;
    return {
      number: `T-${serial}`, source: "portal", source_id: String(serial), track: "signal", status, channel: pick(["phone", "web", "paper"]),
      category: fixed.category ?? pick(["potholes", "heating", "snow", "roads", "waste", "aid", null]), district: fixed.district ?? pick(["north", "south", "hamlet", "east", "okrugs", null]),
      language: "en", received_at: received.toISOString(), due_at: due.toISOString(),
      closed_at: status === "in_work" ? null : new Date(received.getTime() + (took ?? 3) * 864e5 + 36e5).toISOString(),
    };
  });
  await owner`INSERT INTO private.appeal (number, source, source_id, track, status, channel, category, district, language, received_at, due_at, closed_at)
    SELECT number, source, source_id, track, status, channel, category, district, language, received_at, due_at, closed_at
    FROM jsonb_populate_recordset(NULL::private.appeal, ${owner.json(rows)})`;
}
