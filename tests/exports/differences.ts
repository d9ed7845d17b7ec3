import { parse } from "csv-parse/sync";
import { columnNames, type Column } from "#lib/exports/dataset.ts";
import type { FileKind } from "#lib/exports/file-name.ts";

/** Strictly: every row as long as the header, CRLF after each, quotes where RFC 4180 wants them. */
export const readCsv = (content: string): string[][] => parse(content, { record_delimiter: "\r\n", relax_column_count: false, relax_quotes: false, bom: false });

/** What is wrong with a file by its dataset's description; nothing when they agree. */
export function differences(content: string, { dataset }: FileKind, codes: (list: string) => Set<string>): string[] {
  const [header = [], ...rows] = readCsv(content);
  if (header.join() !== columnNames(dataset).join()) return [`header ${header.join()}`];
  const found = rows.flatMap((row, at) => dataset.columns.flatMap((column, i) => {
    const twin = column.status === undefined ? undefined : row[header.indexOf(column.status)]!;
    return wrong(row[i]!, column, twin, codes).map((what) => `row ${at + 2}, ${column.name}: ${what}`);
  }));
  if (!dataset.key) return found;
  const keys = rows.map((row) => dataset.key!.map((name) => row[header.indexOf(name)]).join("\t"));
  return keys.length === new Set(keys).size ? found : [...found, "rows with the same key"];
}

function wrong(value: string, column: Column, twin: string | undefined, codes: (list: string) => Set<string>): string[] {
  if (twin !== undefined && (value === "") !== ["c", "z", "x"].includes(twin)) return [`“${value}” beside the symbol “${twin}”`];
  if (value === column.missing) return [];
  if (value === "") return ["empty"];
  const shapes = { integer: /^(0|[1-9]\d*)$/, date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, string: /^/ };
  return [
    ...(shapes[column.type].test(value) ? [] : [`“${value}” is no ${column.type}`]),
    ...(column.values && !column.values.includes(value) ? [`“${value}” is none of its values`] : []),
    ...(column.pattern && !new RegExp(`^(${column.pattern})$`).test(value) ? [`“${value}” has another form`] : []),
    ...(column.codelist && !codes(column.codelist).has(value) ? [`“${value}” is not in ${column.codelist}`] : []),
  ];
}
