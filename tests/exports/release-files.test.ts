import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { appealsDataset, codelistDataset, columnNames, describeColumn, describeDataset, describeSymbol, recordsDataset, symbols } from "#lib/exports/dataset.ts";
import { locales } from "#lib/i18n/locale.ts";
import { codelistNames } from "#lib/stats/codelists.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let release: Release;
const bytes = (name: string, id = "2026-04-06.1") => readFileSync(path.join(town.directory, id, name));
const rowsOf = (name: string, id?: string) => parse(bytes(name, id), { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  release = (await findRelease(openDb(), "2026-04-06.1"))!;
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

test("a release's files: exactly these, each announced with its size, checksum and rows, and twice compressed where it isn't already", () => {
  const names = ["appeals.csv", "appeals.json", ...locales.flatMap((locale) => [`appeals-${locale}.excel.csv`, `appeals-${locale}.xlsx`]),
    ...["appeals-records", "appeals-records-2025", "appeals-records-2026"].flatMap((name) => [`${name}.csv`, `${name}.parquet`]), "ratings.csv", "ratings.json",
    ...codelistNames.map((list) => `codelists/${list}.csv`)];
  const described = names.filter((name) => /^[^.]+\.csv$/.test(name)).map((name) => `${name}-metadata.json`);
  const announced = [...names, ...described, "datapackage.json", "CHANGES.json", "SHA256SUMS"];
  expect(release.files.map((file) => file.name)).toEqual(announced);
  const onDisk = readdirSync(path.join(town.directory, release.id), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const packed = (name: string) => /\.(xlsx|parquet)$/.test(name);
  expect(onDisk).toHaveLength(announced.length * 3 - names.filter(packed).length * 2);
  for (const file of release.files) {
    const plain = bytes(file.name);
    expect([file.bytes, file.sha256]).toEqual([plain.length, createHash("sha256").update(plain).digest("hex")]);
    if (packed(file.name)) {
      expect([file.br, file.gz]).toEqual([null, null]);
      continue;
    }
    expect(brotliDecompressSync(bytes(`${file.name}.br`)).equals(plain)).toBe(true);
    expect(gunzipSync(bytes(`${file.name}.gz`)).equals(plain)).toBe(true);
    expect([file.br, file.gz]).toEqual([bytes(`${file.name}.br`).length, bytes(`${file.name}.gz`).length]);
    if (/^[^.]+\.csv$/.test(file.name)) expect(rowsOf(file.name)).toHaveLength(file.rows!);
  }
});

test("SHA256SUMS is what sha256sum writes", () => {
  const lines = bytes("SHA256SUMS").toString().trimEnd().split("\n");
  expect(lines).toEqual(release.files.filter((file) => file.name !== "SHA256SUMS").map((file) => `${file.sha256}  ${file.name}`));
});

describe("appeals.csv", () => {
  test("begins with the machine header, without BOM", () => {
    expect(bytes("appeals.csv").toString().split("\r\n")[0]).toBe("period,grain,category,district,channel,received,received_status,with_deadline,on_time,outcome_status,"
      + "late,open,late_open_status,reopened,reopened_status,days_1,days_5,days_10,days_15,days_20,longer_or_open,duration_status,median_days,median_status,p90_days,p90_status,data_kind");
  });
  test("a withheld value is empty and its twin says why, every row says it is a demonstration", () => {
    const rows = rowsOf("appeals.csv");
    expect(rows.every((row) => row.data_kind === "demonstration")).toBe(true);
    for (const row of rows) for (const column of appealsDataset.columns) {
      if (!column.status) continue;
      expect(row[column.name] === "").toBe(["c", "z", "x"].includes(row[column.status]!));
      if (row[column.name] !== "") expect(row[column.name]).toMatch(/^\d+$/);
    }
  });
  test("lines to the byte", () => {
    const text = bytes("appeals.csv").toString();
    expect(text).toContain("\r\n2025-05,month,all,all,channel".replace("channel", "web") + ",,c,,,z,,,z,,z,,,,,,,z,,z,,z,demonstration\r\n");
    expect(text).toContain("\r\n2025-Q1,quarter,all,all,all,300,,257,250,,4,3,,2,,5,245,2,1,1,3,,3,,12,,demonstration\r\n");
    expect(text).toContain("\r\n2025-Q1,quarter,leak,zone-1,all,,c,,,c,,,c,,c,,,,,,,c,,c,,c,demonstration\r\n");
  });
  test("the same release written again has the same bytes", () => {
    const later = rowsOf("appeals.csv", "2026-01-06").filter((row) => row.period === "2025-Q1");
    expect(rowsOf("appeals.csv").filter((row) => row.period === "2025-Q1")).toEqual(later);
  });
});

test("appeals.json holds the same rows, numbers as numbers, and says it is a demonstration", () => {
  const json = JSON.parse(bytes("appeals.json").toString());
  expect(json).toMatchObject({ dataset: "appeals", city: town.code, demonstration: true, release: release.id, as_of: "2026-04-06", row_count: json.rows.length });
  expect(json.note.en).toMatch(/demonstration/);
  const asText = json.rows.map((row: Record<string, unknown>) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === null ? "" : String(value)])));
  expect(asText).toEqual(rowsOf("appeals.csv"));
  expect(json.rows.find((row: { received: number }) => row.received === 301)).toMatchObject({ received_status: "r", period: "2025-Q2" });
  expect(json.columns.map((column: { name: string }) => column.name)).toEqual(columnNames(appealsDataset));
});

