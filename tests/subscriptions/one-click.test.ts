import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "#app/api/leave/route.ts";
import { env } from "#env.ts";
import { oneClickAddress } from "#lib/subscriptions/address.ts";
import { secretHash, secretOf } from "#lib/subscriptions/secret.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

async function reader(): Promise<string> {
  const ref = randomUUID();
  await db.owner`INSERT INTO private.subscription (ref, email, language, confirm_hash, leave_hash, confirmed_at) VALUES (${ref}, ${`${ref}@example.org`}, 'kk', ${secretHash(secretOf("confirm", ref))}, ${secretHash(secretOf("leave", ref))}, now())`;
  return oneClickAddress("kk", ref);
}
const count = async () => (await db.owner`SELECT count(*)::int AS n FROM private.subscription`)[0]!.n as number;
const post = (address: string, body: BodyInit = new URLSearchParams({ "List-Unsubscribe": "One-Click" })) => POST(new Request(address, { method: "POST", body }));

test("one POST of the mail program takes its reader off the list, in either form of a body (RFC 8058)", async () => {
  for (const form of [new URLSearchParams(), new FormData()]) {
    form.append("List-Unsubscribe", "One-Click");
    const address = await reader();
    expect((await post(address, form)).status).toBe(200);
    expect(await count()).toBe(0);
    expect((await post(address)).status).toBe(200); // again is the same
  }
});

test("a POST that says something else, and a GET, take nobody off: scanners open every link", async () => {
  const address = await reader();
  expect((await post(address, new URLSearchParams({ x: "1" }))).status).toBe(400);
  expect((await post(address, "no form")).status).toBe(400);
  const response = GET(new Request(address));
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe(`/kk/data/releases/leave?key=${new URL(address).searchParams.get("key")}`);
  expect(await count()).toBe(1);
});

test("while the database is away it says so, and the mail program may try again", async () => {
  const address = await reader(), url = env.DATABASE_URL;
  env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  const response = await post(address);
  env.DATABASE_URL = url;
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
});
