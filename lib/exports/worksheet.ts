import { setImmediate } from "node:timers/promises";
import type { Cell } from "#lib/exports/csv.ts";

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** One sheet's XML; its rows are as long as its first. Texts go into `strings`, each once, and stand here by their number. */
export async function worksheet(rows: readonly (readonly Cell[])[], strings: Map<string, number>, { bold, frozen, widths }: { bold: number; frozen: boolean; widths: readonly number[] }): Promise<string> {
  const letters = (rows[0] ?? []).map((_, i) => columnLetters(i));
  const pane = frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : "";
  let xml = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView${frozen ? ' tabSelected="1"' : ""} workbookViewId="0">${pane}</sheetView></sheetViews>`
    + `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>`;
  for (const [r, row] of rows.entries()) {
    if (r % 2000 === 1999) await setImmediate(); // a long table lets other requests through
    const style = r < bold ? ' s="1"' : frozen ? "" : ' s="2"';
    xml += `<row r="${r + 1}">`;
    for (let i = 0; i < row.length; i++) {
      const cell = row[i]!;
      if (cell === null) continue;
      if (typeof cell === "number") {
        xml += `<c r="${letters[i]}${r + 1}"${style}><v>${cell}</v></c>`;
        continue;
      }
      const known = strings.get(cell) ?? strings.size;
      strings.set(cell, known);
      xml += `<c r="${letters[i]}${r + 1}"${style} t="s"><v>${known}</v></c>`;
    }
    xml += "</row>";
  }
  return `${xml}</sheetData></worksheet>`;
}

/** A, B … Z, AA, AB … */
const columnLetters = (index: number): string => (index < 26 ? "" : columnLetters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

const ENTITY: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITY[sign]!);
/**
 * A text as Excel reads it back: _x0041_ would be the letter A there (ST_Xstring), so an underscore before such a row is
 * written in that way itself, and so are the control characters that XML has no place for.
 */
const literal = (text: string): string => escapeXml(text.toWellFormed().replace(/_(?=x[0-9a-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]/gi,
  (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`));

/** A text in the workbook's list of them, its spaces kept. */
export const stringItem = (text: string): string => `<si><t xml:space="preserve">${literal(text)}</t></si>`;
