import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { DisclosureRefusal } from "#lib/disclosure/refusal.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { ReleaseRefusal } from "#lib/release/refusal.ts";

const usage = "npm run release -- --as-of 2026-11-06 [--correction --reason-kk … --reason-ru … --reason-en …]";
const text = { type: "string" } as const;

const { values } = parseArgs({ options: { "as-of": text, correction: { type: "boolean" }, "reason-kk": text, "reason-ru": text, "reason-en": text } });
const asOf = values["as-of"] ?? "";
const reason = { kk: values["reason-kk"] ?? null, ru: values["reason-ru"] ?? null, en: values["reason-en"] ?? null };
if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) fail(`Say the day of the release.\n${usage}`);
if (values.correction && !(reason.kk && reason.ru && reason.en)) fail(`A correction says why, in Kazakh, Russian and English.\n${usage}`);

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const database = await openDatabase();
try {
  await migrateDatabase(database.url);
  let said = "";
  const done = await publishRelease({
    asOf, ...(values.correction ? { correction: { reason } } : {}),
    onProgress(what, left) {
      if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${what}${left ? `: ${left} left` : ""}`);
      else if (what !== said) console.log(what);
      said = what;
    },
  });
  if (process.stdout.isTTY) process.stdout.write("\r\x1b[K");
  console.log("nothing" in done ? `Nothing new to publish as of ${asOf}.` : `Release ${done.id} is published: ${JSON.stringify(done.changes)}`);
} catch (error) {
  if (!(error instanceof ReleaseRefusal || error instanceof DisclosureRefusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await database.close();
}
