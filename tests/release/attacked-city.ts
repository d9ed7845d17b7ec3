import type { Sql } from "postgres";
import { numbers } from "#tests/disclosure/random-city.ts";

/** Categories that are published city-wide only. */
export const sensitive = ["aid", "relief", "housing", "dispute"];
export const categories: Record<string, string[]> = { roads: ["potholes", "snow", "signs"], heating: ["cold", "leak", "meter"], order: ["noise", "dogs", "dispute"], aid: ["relief", "housing"] };
export const areas: Record<string, string[]> = { town: ["t1", "t2", "t3", "t4"], land: ["l1", "l2", "l3", "l4"] };

/** A city of 4 groups (one of them sensitive, and a sensitive category in another) and 2 areas × 4 districts, as reference data of a demonstration. */
export async function attackedCity(owner: Sql, code: string): Promise<void> {
  const city = { code, name: { en: "Attacked" }, language: "en", timeZone: "Asia/Almaty", population: 40_000, populationSource: { en: "made up" },
    publisher: { en: "Attacked" }, contact: "a@b.c", demo: true, officeHours: { start: "09:00", end: "18:30" } };
  await owner`INSERT INTO private.setting (key, value) VALUES ('city', ${owner.json(city)}), ('disclosure', ${owner.json({ k: 5 })})`;
  const member = (of: string, parent: string | null) => ({ code: of, parent, name_en: of, sensitive: sensitive.includes(of), kind: of in areas ? "area" : "district", valid_from: "2020-01-01" });
  const members = (tree: Record<string, string[]>) => [...Object.keys(tree).map((top) => member(top, null)), ...Object.entries(tree).flatMap(([top, below]) => below.map((of) => member(of, top)))];
  await owner`INSERT INTO private.category (code, parent, name_en, sensitive, valid_from)
    SELECT code, parent, name_en, sensitive, valid_from FROM jsonb_populate_recordset(NULL::private.category, ${owner.json(members(categories))})`;
  await owner`INSERT INTO private.district (code, parent, kind, name_en, valid_from)
    SELECT code, parent, kind, name_en, valid_from FROM jsonb_populate_recordset(NULL::private.district, ${owner.json(members(areas))})`;
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('phone', 'Phone'), ('web', 'Web'), ('paper', 'Paper'), ('sms', 'SMS')`;
  await owner`INSERT INTO private.source (code, name) VALUES ('portal', 'Portal') ON CONFLICT DO NOTHING`;
}

/** A case of a test. */
export type Case = { category: string | null; district: string | null; channel: string; day: string; took: number | null; status: string; reopened: boolean };

/** Cases of a month by chance: few places and subjects have most, some are open, late, withdrawn, reopened. */
export function someCases(month: string, count: number, seed: number): Case[] {
  const next = numbers(seed * 7919 + 13);
  const pick = <T>(from: readonly T[], skew: number) => from[Math.floor(next() ** skew * from.length)]!;
  const leaves = ["potholes", "cold", "noise", "snow", "leak", "relief", "meter", "dogs", "roads", "dispute", "signs", "housing", null];
  const districts = ["t1", "t2", "l1", "t3", "t4", "l2", "l3", null, "l4"];
  return Array.from({ length: count }, () => {
    const ended = next() < 0.92;
    return {
      category: pick(leaves, 1.7), district: pick(districts, 1.9), channel: pick(["phone", "web", "paper", "sms"], 1.6), day: `${month}-${String(1 + Math.floor(next() * 27)).padStart(2, "0")}`,
      took: ended ? Math.floor(next() ** 2 * 32) : null, status: !ended ? "in_work" : next() < 0.05 ? "withdrawn" : "answered", reopened: ended && next() < 0.08,
    };
  });
}

let serial = 0;

export async function enter(owner: Sql, cases: readonly Case[]): Promise<void> {
  const rows = cases.map(({ day, took, reopened, ...rest }) => {
    const received = new Date(`${day}T06:00:00Z`);
    const after = (days: number) => new Date(received.getTime() + days * 864e5 + 36e5).toISOString();
    serial++;
    return { ...rest, number: `A-${serial}`, source: "portal", source_id: String(serial), track: "signal", language: "en", received_at: received.toISOString(), due_at: after(15),
      closed_at: took === null ? null : after(reopened ? took + 3 : took), round: reopened ? 2 : 1, first: reopened ? { due_at: after(15), closed_at: after(took!), reopened_at: after(took! + 1) } : null };
  });
  await owner`INSERT INTO private.appeal (number, source, source_id, track, status, channel, category, district, language, received_at, due_at, closed_at, round)
    SELECT number, source, source_id, track, status, channel, category, district, language, received_at, due_at, closed_at, round
    FROM jsonb_populate_recordset(NULL::private.appeal, ${owner.json(rows as never)})`;
  await owner`INSERT INTO private.past_round (appeal, round, due_at, closed_at, reopened_at)
    SELECT a.id, 1, p.due_at, p.closed_at, p.reopened_at FROM jsonb_to_recordset(${owner.json(rows.filter((row) => row.first).map((row) => ({ number: row.number, ...row.first })) as never)})
      AS p(number text, due_at timestamptz, closed_at timestamptz, reopened_at timestamptz) JOIN private.appeal a USING (number)`;
}

/** Numbers of a second database begin anew, so that two cities can be the same. */
export const startNumbers = (): void => { serial = 0; };
