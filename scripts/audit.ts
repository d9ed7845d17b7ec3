import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { type BrokenLink, verifyChain } from "#lib/audit.ts";
import { checkWhole } from "#lib/audit/whole-check.ts";
import { caseByNumber } from "#lib/audit/case-by-number.ts";
import { step } from "#scripts/start/progress.ts";
import { command, WayOut } from "#scripts/start/way-out.ts";

const faults = {
  edited: "its content is not what was written", missing: "an entry before it is gone", unlinked: "it does not follow from the entry before it",
  tail: "the newest entry is gone or another one",
} as const;
const tell = (link: { number: string; seq: number; fault: string }) => `  ${link.number}, entry ${link.seq}: ${faults[link.fault as BrokenLink["fault"]]}`;

/** `npm run audit [-- --case NUMBER]`: walks the hash chains of all history and names the first broken link of each. Exit code 1 when one is broken. */
await command(async () => {
  const { values } = parseArgs({ options: { case: { type: "string" } } });
  const database = await openDatabase();
  try {
    if (values.case !== undefined) {
      const id = await caseByNumber(values.case);
      if (id === null) throw new WayOut(`There is no case ${values.case}.`);
      const [broken] = await verifyChain(id);
      console.log(broken ? tell(broken) : `  The history of ${values.case} is whole.`);
      if (broken) process.exitCode = 1;
      return;
    }
    const found = await step("History of all cases", (say) => checkWhole(new Date(), (walked, of) => say(`${walked} of ${of}`)));
    if (found.brokenCases === 0 && !found.office) return console.log(`  Whole: ${found.cases} cases, and the office's own history.`);
    console.log(`  Broken in ${found.brokenCases} of ${found.cases} cases.${found.brokenCases > found.broken.length ? ` The first ${found.broken.length}:` : ""}`);
    for (const link of found.broken) console.log(tell(link));
    if (found.office) console.log(tell({ number: "The office's own history", ...found.office }));
    process.exitCode = 1;
  } finally {
    await database.close();
  }
});
