import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { env } from "#env.ts";
import { takeIn } from "#lib/intake/arrivals.ts";

// One who calls the portal, in a process of his own: his work isn't the server's. node bench/webhook/load.ts; then a Task by message.

export type Task = { job: "post" | "insert"; address: string; secret: string; first: number; times: number; atOnce: number };
export type Done = { rate: number; p50: number; p99: number };

if (process.argv[2] === "take") await takeForEver();
else process.on("message", async (task: Task) => process.send!(await run(task)));
process.on("disconnect", () => process.exit(0));

/** What the office's jobs do beside (scripts/office-jobs.ts). */
async function takeForEver() {
  for (;; await sleep(1000)) await takeIn();
}

/** A message each of another sender, as Meta wraps it. */
function delivery(n: number) {
  const from = `7701${String(n).padStart(7, "0")}`, message = { from, id: `wamid.bench.${n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body: "Ауламызда жарық жоқ, бесінші күн" } };
  return { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata: { phone_number_id: "1" }, contacts: [{ profile: { name: "Айгүл" }, wa_id: from }], messages: [message] } }] }] };
}

async function run({ job, address, secret, first, times, atOnce }: Task): Promise<Done> {
  const bodies = Array.from({ length: times }, (_, i) => JSON.stringify(delivery(first + i)));
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce }), sql = postgres(env.DATABASE_URL!, { max: atOnce, onnotice: () => {} });
  const signatures = job === "post" ? bodies.map((body) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`) : [];
  const post = (i: number) => new Promise<void>((resolve, reject) => {
    const raw = Buffer.from(bodies[i]!);
    request(address, { agent, method: "POST", headers: { "content-type": "application/json", "content-length": raw.length, "x-hub-signature-256": signatures[i]! } }, (answer) => {
      answer.resume().on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`a delivery was answered ${answer.statusCode}`))));
    }).on("error", reject).end(raw);
  });
  const insert = async (i: number) => void await sql`INSERT INTO public.reference (source_id, original) VALUES (${`wamid.bench.${first + i}`}, ${bodies[i]!}::text::jsonb)`;
  const call = job === "post" ? post : insert;
  if (job === "insert") await Promise.all(Array.from({ length: atOnce }, () => sql`SELECT 1`)); // connections are there
  const took: number[] = [], began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let i = next++; i < times; i = next++) {
      const start = performance.now();
      await call(i);
      took.push(performance.now() - start);
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  await sql.end();
  took.sort((a, b) => a - b);
  return { rate: times / seconds, p50: took[Math.floor(times * 0.5)]!, p99: took[Math.floor(times * 0.99)]! };
}
