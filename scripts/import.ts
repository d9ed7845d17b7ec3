import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { privateDb } from "#db/private.ts";
import { importFile } from "#lib/intake/import-file.ts";
import { importProgress, sayImportSummary } from "#lib/intake/import-report.ts";
import { readMap } from "#lib/intake/import-map.ts";
import { proposeMap } from "#lib/intake/propose-map.ts";
import { explain } from "#scripts/start/way-out.ts";

/** `npm run import`: cases from a CSV (docs/importing.md). */
const usage = `Usage: npm run import -- FILE --map MAP.json [--rejected REJECTED.csv]
       npm run import -- FILE --propose [--out MAP.json]
FILE is a CSV, plain or .gz, or - for standard input. The map is described in docs/importing.md.`;

const { positionals: [file], values: options } = parseArgs({
  allowPositionals: true,
  options: { map: { type: "string" }, rejected: { type: "string" }, propose: { type: "boolean" }, out: { type: "string" } },
});
if (!file || Boolean(options.map) === Boolean(options.propose)) fail(usage);
if (file !== "-" && !existsSync(file)) fail(`There is no file ${file}.`);
if (options.out && existsSync(options.out)) fail(`${options.out} is there already; --out does not write over it.`);

// postgres.js throws outside any promise when the database goes away within a transaction (performance.md, Pitfalls).
process.on("uncaughtException", (error) => fail(`${explain(error)}\nNothing is half done: run the same command again to complete the import.`));

try {
  const map = options.map ? readMap(options.map) : null;
  const database = await openDatabase();
  try {
    const db = privateDb().$client;
    if (map) {
      const rejectedPath = options.rejected ?? (file === "-" ? path.resolve("stdin.rejected.csv") : `${file}.rejected.csv`);
      const progress = importProgress(process.stderr);
      const summary = await importFile(db, file, map, { rejectedPath, mapName: options.map!, onProgress: progress.show }).finally(progress.end);
      console.log(sayImportSummary(map, summary));
    } else {
      const json = `${JSON.stringify(await proposeMap(db, file), null, 2)}\n`;
      if (options.out) writeFileSync(options.out, json, { flag: "wx" });
      else process.stdout.write(json);
    }
  } finally {
    await database.close();
  }
} catch (error) {
  // Sentences of the import's own are plain errors; the database's and the system's carry a code.
  fail(error instanceof Error && !("code" in error) && !error.cause ? error.message : explain(error));
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
