import { fork } from "node:child_process";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { judge } from "#bench/support/judge.ts";
import type { Done, Task } from "#bench/webhook/load.ts";
import { appSecret, type BenchPortal, benchPortal } from "#bench/webhook/portal.ts";
import { deliver } from "#lib/resident/deliver.ts";

// WhatsApp deliveries over HTTP against as many one-row INSERTs of the same bytes that commit, in turns, by as many at once, while an
// operator reads the inbox and what came is taken in (asked for: ≥ 0.5 × the INSERTs' rate, p99 ≤ 50 ms; the inbox p95 ≤ 100 ms).
// Then a flood is worked off while the inbox is read. node bench/webhook.ts [at once] [size of the flood]

const atOnce = Number(process.argv[2] ?? 50), flood = Number(process.argv[3] ?? 1000), times = 1500, turns = 5;
const loader = new URL("./webhook/load.ts", import.meta.url).pathname;

const portal = await benchPortal();
const caller = fork(loader, { env: portal.environment });
let first = 0;
const call = (job: Task["job"]) => new Promise<Done>((resolve) => {
  caller.once("message", (done) => resolve(done as Done));
  caller.send({ job, address: `${portal.address}/api/intake/whatsapp`, secret: appSecret, first: (first += times), times, atOnce } satisfies Task);
});
const say = (name: string, { rate, p50, p99 }: Done) => console.log(`${rate.toFixed(0).padStart(6)} ${name} a second; p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);

try {
  await call("post"); // code and connections warm up
  await call("insert");
  const quiet = await readInbox(portal, sleep(3000));
  console.log(`${atOnce} at once; inbox read by itself: p50 ${quiet.p50.toFixed(0)} ms, p95 ${quiet.p95.toFixed(0)} ms`);
  const turnsTaken: { ratio: number; p99: number }[] = [];
  const taker = fork(loader, ["take"], { env: portal.environment });
  const inbox = await readInbox(portal, (async () => {
    for (let turn = 0; turn < turns; turn++) {
      const reference = await call("insert"), deliveries = await call("post");
      say("INSERT commits", reference);
      say("deliveries", deliveries);
      console.log(`       ${(deliveries.rate / reference.rate).toFixed(2)} ×   load average ${loadavg()[0]!.toFixed(1)}`);
      turnsTaken.push({ ratio: deliveries.rate / reference.rate, p99: deliveries.p99 });
    }
  })());
  const middle = (of: number[]) => of.sort((a, b) => a - b)[Math.floor(of.length / 2)]!, ratio = middle(turnsTaken.map((turn) => turn.ratio)), p99 = middle(turnsTaken.map((turn) => turn.p99));
  console.log(`in the middle ${ratio.toFixed(2)} × (asked ≥ 0.5), p99 ${p99.toFixed(1)} ms (asked ≤ 50); inbox beside: p50 ${inbox.p50.toFixed(0)} ms, p95 ${inbox.p95.toFixed(0)} ms`);
  // A flood of its own begins; what the turns left over would blur it.
  await portal.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`;
  for (let i = 0; i < flood; i += 100) await deliver(Array.from({ length: 100 }, (_, n) => arrival(i + n)));
  const began = performance.now(), beside = await readInbox(portal, takenIn()), seconds = (performance.now() - began) / 1000;
  console.log(`a flood of ${flood} taken in: ${(flood / seconds).toFixed(0)} cases a second; inbox beside: p50 ${beside.p50.toFixed(0)} ms, p95 ${beside.p95.toFixed(0)} ms; load average ${loadavg()[0]!.toFixed(1)}`);
  taker.kill();
  judge([
    ...(ratio < 0.5 ? [`${ratio.toFixed(2)} × the INSERTs' rate instead of 0.5`] : []), ...(p99 > 50 ? [`p99 of ${p99.toFixed(0)} ms instead of 50`] : []),
    ...(Math.max(inbox.p95, beside.p95) > 100 ? [`the inbox's p95 of ${Math.max(inbox.p95, beside.p95).toFixed(0)} ms instead of 100`] : []),
  ]);
} finally {
  caller.disconnect();
  await portal.close();
}

/** The operator's inbox over HTTP, twice a second while something goes on. */
async function readInbox({ address, cookie }: BenchPortal, meanwhile: Promise<unknown>) {
  const took: number[] = [];
  let going = true;
  void meanwhile.finally(() => { going = false; }).catch(() => {});
  while (going) {
    const start = performance.now(), page = await fetch(`${address}/office/inbox`, { headers: { cookie }, redirect: "manual" });
    await page.text();
    if (page.status !== 200) throw new Error(`the inbox was answered ${page.status}`);
    took.push(performance.now() - start);
    await sleep(500);
  }
  await meanwhile;
  took.sort((a, b) => a - b);
  return { p50: took[Math.floor(took.length * 0.5)]!, p95: took[Math.floor(took.length * 0.95)]! };
}

/** Until nothing waits any more. */
async function takenIn() {
  while ((await portal.owner`SELECT 1 FROM private.inbound WHERE state = 'waiting' LIMIT 1`).length > 0) await sleep(200);
}

function arrival(n: number) {
  const from = `7702${String(n).padStart(7, "0")}`;
  return { source: "whatsapp", sourceId: `wamid.flood.${n}`, kind: "message" as const, sender: from, original: { message: { from, id: `wamid.flood.${n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body: "Ауламызда жарық жоқ" } }, contact: { profile: { name: "Айгүл" }, wa_id: from }, metadata: null } };
}
