import type { Sql } from "postgres";
import { type CityCodes, readCityCodes } from "#lib/intake/city-codes.ts";
import { finalStatuses } from "#lib/intake/import-map.ts";
import { dateParser } from "#lib/intake/source-date.ts";
import { openSource } from "#lib/intake/source-file.ts";

/** What stands where a person has to decide; the map is refused until it is replaced. */
export const undecided = "?";

type Column = { name: string; values: Map<string, number>; filled: number; rows: number; manyValues: boolean };

/** More different values than this are no list of codes. */
const mostCodes = 500;

const formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSS", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "MM/dd/yyyy hh:mm:ss a", "MM/dd/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm", "MM/dd/yyyy",
  "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "d.M.yyyy H:mm", "d.M.yyyy"];

/** Words by which columns are known, in order of preference. */
const words = {
  id: /(^|_)(id|key|no|number|номер|нөмір)|enquiry|рег/i,
  received: /open|creat|receiv|registr|поступ|дата.?обращ|түскен|келген/i,
  due: /target|due|deadline|срок|мерзім/i,
  closed: /clos|resolv|complet|закры|исполнен|жабыл|орындал/i,
  category: /^type$|category|complaint|reason|request.?type|тип|категор|тема|санат/i,
  district: /neighbo|district|borough|area|район|округ|аудан/i,
  channel: /^source$|channel|канал|источник|арна/i,
  status: /status|статус|состояние|мәртебе|күй/i,
  department: /^department$|agency|subject|отдел|управлен|исполнител|бөлім|басқарма/i,
  text: /title|descr|text|текст|содерж|суть|мәтін|мазмұн/i,
};

/**
 * A first map for a file: columns by their names and contents, the date format that reads most, and every value with
 * the code of ours that has the same name. What it can't know is '?' for a person to fill in.
 */
export async function proposeMap(db: Sql, file: string): Promise<object> {
  const city = await readCityCodes(db);
  const source = await openSource(file);
  const columns = await survey(source.header, source.pieces);
  const dates = columns.map((column) => ({ column, format: dateFormat(column, city.timeZone) })).filter((d) => d.format !== null);
  const coded = columns.filter((column) => !column.manyValues && column.filled > 0 && !dates.some((d) => d.column === column));
  const named = (list: Column[], word: RegExp) => list.find((column) => word.test(column.name));
  const date = (word: RegExp) => named(dates.map((d) => d.column), word);
  const received = date(words.received) ?? dates[0]?.column;
  const id = columns.filter((column) => column.values.size === column.rows || column.manyValues).find((column) => words.id.test(column.name)) ?? columns[0];
  const dateRule = (column: Column | undefined) => column && { column: column.name };
  const rule = (column: Column | undefined, target: (value: string) => string) =>
    column && { column: column.name, values: Object.fromEntries([...column.values.keys()].filter((v) => v !== "").sort().map((value) => [value, target(value)])) };

  return {
    source: { code: undecided, name: undecided, observedUntil: undecided },
    timeZone: city.timeZone,
    dateFormat: [...new Set(dates.map((d) => d.format))],
    delimiter: source.delimiter,
    track: "signal",
    id: id?.name ?? undecided,
    received: dateRule(received) ?? { column: undecided },
    due: dateRule(date(words.due)),
    closed: dateRule(date(words.closed)),
    language: { value: city.language },
    channel: rule(named(coded, words.channel), nameIn(city.channel)) ?? { value: undecided },
    category: rule(named(coded, words.category), nameIn(city.category)),
    district: rule(named(coded, words.district), nameIn(city.district)),
    department: rule(named(coded, words.department), nameIn(city.department)),
    status: rule(named(coded, words.status), (value) => statusFor(value, date(words.closed) !== undefined)),
    text: named(columns.filter((column) => !dates.some((d) => d.column === column)), words.text)?.name,
  };
}

async function survey(header: string[], pieces: AsyncIterable<{ cells: string[] | null }[]>): Promise<Column[]> {
  const columns: Column[] = header.map((name) => ({ name, values: new Map(), filled: 0, rows: 0, manyValues: false }));
  for await (const rows of pieces) {
    for (const { cells } of rows) {
      if (cells?.length !== header.length) continue;
      columns.forEach((column, i) => {
        const value = cells[i]!.trim().replace(/\s+/g, " ");
        column.rows += 1;
        if (value !== "") column.filled += 1;
        if (column.values.size <= mostCodes) column.values.set(value, (column.values.get(value) ?? 0) + 1);
        else column.manyValues = true;
      });
    }
  }
  return columns;
}

/** The format that reads every date seen; of two that do (7/8 or 8/7) the one that says so first in the list. */
function dateFormat(column: Column, timeZone: string): string | null {
  const seen = [...column.values.keys()].filter((value) => value !== "");
  if (seen.length === 0 || !/\d/.test(seen[0]!)) return null;
  return formats.find((format) => {
    const parse = dateParser([format], timeZone);
    return seen.every((value) => parse(value) !== "bad-date");
  }) ?? null;
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

function nameIn(codes: CityCodes["channel"] | CityCodes["category"]): (value: string) => string {
  const byName = new Map([...codes].flatMap(([code, { names }]) => [code, ...names].map((name) => [plain(name), code] as const)));
  return (value) => byName.get(plain(value)) ?? undecided;
}

function statusFor(value: string, datesKnown: boolean): string {
  if (/clos|resolv|done|закры|исполн|жабыл|орындал|answered|отвеч/i.test(value)) return datesKnown ? finalStatuses[0] : undecided;
  if (/open|new|откры|нов|жаңа|ашық/i.test(value)) return "received";
  if (/progress|work|pend|assign|работ|жұмыс/i.test(value)) return "in_work";
  return undecided;
}
