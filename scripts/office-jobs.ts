import { setTimeout as sleep } from "node:timers/promises";
import { disconnect } from "#db/connect.ts";
import { listenAsOffice } from "#db/private/listen.ts";
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
export type Job = { name: string; everySeconds: number; /** A NOTIFY that begins a round at once. */ wakes?: string; /** One round; what it says is logged. */ run(now: Date): Promise<string | void> };

const jobs: Job[] = [
  { name: "release preview", everySeconds: 3600, run: keepPreview },
  { name: "audit", everySeconds: 3600, run: async (now) => {
    const found = await checkDaily(now);
    if (found && (found.brokenCases > 0 || found.office)) console.error(`  audit: the history is broken in ${found.brokenCases} cases${found.office ? " and in the office's own" : ""}; npm run audit names the links`);
  } },
  { name: "retention", everySeconds: 3600, run: async (now) => {
    const cases = await eraseDue(now);
    return cases > 0 ? `personal data of ${cases} closed cases erased` : undefined;
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
  { name: "intake", everySeconds: 5, wakes: "arrival", run: () => takeIn() },
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

/** Who sleeps until the next round, by the NOTIFY that wakes him. What is said while he works is remembered. */
const called = new Map<string, () => void>(), missed = new Set<string>();
const wake = (channel: string) => {
  const sleeper = called.get(channel);
  if (sleeper) sleeper();
  else missed.add(channel);
};

async function rest(job: Job): Promise<void> {
  if (job.wakes && missed.delete(job.wakes)) return;
  const woken = new AbortController();
  if (job.wakes) called.set(job.wakes, () => woken.abort());
  await sleep(job.everySeconds * 1000, undefined, { signal: AbortSignal.any([stop.signal, woken.signal]) }).catch(() => {});
  if (job.wakes) called.delete(job.wakes);
}

async function repeat(job: Job): Promise<void> {
  while (!ending) {
    try {
      const said = await job.run(new Date());
      if (said) console.log(`  ${job.name}: ${said}`);
    } catch (error) {
      console.error(`  ${job.name}:`, error);
    }
    await rest(job);
  }
}

// Without LISTEN (a pooler in transaction mode, a database that is away) a round begins when its time comes.
const wakers = jobs.flatMap(({ wakes }) => wakes ?? []);
const ear = await listenAsOffice(Object.fromEntries(wakers.map((channel) => [channel, () => wake(channel)])), () => wakers.forEach(wake)).catch(() => null);

await Promise.all([...jobs.map(repeat), new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()))]);
await ear?.close();
await disconnect();
process.exit(0);
