import { createHash } from "node:crypto";
import { Refusal } from "#lib/errors.ts";
import { csvChunks, type Cell } from "#lib/exports/csv.ts";
import { columnNames, dailyDataset } from "#lib/exports/dataset.ts";
import type { Span } from "#lib/exports/dcat/catalogue.ts";
import { jsonHead } from "#lib/exports/json-head.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import { city as readCity, type City } from "#lib/stats/city.ts";
import { allDays, type Day } from "#lib/stats/daily.ts";
import type { Release } from "#lib/stats/release.ts";

/**
 * The daily series as its files stand: `edition` is shaped like a release, so that what describes releases' files describes these;
 * its id is the last day.
 */
export type DailyShelf = { city: City; days: Day[]; edition: Release; span: Span };

export const dailyFormats = ["csv", "json"] as const;
export type DailyFormat = (typeof dailyFormats)[number];

/** The series with its files' sizes and checksums; null before the first day is published. */
export async function dailyShelf(): Promise<DailyShelf | null> {
  const [city, days] = await Promise.all([readCity(), allDays()]);
  const [first, last] = [days[0], days.at(-1)];
  if (!city || !first || !last) return null;
  const files = dailyFormats.map((format) => {
    const bytes = Buffer.from(dailyFile(format, city, days));
    return { name: `daily.${format}`, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex"), rows: days.length, br: 0, gz: 0 };
  });
  return { city, days, span: { from: first.day, to: last.day }, edition: { id: last.day, seq: days.length, asOf: last.day, publishedAt: last.publishedAt, correction: false, reason: null, files } };
}

/** @throws Refusal nothingPublished */
export async function publishedDays(): Promise<DailyShelf> {
  const shelf = await dailyShelf();
  if (!shelf) throw new Refusal("nothingPublished");
  return shelf;
}

/** The daily series as a whole file of one format. */
export function dailyFile(format: DailyFormat, city: City, days: readonly Day[]): string {
  const cells = (day: Day): Cell[] => {
    const values: Record<string, Cell> = { day: day.day, received: day.received, answered: day.answered, answered_status: day.answered_status, data_kind: dataKindOf(city) };
    return dailyDataset.columns.map(({ name }) => values[name]!);
  };
  if (format === "csv") return [...csvChunks(columnNames(dailyDataset), days.map(cells))].join("");
  const last = days.at(-1)!;
  const rows = days.map((day) => JSON.stringify(Object.fromEntries(cells(day).map((cell, i) => [dailyDataset.columns[i]!.name, cell]))));
  return `${jsonHead(dailyDataset, city, { last_day: last.day, published_at: last.publishedAt.toISOString() }, days.length).slice(0, -1)},"rows":[\n${rows.join(",\n")}\n]}\n`;
}
