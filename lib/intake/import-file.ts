import type { Sql } from "postgres";
import { faultsOfMap, readCityCodes } from "#lib/intake/city-codes.ts";
import { BatchWriter } from "#lib/intake/batch-writer.ts";
import { holdSource, type ImportTarget, stageRow } from "#lib/intake/import-batch.ts";
import { type ImportMap, MapError } from "#lib/intake/import-map.ts";
import { rowMapper } from "#lib/intake/map-row.ts";
import { RejectedFile } from "#lib/intake/rejected-file.ts";
import { Rejection, type RejectionCode } from "#lib/intake/rejection.ts";
import { openSource, type SourceFile } from "#lib/intake/source-file.ts";

/** lines = headerLines + blank + continued + inserted + present + differing + rejected, always. */
export type ImportSummary = {
  lines: number;
  headerLines: number;
  blank: number;
  /** Lines beyond the first of records whose quoted cells hold line breaks. */
  continued: number;
  inserted: number;
  /** Already there (or twice in the file), saying the same. */
  present: number;
  /** Already there (or twice in the file), saying something else now: what is there stays. */
  differing: number;
  rejected: number;
  reasons: Partial<Record<RejectionCode, number>>;
  rejectedFile: string | null;
  /** Largest number of rows held at once: memory depends on this, not on the file. */
  mostHeld: number;
};
export type ImportProgress = { read: number; size: number | null; rows: number };

export type ImportOptions = { rejectedPath: string; mapName?: string; onProgress?: (progress: ImportProgress) => void };

/**
 * Imports a file into the city's cases. Every batch is a transaction, so a second run after an interruption finds what
 * the first one wrote and completes it.
 * @param db the office's connection
 * @throws MapError; Error with a sentence when the source was observed until another moment than the map says
 */
export async function importFile(db: Sql, file: string, map: ImportMap, options: ImportOptions): Promise<ImportSummary> {
  const city = await readCityCodes(db);
  const source = await openSource(file, map);
  const faults = faultsOfMap(map, city, source.header);
  if (faults.length > 0) throw new MapError(options.mapName ?? "given", faults);

  const hold = await holdSource(db, map.source.code);
  try {
    return await run(db, file, map, source, rowMapper(map, city, source.header), options);
  } finally {
    await hold.release().catch(() => {}); // with the connection gone the lock is gone too
  }
}

async function run(db: Sql, file: string, map: ImportMap, source: SourceFile, mapRow: ReturnType<typeof rowMapper>, options: ImportOptions): Promise<ImportSummary> {
  const target = await beginRun(db, map, file);
  const rejectedFile = new RejectedFile(options.rejectedPath, source.header);
  const summary: ImportSummary = {
    lines: source.headerLines, headerLines: source.headerLines, blank: 0, continued: 0, inserted: 0, present: 0, differing: 0,
    rejected: 0, reasons: {}, rejectedFile: null, mostHeld: 0,
  };
  const writer = new BatchWriter(db, target, (result) => {
    for (const part of ["inserted", "present", "differing"] as const) summary[part] += result[part];
    options.onProgress?.({ ...source.progress(), rows: summary.inserted + summary.present + summary.differing + summary.rejected });
  });

  for await (const rows of source.pieces) {
    summary.mostHeld = Math.max(summary.mostHeld, rows.length + writer.held);
    for (const row of rows) {
      summary.lines += row.lines;
      summary.continued += row.lines - 1;
      if (row.raw.trim() === "") {
        summary.blank += 1;
        continue;
      }
      const mapped = mapRow(row);
      if (mapped instanceof Rejection) {
        summary.rejected += 1;
        summary.reasons[mapped.code] = (summary.reasons[mapped.code] ?? 0) + 1;
        await rejectedFile.add(row, mapped);
        continue;
      }
      const twin = await writer.add(stageRow(mapped));
      if (twin) summary[twin] += 1;
    }
  }
  await writer.end();
  summary.rejectedFile = await rejectedFile.finish();
  await db`UPDATE private.import_run SET finished_at = now(), lines_read = ${summary.lines}, inserted = ${summary.inserted},
    present = ${summary.present + summary.differing}, rejected = ${summary.rejected} WHERE id = ${target.run}`;
  return summary;
}

async function beginRun(db: Sql, map: ImportMap, file: string): Promise<ImportTarget> {
  const { code, name, observedUntil } = map.source;
  await db`INSERT INTO private.source (code, name, observed_until) VALUES (${code}, ${name}, ${observedUntil}) ON CONFLICT DO NOTHING`;
  const [stored] = await db<{ same: boolean; until: string | null }[]>`
    SELECT observed_until IS NOT DISTINCT FROM ${observedUntil}::timestamptz AS same, observed_until::text AS until FROM private.source WHERE code = ${code}`;
  if (!stored!.same) {
    throw new Error(`The source '${code}' is known as observed until ${stored!.until}, the map says ${observedUntil}. `
      + "Cases that are here already were not observed any longer: give a later extract a source code of its own.");
  }
  const [run] = await db<{ id: string }[]>`INSERT INTO private.import_run (source, file_name) VALUES (${code}, ${file}) RETURNING id`;
  return { source: code, run: Number(run!.id), track: map.track, dueBasis: "source" };
}
