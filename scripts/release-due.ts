import { disconnect } from "#db/connect.ts";
import { DisclosureRefusal } from "#lib/disclosure/refusal.ts";
import { dueReleases } from "#lib/release/due.ts";
import { recordRefusal } from "#lib/release/order.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { ReleaseRefusal } from "#lib/release/refusal.ts";
import { step } from "#scripts/start/progress.ts";
import { explain } from "#scripts/start/way-out.ts";

/**
 * The release job of `npm start`: publishes each release that is due, oldest first, and reports to the supervisor, whose
 * server shows it in /api/health. A process of its own, because the gate computes for seconds at a time.
 */
process.on("SIGINT", () => {}); // Ctrl-C is the supervisor's
process.on("SIGTERM", () => process.exit(0)); // the transaction is rolled back
process.on("disconnect", () => process.exit(0));

/** Waits until the message is out: the process ends soon after. */
const report = (state: object) => new Promise<void>((sent) => (process.send ? process.send(state, () => sent()) : sent()));
let made = "";
try {
  const due = await dueReleases();
  for (const [index, asOf] of due.entries()) {
    made = asOf;
    await report({ done: false, release: asOf, number: index + 1, of: due.length });
    await step(`Release ${asOf} (${index + 1} of ${due.length})`, (say) =>
      publishRelease({ asOf, onProgress: (what, left) => say(left ? `${what}: ${left} left` : what) }));
  }
  await report({ done: true });
} catch (error) {
  const refused = error instanceof ReleaseRefusal || error instanceof DisclosureRefusal;
  const told = refused ? error.message : explain(error);
  if (refused) await recordRefusal(made, error);
  console.error(`  Nothing was published: ${told}`);
  await report({ done: true, failed: told });
  process.exitCode = 1;
} finally {
  await disconnect();
  if (process.connected) process.disconnect();
}
