import { openDb } from "#db/open.ts";
import { chartContext } from "#lib/charts/context.ts";
import { Refusal } from "#lib/errors.ts";
import type { TableFormat } from "#lib/exports/appeals-answer.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { dictionaryAddress } from "#lib/exports/dictionary-address.ts";
import { toExcelCsv } from "#lib/exports/excel-csv.ts";
import { askedLanguage } from "#lib/exports/excel-name.ts";
import { askedShelf } from "#lib/exports/shelf.ts";
import { tableCsv, tableJson, tableOf, tableSheet } from "#lib/exports/table.ts";
import { toXlsx } from "#lib/exports/xlsx.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";
import { readView, viewQuery } from "#lib/stats/view.ts";

/**
 * /data/table.csv, .json, .excel.csv and .xlsx: the table that the explorer shows under the same query, whole. `lang` gives the
 * spreadsheets their words, and all of them the alphabet that names are sorted by.
 */
export async function answerTable(request: Request, format: TableFormat): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const view = readView(search, ["lang"]);
  const [lang, ...more] = search.getAll("lang");
  if (more.length > 0) throw new Refusal("repeatedParameter", { name: "lang" }, "lang");
  const language = askedLanguage(lang);
  const shelf = await askedShelf(view.release ?? undefined);
  const isExcel = format === "xlsx" || format === "excel.csv";
  const canonical = `/data/table.${format}?${viewQuery(view)}${isExcel || view.sort !== "list" ? `&lang=${language}` : ""}`;
  const make = async () => {
    const [cube, lists] = await Promise.all([readCube(openDb(), shelf.release), codelists()]);
    const ctx = chartContext(language, { ...shelf, codelists: lists });
    const table = tableOf(view, cube, ctx, lists);
    const written = { csv: () => tableCsv(table, shelf), json: () => tableJson(table, shelf), "excel.csv": () => toExcelCsv(sheet()), xlsx: () => toXlsx(sheet(), language) };
    const sheet = () => tableSheet(table, ctx, { ...shelf, lists });
    return { content: await written[format](), rows: table.rows.length };
  };
  return answerWithBytes(request, `${shelf.city.code} ${shelf.release.id} ${canonical}`, make, {
    name: "table", extension: format, ...(isExcel && { language }), canonical, describedBy: dictionaryAddress("appeals.csv"),
    release: shelf.release, demo: shelf.city.demo, rows: null, frozen: false,
  });
}
