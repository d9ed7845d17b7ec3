import { mkdir } from "node:fs/promises";
import { appealsCsvChunks, appealsJsonChunks } from "#lib/exports/appeals.ts";
import { appealsSheet } from "#lib/exports/appeals-sheet.ts";
import { changesFile } from "#lib/exports/changes-file.ts";
import { codelistChunks, codelistRows } from "#lib/exports/codelist.ts";
import { toExcelCsv } from "#lib/exports/excel-csv.ts";
import { excelName } from "#lib/exports/excel-name.ts";
import { csvw } from "#lib/exports/csvw.ts";
import { dataPackage } from "#lib/exports/data-package.ts";
import { fileKind, metadataName } from "#lib/exports/file-name.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import { ratingsFile } from "#lib/exports/ratings.ts";
import { countRecords, recordChunks, recordClasses, type RecordClass } from "#lib/exports/records.ts";
import { recordsParquet } from "#lib/exports/records-parquet.ts";
import { writeFile } from "#lib/exports/write-file.ts";
import { toXlsx } from "#lib/exports/xlsx.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { city as readCity } from "#lib/stats/city.ts";
import { codelistNames, codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";
import { ratingsOf } from "#lib/stats/ratings.ts";
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

  const write = (name: string, rows: number | null, chunks: Iterable<string | Uint8Array>): Promise<ReleaseFile> => writeFile(directory, name, rows, chunks);
  const figures = [write("appeals.csv", cube.length, appealsCsvChunks(city, cube)), write("appeals.json", cube.length, appealsJsonChunks({ city, release }, cube))];
  const forExcel = async (): Promise<ReleaseFile[]> => {
    const made: ReleaseFile[] = [];
    for (const locale of locales) { // one after the other: a large cube's workbook takes memory
      const sheet = appealsSheet(cube, { city, release, lists }, locale);
      made.push(await write(excelName("excel.csv", locale), cube.length, [toExcelCsv(sheet)]), await write(excelName("xlsx", locale), cube.length, [await toXlsx(sheet, locale)]));
    }
    return made;
  };
  const records = (name: string, of: RecordClass[]): Promise<ReleaseFile>[] => [
    write(`${name}.csv`, countRecords(of), recordChunks(of, kind)),
    write(`${name}.parquet`, countRecords(of), [recordsParquet(of, { release: release.id, dataKind: kind })]),
  ];
  const rated = await ratingsOf(release, tx);
  const ratings = (["csv", "json"] as const).map((format) => write(`ratings.${format}`, rated.length, ratingsFile(format, { city, release }, rated)));
  const codeFiles = codelistNames.map((list) => {
    const rows = codelistRows(list, lists, kind);
    return write(`codelists/${list}.csv`, rows.length, codelistChunks(list, rows));
  });
  // While one is compressed or waits for the disk, the next is made. A failure waits for the others: they write into a folder that it will remove.
  const underWay = [...figures, forExcel(), ...records("appeals-records", classes), ...[...byYear(classes)].flatMap(([year, ofYear]) => records(`appeals-records-${year}`, ofYear)), ...ratings, ...codeFiles];
  await Promise.allSettled(underWay);
  const data = (await Promise.all(underWay)).flat();
  const described = await Promise.all(data.flatMap(({ name }) => {
    const kind = fileKind(name);
    return kind?.format === "csv" ? [write(metadataName(name), null, [toJson(csvw(name, kind, release))])] : [];
  }));
  const all = [...data, ...described, await write("datapackage.json", null, [toJson(dataPackage(city, release, data))]), await write("CHANGES.json", null, [changesFile(release, city)])];
  return [...all, await write("SHA256SUMS", null, all.map((file) => `${file.sha256}  ${file.name}\n`))];
}

const toJson = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

function byYear(classes: RecordClass[]): Map<string, RecordClass[]> {
  return Map.groupBy(classes, (entry) => entry.quarter.slice(0, 4));
}