test("a hostile label is defused in the codelist, a missing one is empty", () => {
  const text = bytes("codelists/district.csv").toString();
  expect(text).toBe([
    "code,label_kk,label_ru,label_en,valid_from,valid_to,parent,data_kind",
    "all,Барлығы,Всего,All,2025-01-01,,,demonstration",
    "town,Қала,Город,Town,2025-01-01,,,demonstration",
    `zone-1,"'=HYPERLINK(""http://x"")",'+7,"'-Zone, ""one""",2025-01-01,,town,demonstration`,
    `zone-2,'@екі,'\tекі,"'\rtwo\nlines",2025-01-01,,town,demonstration`,
    "outside,Ауыл,Сёла,,2025-01-01,,,demonstration",
    "okrugs,Округтер,Округа,Okrugs,2025-01-01,,outside,demonstration",
    "unknown,Белгісіз,Неизвестно,Unknown,2025-01-01,,,demonstration",
    "",
  ].join("\r\n"));
  expect(bytes("codelists/channel.csv").toString().split("\r\n")[0]).toBe("code,label_kk,label_ru,label_en,valid_from,valid_to,data_kind");
});

describe("appeals-records", () => {
  const multiset = (rows: Record<string, string>[]) => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[Object.values(row).join(" ")] = (counts[Object.values(row).join(" ")] ?? 0) + 1;
    return counts;
  };
  test("one row an appeal: the classes' expansion, a corrected quarter replaced whole", () => {
    const counts = multiset(rowsOf("appeals-records.csv"));
    expect(counts).toEqual(Object.fromEntries(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"].flatMap((quarter) => (quarter === "2025-Q2"
      ? [[`${quarter} heat cold town zone-1 on_time days_5 demonstration`, 21]]
      : [[`${quarter} heat cold town zone-1 on_time days_5 demonstration`, 20], [`${quarter} heat · · · · · demonstration`, 7]]))));
  });
  test("the years together are the whole", () => {
    const years = [...rowsOf("appeals-records-2025.csv"), ...rowsOf("appeals-records-2026.csv")];
    expect(multiset(years)).toEqual(multiset(rowsOf("appeals-records.csv")));
    expect(rowsOf("appeals-records-2026.csv").every((row) => row.quarter === "2026-Q1")).toBe(true);
  });
  test("the order tells nothing: not the classes' order, and not twice the same", () => {
    const order = rowsOf("appeals-records.csv").map((row) => Object.values(row).join(" "));
    expect(order).not.toEqual([...order].sort());
    const before = rowsOf("appeals-records.csv", "2026-04-06").filter((row) => row.quarter!.startsWith("2025-Q3")).map((row) => row.category);
    const after = rowsOf("appeals-records.csv").filter((row) => row.quarter!.startsWith("2025-Q3")).map((row) => row.category);
    expect(before).toHaveLength(after.length);
    expect(before).not.toEqual(after);
  });
});

test("a correction's CHANGES.json gives its reason", () => {
  expect(JSON.parse(bytes("CHANGES.json").toString())).toMatchObject({ release: "2026-04-06.1", correction: true, reason: { en: "Correction" }, demonstration: true, changes: { added: 1 } });
});

test("every dataset, column and symbol is described in three languages", () => {
  for (const dataset of [appealsDataset, recordsDataset, ...codelistNames.map(codelistDataset)]) for (const locale of locales) {
    expect(describeDataset(dataset, locale).about.length).toBeGreaterThan(10);
    for (const column of dataset.columns) {
      const { title, about } = describeColumn(column, locale);
      expect([title.length > 1, about.length > 8], column.name).toEqual([true, true]);
    }
  }
  for (const symbol of symbols) for (const locale of locales) expect(describeSymbol(symbol, locale)).toBeTruthy();
});
