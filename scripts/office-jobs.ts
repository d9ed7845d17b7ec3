import { setTimeout as sleep } from "node:timers/promises";
import { disconnect } from "#db/connect.ts";
import { checkDaily } from "#lib/audit/whole-check.ts";
import { countWords } from "#lib/appeals/words.ts";
import { eraseDue } from "#lib/retention/erase.ts";
import { applyCalendarChange } from "#lib/appeals/calendar-apply.ts";
import { escalate } from "#lib/appeals/escalate.ts";
import { carryOutOrder } from "#lib/release/order.ts";
import { publishDays } from "#lib/release/daily.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { pollMail } from "#lib/intake/email/poll.ts";
import { fetchMedia } from "#lib/intake/media.ts";
import { pollSmsc } from "#lib/intake/sms/poll-smsc.ts";
import { offerSlots } from "#lib/reception/offer.ts";
import { keepPreview } from "#lib/release/preview.ts";
import { tellSubscribers } from "#lib/outbox/tell-subscribers.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { keepLogDiscreet } from "#scripts/serve/discreet.ts";

/** Work of the back-office that nobody waits for: each job is safe to run on several machines at once and to be killed in. */
export type Job = { name: string; everySeconds: number; /** One round; what it says is logged. */ run(now: Date): Promise<string | void> };

const jobs: Job[] = [
  { name: "release preview", everySeconds: 3600, run: keepPreview },
  { name: "audit", everySeconds: 3600, run: async (now) => {
    const found = await checkDaily(now);
    if (found && (found.brokenCases > 0 || found.office)) console.error(`  audit: the history is broken in ${found.brokenCases} cases${found.office ? " and in the office's own" : ""}; npm run audit names the links`);
  } },
  { name: "retention", everySeconds: 3600, run: async (now) => {
    const { cases, arrivals } = await eraseDue(now);
    return cases + arrivals > 0 ? `personal data of ${cases} closed cases and ${arrivals} things of no case erased` : undefined;
  } },
  { name: "release orders", everySeconds: 3, run: async (now) => {
    const said = await carryOutOrder();
    if (said) await keepPreview(now); // what came late and what comes next has changed
    return said;
  } },
  { name: "daily series", everySeconds: 60, run: () => publishDays() },
  { name: "words", everySeconds: 6 * 3600, run: async () => void await countWords() },
  { name: "calendar", everySeconds: 3, run: applyCalendarChange },
  { name: "subscribers", everySeconds: 10, run: tellSubscribers },
  { name: "intake", everySeconds: 1, run: () => takeIn() },
  { name: "mailbox", everySeconds: 60, run: () => pollMail() },
  { name: "offered receptions", everySeconds: 30, run: async (now) => void await offerSlots(now) },
  { name: "media", everySeconds: 5, run: () => fetchMedia() },
  { name: "SMSC", everySeconds: 20, run: pollSmsc },
  { name: "outbox", everySeconds: 10, run: () => sendDue() },
  { name: "escalation", everySeconds: 300, run: escalate },
];

/**
 * The back-office's jobs, beside the server in a process of their own (`npm start` keeps it up). A round that fails is
 * told and tried again with the next; nothing a job does may depend on the round before.
 */
process.on("SIGINT", () => {}); // Ctrl-C is the supervisor's
let ending = false;
const stop = new AbortController();
const end = () => {
  ending = true;
  stop.abort();
};
process.on("SIGTERM", end);
process.on("disconnect", end);
keepLogDiscreet();

async function repeat(job: Job): Promise<void> {
  while (!ending) {
    try {
      const said = await job.run(new Date());
      if (said) console.log(`  ${job.name}: ${said}`);
    } catch (error) {
      console.error(`  ${job.name}:`, error);
    }
    await sleep(job.everySeconds * 1000, undefined, { signal: stop.signal }).catch(() => {});
  }
}

await Promise.all([...jobs.map(repeat), new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()))]);
await disconnect();
process.exit(0);
