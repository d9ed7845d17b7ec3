import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { env } from "#env.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { isSigned } from "#lib/intake/whatsapp/signature.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { wayOf } from "#lib/resident/way.ts";
import { seal } from "#lib/ways/seal.ts";

// WhatsApp deliveries over HTTP – settings read, signature checked, kept, committed – against a one-row INSERT that commits,
// by as many connections at once (asked for: ≥ 0.5 × its rate, p99 ≤ 50 ms). Next's own part is not in it: give the address
// of a running portal for that. node bench/webhook.ts [http://127.0.0.1:3000/api/intake/whatsapp <app secret>]

const [address, givenSecret] = process.argv.slice(2), secret = givenSecret ?? "bench";
const deliveries = 3000, atOnce = 10;

if (address) report("deliveries to the portal", await timed((n) => post(address, n)));
else await bench();

async function bench() {
  const database = await openDatabase(), maintenance = postgres(database.url, { max: 1, onnotice: () => {} }), name = `bench_webhook_${process.pid}`;
  await maintenance.unsafe(`CREATE DATABASE "${name}"`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  env.DATABASE_URL = url.href;
  const owner = postgres(url.href, { max: atOnce, onnotice: () => {} }), server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part)).on("end", () => void accept(Buffer.concat(parts), String(incoming.headers["x-hub-signature-256"])).then((status) => outgoing.writeHead(status).end()));
  });
  try {
    await migrateDatabase(url.href);
    const secrets = { appSecret: secret, verifyToken: "v", accessToken: "a" };
    await owner`INSERT INTO private.way (code, active, settings, secrets) VALUES ('whatsapp', true, ${owner.json({ phoneNumberId: "1" })}, ${seal(Buffer.from(JSON.stringify(secrets)), "whatsapp")})`;
    await owner`CREATE TABLE public.reference (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source_id text UNIQUE, original jsonb)`;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const insert = (n: number) => owner`INSERT INTO public.reference (source_id, original) VALUES (${`wamid.${n}`}, ${owner.json(body(n) as never)})`;
    await timed(async (n) => { await insert(n + deliveries); await post(here, n + deliveries); }, 200); // connections and code warm up
    const reference = await timed(insert), measured = await timed((n) => post(here, n));
    report("one-row INSERT commits", reference);
    report("deliveries", measured);
    const ratio = measured.rate / reference.rate;
    console.log(`${ratio.toFixed(2)} × the rate of the INSERT`);
    if (ratio < 0.5 || measured.p99 > 50) process.exitCode = 1;
  } finally {
    server.close();
    server.closeAllConnections();
    await owner.end();
    await disconnect();
    await maintenance.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await maintenance.end();
    await database.close();
  }
}

async function accept(raw: Buffer, signature: string): Promise<number> {
  const way = await wayOf("whatsapp");
  if (!way || !isSigned(raw, signature, way.secrets.appSecret)) return 401;
  await deliverTogether(thingsOf(JSON.parse(raw.toString("utf8"))));
  return 200;
}

/** A message each of another sender, as Meta wraps it. */
function body(n: number) {
  const from = `7701${String(n).padStart(7, "0")}`, message = { from, id: `wamid.bench.${process.pid}.${n}`, timestamp: "1795000000", type: "text", text: { body: "Ауламызда жарық жоқ, бесінші күн" } };
  return { object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata: { phone_number_id: "1" }, contacts: [{ profile: { name: "Айгүл" }, wa_id: from }], messages: [message] } }] }] };
}

async function post(to: string, n: number): Promise<void> {
  const raw = JSON.stringify(body(n));
  const answer = await fetch(to, { method: "POST", body: raw, headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}` } });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`a delivery was answered ${answer.status}`);
}

/** So many calls, ten at once. */
async function timed(call: (n: number) => Promise<unknown>, times = deliveries) {
  const took: number[] = [], began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let n = next++; n < times; n = next++) {
      const start = performance.now();
      await call(n);
      took.push(performance.now() - start);
    }
  }));
  took.sort((a, b) => a - b);
  return { rate: times / ((performance.now() - began) / 1000), p50: took[Math.floor(times * 0.5)]!, p99: took[Math.floor(times * 0.99)]! };
}

function report(name: string, { rate, p50, p99 }: Awaited<ReturnType<typeof timed>>) {
  console.log(`${rate.toFixed(0).padStart(6)} ${name} a second; p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}
