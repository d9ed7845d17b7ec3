import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type postgres from "postgres";
import { airlockDb } from "#db/airlock.ts";
import * as open from "#db/open.ts";
import { dataDir } from "#env.ts";
import { writeReleaseFiles } from "#lib/exports/release-files.ts";

type Count = typeof open.figureCount.$inferInsert;
type Outcome = typeof open.figureOutcome.$inferInsert;
type Class = typeof open.recordClass.$inferInsert;
type Draft = { id: string; correction?: boolean; counts?: Count[]; outcomes?: Outcome[]; classes?: Class[] };

/**
 * A small city in the open schema, its code unlike any other's, with labels that mean harm to a spreadsheet. Its files
 * go where the portal looks for them.
 */
export async function openCity(owner: postgres.Sql, demo = true) {
  const code = `t${randomBytes(5).toString("hex")}`;
  const directory = path.join(dataDir, "releases", code);
  await owner`INSERT INTO open.city (code, name_kk, name_ru, name_en, language, time_zone, demo, publisher_kk, contact, first_day)
    VALUES (${code}, 'Қала', 'Город', 'Town', 'kk', 'Asia/Almaty', ${demo}, 'Әкімдік', 'a@example.kz', '2025-01-01')`;
  await owner`INSERT INTO open.district (code, parent, kind, label_kk, label_ru, label_en, population, sort, valid_from) VALUES
    ('town', NULL, 'area', 'Қала', 'Город', 'Town', 100000, 1, '2025-01-01'), ('outside', NULL, 'area', 'Ауыл', 'Сёла', NULL, 9000, 2, '2025-01-01'),
    ('zone-1', 'town', 'district', '=HYPERLINK("http://x")', '+7', '-Zone, "one"', 60000, 3, '2025-01-01'),
    ('zone-2', 'town', 'district', '@екі', ${"\tекі"}, ${"\rtwo\nlines"}, 40000, 4, '2025-01-01'),
    ('okrugs', 'outside', 'district', 'Округтер', 'Округа', 'Okrugs', 9000, 5, '2025-01-01'),
    ('unknown', NULL, 'unknown', 'Белгісіз', 'Неизвестно', 'Unknown', NULL, 9, '2025-01-01')`;
  await owner`INSERT INTO open.category (code, parent, label_kk, label_ru, label_en, sensitive, sort, valid_from, valid_to) VALUES
    ('heat', NULL, 'Жылу', 'Тепло', 'Heating', false, 1, '2025-01-01', NULL), ('cold', 'heat', 'Суық пәтер', 'Холодно', 'Cold flat', false, 1, '2025-01-01', NULL),
    ('leak', 'heat', 'Су ағуы', 'Течь', 'Leak', false, 2, '2025-01-01', '2025-12-31'), ('aid', NULL, 'Көмек', 'Помощь', 'Aid', true, 2, '2025-01-01', NULL)`;
  await owner`INSERT INTO open.code (list, code, label_kk, label_ru, label_en, sort, valid_from) VALUES
    ('channel', 'phone', 'Телефон', 'Телефон', 'Phone', 1, '2025-01-01'), ('channel', 'web', 'Сайт', 'Сайт', 'Web', 2, '2025-01-01'),
    ('status', 'answered', 'Жауап берілді', 'Отвечено', 'Answered', 1, '2025-01-01'), ('outcome', 'on_time', 'Мерзімінде', 'В срок', 'On time', 1, '2025-01-01')`;

  let seq = 0;
  return {
    code, directory,
    /** Puts figures into the open schema and their files on the disk, as a release does. */
    async publish({ id, correction = false, counts = [], outcomes = [], classes = [] }: Draft) {
      const release = {
        id, seq: ++seq, asOf: id.slice(0, 10), publishedAt: new Date(`${id.slice(0, 10)}T06:00:00Z`), correction,
        reason: correction ? { kk: "Түзету", ru: "Исправление", en: "Correction" } : null, changes: { added: counts.length },
      };
      mkdirSync(directory, { recursive: true });
      await airlockDb().transaction(async (tx) => {
        if (counts.length) await tx.insert(open.figureCount).values(counts.map((row) => ({ ...row, release: id })));
        if (outcomes.length) await tx.insert(open.figureOutcome).values(outcomes.map((row) => ({ ...row, release: id })));
        if (classes.length) await tx.insert(open.recordClass).values(classes.map((row) => ({ ...row, release: id })));
        const files = await writeReleaseFiles(tx, release, path.join(directory, id));
        await tx.insert(open.release).values({
          id, seq: release.seq, asOf: release.asOf, publishedAt: release.publishedAt, correction,
          reasonKk: release.reason?.kk, reasonRu: release.reason?.ru, reasonEn: release.reason?.en, changes: release.changes, files,
        });
      });
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A count as published: null is a withheld one. */
export const count = (period: string, received: number | null, cell: { category?: string; district?: string; channel?: string; status?: string } = {}): Count => ({
  period, grain: period.includes("Q") ? "quarter" : "month", category: cell.category ?? "all", district: cell.district ?? "all",
  channel: cell.channel ?? "all", release: "", received, receivedStatus: cell.status ?? (received === null ? "c" : ""),
});

/** Outcomes as published; null withholds them all. */
export const outcome = (period: string, onTime: number | null, cell: { category?: string; district?: string; part?: Partial<Outcome> } = {}): Outcome => ({
  period, category: cell.category ?? "all", district: cell.district ?? "all", release: "",
  ...(onTime === null
    ? { outcomeStatus: "c", reopenedStatus: "c", durationStatus: "c" }
    : {
      withDeadline: onTime + 7, onTime, late: 4, open: 3, outcomeStatus: "", reopened: 2, reopenedStatus: "",
      days1: 5, days5: onTime - 5, days10: 2, days15: 1, days20: 1, longerOrOpen: 3, medianDays: 3, p90Days: 12, durationStatus: "",
    }),
  ...cell.part,
});

/** Two years of that city in three releases: the last corrects a quarter. */
export async function publishTwoYears(city: Awaited<ReturnType<typeof openCity>>) {
  const months = (year: number) => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);
  const quarters = (year: number) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`);
  const monthly = (month: string): Count[] => [
    count(month, 100), count(month, 60, { category: "heat" }), count(month, 70, { district: "town" }), count(month, 30, { district: "outside" }),
    count(month, 80, { channel: "phone" }), count(month, null, { channel: "web" }),
  ];
  const quarterly = (quarter: string): Count[] => [
    count(quarter, 300), count(quarter, 180, { category: "heat" }), count(quarter, 120, { category: "cold" }), count(quarter, 60, { category: "leak" }),
    count(quarter, 12, { category: "aid" }), count(quarter, 90, { category: "heat", district: "outside" }), count(quarter, null, { category: "heat", district: "okrugs" }),
    count(quarter, null, { category: "leak", district: "zone-1" }), count(quarter, null, { category: "leak", district: "zone-2" }),
    count(quarter, 40, { category: "leak", district: "town" }),
  ];
  const outcomesOf = (quarter: string): Outcome[] => [
    outcome(quarter, 250), outcome(quarter, 150, { category: "heat" }), outcome(quarter, null, { category: "leak", district: "zone-1" }),
    outcome(quarter, 9, { category: "aid", part: { late: null, open: null, medianDays: 4, p90Days: null } }),
  ];
  const classesOf = (quarter: string): Class[] => [
    { quarter, release: "", categoryGroup: "heat", category: "cold", cityPart: "town", district: "zone-1", outcome: "on_time", durationBand: "days_5", appeals: 20 },
    { quarter, release: "", categoryGroup: "heat", category: "·", cityPart: "·", district: "·", outcome: "·", durationBand: "·", appeals: 7 },
  ];
  await city.publish({
    id: "2026-01-06", counts: [...months(2025).flatMap(monthly), ...quarters(2025).flatMap(quarterly)],
    outcomes: quarters(2025).slice(0, 3).flatMap(outcomesOf), classes: quarters(2025).flatMap(classesOf),
  });
  await city.publish({
    id: "2026-04-06", counts: [...months(2026).slice(0, 3).flatMap(monthly), ...quarterly("2026-Q1")],
    outcomes: outcomesOf("2025-Q4"), classes: classesOf("2026-Q1"),
  });
  await city.publish({
    id: "2026-04-06.1", correction: true, counts: [count("2025-Q2", 301, { status: "r" })],
    classes: [{ ...classesOf("2025-Q2")[0]!, appeals: 21 }],
  });
}
