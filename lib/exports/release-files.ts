import { mkdir } from "node:fs/promises";
import { appealsCells, appealsHeader, appealsJsonChunks, appealsJsonRow } from "#lib/exports/appeals.ts";
import { changesFile } from "#lib/exports/changes-file.ts";
import { codelistChunks, codelistRows } from "#lib/exports/codelist.ts";
import { csvChunks } from "#lib/exports/csv.ts";
import { csvw } from "#lib/exports/csvw.ts";
import { dataPackage } from "#lib/exports/data-package.ts";
import { fileKind, metadataName } from "#lib/exports/file-name.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import { countRecords, recordChunks, recordClasses, type RecordClass } from "#lib/exports/records.ts";
import { writeFile } from "#lib/exports/write-file.ts";
import { city as readCity } from "#lib/stats/city.ts";
import { codelistNames, codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";
import type { Reader } from "#lib/stats/reader.ts";
import type { ReleaseFile, ReleaseHead } from "#lib/stats/release.ts";

/**
 * Writes every file of a release into a directory, from what its transaction has put into the open schema. The release's
 * own row need not be there yet (it will hold what this returns).
 */
export async function writeReleaseFiles(tx: Reader, release: ReleaseHead & { changes: unknown }, directory: string): Promise<ReleaseFile[]> {
  const city = await readCity(tx);
  if (!city) throw new Error("The open schema holds no city: publishReference() comes before a release's files.");
  const lists = await codelists(tx);
  const cube = await readCube(tx, release);
  const classes = await recordClasses(tx, release);
  const kind = dataKindOf(city);
  await mkdir(directory, { recursive: true });

  const written: ReleaseFile[] = [];
  const write = async (name: string, rows: number | null, chunks: Iterable<string>) => void written.push(await writeFile(directory, name, rows, chunks));

  await write("appeals.csv", cube.length, csvChunks(appealsHeader, cube.values().map((row) => appealsCells(row, city))));
  await write("appeals.json", cube.length, appealsJsonChunks({ city, release }, cube.map((row) => appealsJsonRow(row, city))));
  await write("appeals-records.csv", countRecords(classes), recordChunks(classes, kind));
  for (const [year, ofYear] of byYear(classes)) {
    await write(`appeals-records-${year}.csv`, countRecords(ofYear), recordChunks(ofYear, kind));
  }
  for (const list of codelistNames) {
    const rows = codelistRows(list, lists, kind);
    await write(`codelists/${list}.csv`, rows.length, codelistChunks(list, rows));
  }
  for (const { name } of [...written]) {
    const kind = fileKind(name);
    if (kind?.format === "csv") await write(metadataName(name), null, [toJson(csvw(name, kind, release))]);
  }
  await write("datapackage.json", null, [toJson(dataPackage(city, release, written))]);
  await write("CHANGES.json", null, [changesFile(release, city)]);
  await write("SHA256SUMS", null, written.map((file) => `${file.sha256}  ${file.name}\n`));
  return written;
}

const toJson = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

function byYear(classes: RecordClass[]): Map<string, RecordClass[]> {
  return Map.groupBy(classes, (entry) => entry.quarter.slice(0, 4));
}
