import { openDb } from "#db/open.ts";
import { appealsCsvChunks, appealsJsonChunks } from "#lib/exports/appeals.ts";
import { appealsSheet } from "#lib/exports/appeals-sheet.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import type { Column } from "#lib/exports/dataset.ts";
import { dictionaryAddress } from "#lib/exports/dictionary-address.ts";
import { toExcelCsv } from "#lib/exports/excel-csv.ts";
import { askedLanguage, excelFormats, excelName, type ExcelFormat } from "#lib/exports/excel-name.ts";
import { metadataName, standingAddress } from "#lib/exports/file-name.ts";
import { canonicalMeasures, columnsFor } from "#lib/exports/measures.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { type Asked, selectionParameters, selectRows } from "#lib/exports/selection.ts";
import { askedShelf, fileNamed, type Shelf } from "#lib/exports/shelf.ts";
import { answerWithFile } from "#lib/exports/stored-file.ts";
import { toXlsx } from "#lib/exports/xlsx.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube, type CubeRow } from "#lib/stats/cube.ts";

export type TableFormat = "csv" | "json" | ExcelFormat;
const isExcel = (format: string): format is ExcelFormat => excelFormats.some((candidate) => candidate === format);
export const isTableFormat = (format: string): format is TableFormat => format === "csv" || format === "json" || isExcel(format);

/** /data/appeals.csv, .json, .excel.csv and .xlsx: the whole published cube from the disk, or the rows and measures asked for, built in memory. */
export async function answerAppeals(request: Request, format: TableFormat): Promise<Response> {
  const { measure, lang, ...asked } = readParameters(request, [...selectionParameters, "measure", ...(isExcel(format) ? ["lang" as const] : [])]);
  const language = isExcel(format) ? askedLanguage(lang) : undefined;
  const columns = columnsFor(measure);
  const shelf = await askedShelf(asked.release);
  const address = `/data/appeals.${format}`;
  const { release: id, ...filters } = asked;
  const name = isExcel(format) ? excelName(format, language!) : `appeals.${format}`;
  const whole = measure === undefined && Object.keys(filters).length === 0;
  if (whole && shelf.release.files.some((file) => file.name === name)) {
    const canonical = id !== undefined ? `/data/releases/${id}/${name}` : standingAddress(name);
    return answerWithFile(request, { ...shelf, file: fileNamed(shelf.release, name), canonical, frozen: false });
  }
  const canonical = `${address}?${canonicalQuery({ ...asked, measure: measure && canonicalMeasures(columns), lang: language })}`;
  const make = async () => {
    const [cube, lists] = await Promise.all([readCube(openDb(), shelf.release), codelists()]);
    const { rows } = selectRows(asked, cube, lists);
    return { content: await write(format, { rows, columns, shelf, lists, language }), rows: rows.length };
  };
  return answerWithBytes(request, `${shelf.city.code} ${shelf.release.id} ${canonical}`, make, {
    name: "appeals-selection", extension: format, language, canonical, describedBy: dictionaryAddress("appeals.csv"),
    ...(format === "csv" && measure === undefined ? { metadata: metadataName(`${id === undefined ? "/data" : `/data/releases/${id}`}/appeals.csv`) } : {}),
    release: shelf.release, demo: shelf.city.demo, rows: null, frozen: false,
  });
}

type Selected = { rows: CubeRow[]; columns: readonly Column[]; shelf: Shelf; lists: Awaited<ReturnType<typeof codelists>>; language: Locale | undefined };

function write(format: TableFormat, { rows, columns, shelf, lists, language }: Selected): string | Promise<Buffer<ArrayBuffer>> {
  if (format === "csv") return [...appealsCsvChunks(shelf.city, rows, columns)].join("");
  if (format === "json") return [...appealsJsonChunks(shelf, rows, columns)].join("");
  const sheet = appealsSheet(rows, { ...shelf, lists }, language!, columns);
  return format === "xlsx" ? toXlsx(sheet, language!) : toExcelCsv(sheet);
}

const canonicalQuery = (asked: Record<string, string | undefined>): string =>
  new URLSearchParams(Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))).toString();
