import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";
import units from "#vitest.config.ts";

// On another PostgreSQL only what works on a database needs to run again; not files, pictures and pages, which are made of what a release wrote.
const ofWhatIsReleased = /^tests\/(charts|data|exports|site)\//;
export default defineConfig({ test: { ...units.test, include: testsWithDatabase() } });

/** The test files that work on a database: those whose imports lead to tests/support/database.ts. */
function testsWithDatabase(): string[] {
  const known = new Map<string, boolean>([["tests/support/database.ts", true]]);
  const leads = (file: string): boolean => {
    const found = known.get(file);
    if (found !== undefined) return found;
    known.set(file, false); // while it is looked at: imports may go round
    const imported = [...readFileSync(file, "utf8").matchAll(/from "(#tests\/|\.{1,2}\/)([^"]+)"/g)].map(([, start, rest]) => (start === "#tests/" ? `tests/${rest}` : path.join(path.dirname(file), start!, rest!)));
    const uses = imported.some(leads);
    known.set(file, uses);
    return uses;
  };
  return globSync("tests/**/*.test.{ts,tsx}").filter((file) => !file.startsWith("tests/e2e/") && !ofWhatIsReleased.test(file) && leads(file)).sort();
}
