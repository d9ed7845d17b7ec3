import { type Cell, csvChunks } from "#lib/exports/csv.ts";
import { codelistDataset, columnNames } from "#lib/exports/dataset.ts";
import { files } from "#lib/i18n/areas/files.ts";
import type { CodelistName, Codelists } from "#lib/stats/codelists.ts";

type Entry = { code: string; names: { kk: string | null; ru: string | null; en: string | null }; validFrom: string; validTo: string | null; parent?: string | null };

/** A codelist's rows: the list in its order, led by the margin `all` where the figures use one. */
export function codelistRows(list: CodelistName, lists: Codelists, dataKind: string): Cell[][] {
  const entries: Entry[] = [...lists[list]];
  if ((list === "district" || list === "category" || list === "channel") && entries.length > 0) {
    const validFrom = entries.map((entry) => entry.validFrom).sort()[0]!;
    entries.unshift({ code: "all", names: { kk: files.kk.all, ru: files.ru.all, en: files.en.all }, validFrom, validTo: null });
  }
  return entries.map((entry) => {
    const values: Record<string, Cell> = {
      code: entry.code, label_kk: entry.names.kk, label_ru: entry.names.ru, label_en: entry.names.en,
      valid_from: entry.validFrom, valid_to: entry.validTo, parent: entry.parent ?? null, data_kind: dataKind,
    };
    return codelistDataset(list).columns.map((column) => values[column.name]!);
  });
}

export const codelistChunks = (list: CodelistName, rows: Cell[][]): Generator<string> => csvChunks(columnNames(codelistDataset(list)), rows);
