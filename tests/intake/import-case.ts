import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { privateDb } from "#db/private.ts";
import { importFile, type ImportSummary } from "#lib/intake/import-file.ts";
import { parseMap } from "#lib/intake/import-map.ts";

/** A small map onto the example city's codes, for files written in a test. */
export const baseMap = {
  source: { code: "paper", name: "A paper register", observedUntil: "2016-01-31T00:00:00Z" },
  timeZone: "America/New_York", dateFormat: "yyyy-MM-dd HH:mm", track: "signal", id: "id",
  received: { column: "received" }, due: { column: "due" }, closed: { column: "closed" },
  language: { value: "en" }, channel: { column: "channel", values: { phone: "call", web: "web" } },
  category: { column: "category", values: { hole: "potholes", light: "light-outages", odd: null } },
  district: { column: "district", values: { Dot: "dorchester", Rox: "roxbury" } },
  status: { column: "status", values: { open: "in_work", done: "answered" } },
  outcome: { column: "outcome", values: { yes: "satisfied", no: "refused" } },
  text: ["text"], applicant: { name: "name", phone: "phone", country: "US" },
};
export const header = ["id", "received", "due", "closed", "channel", "category", "district", "status", "outcome", "text", "name", "phone"];
const good = { id: "1", received: "2015-03-01 10:00", due: "2015-03-20 17:00", closed: "2015-03-10 12:00", channel: "phone", category: "hole", district: "Dot", status: "done", outcome: "yes", text: "A hole", name: "", phone: "" };

/** A line of the file: a good row with some cells changed. */
export const line = (change: Partial<typeof good> = {}) => Object.values({ ...good, ...change }).map((cell) => /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell).join(",");

export function fileOf(content: string | Buffer, name = "cases.csv"): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "import-")), name);
  writeFileSync(file, content);
  return file;
}
export const csv = (...lines: string[]) => `${[header.join(","), ...lines].join("\n")}\n`;

export const importText = (content: string | Buffer, change: object = {}): Promise<ImportSummary & { file: string }> => importAt(fileOf(content), change);

export async function importAt(file: string, change: object = {}): Promise<ImportSummary & { file: string }> {
  const summary = await importFile(privateDb().$client, file, parseMap(JSON.stringify({ ...baseMap, ...change }), "map.json"), { rejectedPath: `${file}.rejected.csv` });
  return { ...summary, file };
}

/** The numbers of every import add up to its lines. */
export const sum = (s: ImportSummary) => s.headerLines + s.blank + s.continued + s.inserted + s.present + s.differing + s.rejected;
