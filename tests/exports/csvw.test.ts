import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

type Datatype = string | { base: string; format: string };
type CsvwColumn = { name: string; titles: Record<string, string>; datatype: Datatype; required?: boolean; null?: string };
type Table = {
  url: string;
  tableSchema: { columns: CsvwColumn[]; primaryKey?: string[]; foreignKeys: { columnReference: string; reference: { resource: string; columnReference: string } }[] };
};

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let release: Release;
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

const folder = () => path.join(town.directory, release.id);
const metadata = (csv: string) => JSON.parse(readFileSync(path.join(folder(), `${csv}-metadata.json`), "utf8")) as { "@context": string } & (Table | { tables: Table[] });
const tablesOf = (csv: string): Table[] => {
  const said = metadata(csv);
  return "tables" in said ? said.tables : [said];
};
/** As a reader of the description finds the table: by its address, relative to the description's. */
const rowsOf = (csv: string, url: string): string[][] => parse(readFileSync(path.resolve(folder(), path.dirname(csv), url)), { record_delimiter: "\r\n" });
const csvs = () => release.files.map((file) => file.name).filter((name) => existsSync(path.join(folder(), `${name}-metadata.json`)));

/** How the datatypes that we use look in text (Model for Tabular Data, 6.4). */
function fits(value: string, datatype: Datatype): boolean {
  if (typeof datatype === "string") return datatype === "string" || (datatype === "nonNegativeInteger" && /^\d+$/.test(value));
  if (datatype.base === "date") return datatype.format === "yyyy-MM-dd" && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return new RegExp(datatype.format).test(value);
}

test("every CSV has its description beside it", () => {
  expect(csvs()).toEqual(release.files.map((file) => file.name).filter((name) => name.endsWith(".csv") && !name.includes("excel")));
});

test("the first table is the file itself; names, datatypes, null and keys hold for every row; each foreign key resolves", () => {
  for (const csv of csvs()) {
    expect(metadata(csv)["@context"]).toBe("http://www.w3.org/ns/csvw");
    const tables = tablesOf(csv);
    expect(tables[0]!.url).toBe(path.basename(csv));
    for (const { url, tableSchema } of tables) {
      const [header, ...rows] = rowsOf(csv, url);
      expect(tableSchema.columns.map((column) => column.name)).toEqual(header);
      // A validator compares the header with the titles, not with the names.
      expect(tableSchema.columns.map((column) => column.titles.und)).toEqual(header);
      const at = (name: string) => header!.indexOf(name);
      for (const row of rows) for (const [i, column] of tableSchema.columns.entries()) {
        const isNull = row[i] === (column.null ?? "");
        expect(isNull ? !column.required : fits(row[i]!, column.datatype), `${csv} ${column.name} “${row[i]}”`).toBe(true);
      }
      const key = tableSchema.primaryKey;
      if (key) expect(new Set(rows.map((row) => key.map((name) => row[at(name)]).join("\t"))).size).toBe(rows.length);
      for (const { columnReference, reference } of tableSchema.foreignKeys) {
        expect(tables.map((table) => table.url)).toContain(reference.resource); // the group must hold the table
        const [heads, ...codes] = rowsOf(csv, reference.resource);
        const known = new Set(codes.map((row) => row[heads!.indexOf(reference.columnReference)]));
        const column = tableSchema.columns.find(({ name }) => name === columnReference)!;
        const unresolved = rows.map((row) => row[at(columnReference)]).filter((value) => value !== (column.null ?? "") && !known.has(value));
        expect(unresolved, `${csv} ${columnReference}`).toEqual([]);
      }
    }
  }
});

test("the aggregate file is described with its codelists, each column in three languages", () => {
  const tables = tablesOf("appeals.csv");
  expect(tables.map((table) => table.url)).toEqual(["appeals.csv", "codelists/category.csv", "codelists/district.csv", "codelists/channel.csv"]);
  const column = tables[0]!.tableSchema.columns.find(({ name }) => name === "on_time")!;
  expect(column).toMatchObject({ titles: { und: "on_time", kk: "Мерзімінде", ru: "В срок", en: "On time" }, datatype: "nonNegativeInteger", null: "" });
  expect(tablesOf("appeals-records.csv")[0]!.tableSchema.columns.find(({ name }) => name === "district")).toMatchObject({ null: "·" });
});
