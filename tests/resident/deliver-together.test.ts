import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { disconnect } from "#db/connect.ts";
import { env } from "#env.ts";
import { deliver, type Thing } from "#lib/resident/deliver.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { isOutage } from "#lib/stats/outage.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
beforeEach(() => db.owner`DELETE FROM private.inbound`);
afterAll(() => db.drop());

let n = 0;
const thing = (more: Partial<Thing> = {}): Thing => ({ source: "test", sourceId: `t${++n}`, kind: "message", sender: `+7701${String(n).padStart(7, "0")}`, original: { text: `Су жоқ ${n}` }, ...more });
const kept = async (ids: string[]) => Number((await db.owner`SELECT count(*) FROM private.inbound WHERE source_id = ANY(${ids})`)[0]!.count);

test("what comes at once shares few commits, and each is told when its own is on the disk", async () => {
  const things = Array.from({ length: 200 }, () => thing());
  await Promise.all(things.map(async (one) => {
    await deliverTogether([one]);
    expect(await kept([one.sourceId])).toBe(1);
  }));
  const [commits] = await db.owner`SELECT count(DISTINCT xmin::text)::int AS n, count(*)::int AS rows FROM private.inbound`;
  expect(commits!.rows).toBe(200);
  expect(commits!.n).toBeLessThan(20);
});

test("nobody fails for his neighbour: what can't be kept is refused alone", async () => {
  const good = Array.from({ length: 5 }, () => thing()), bad = thing({ source: "No Source" });
  const [first, refused, ...rest] = await Promise.allSettled([good[0]!, bad, ...good.slice(1)].map((one) => deliverTogether([one])));
  expect([first!, ...rest].map(({ status }) => status)).toEqual(Array(5).fill("fulfilled"));
  expect(refused!.status).toBe("rejected");
  expect(await kept(good.map(({ sourceId }) => sourceId))).toBe(5);
});

test("a delivery of several things is kept whole or not at all", async () => {
  const good = thing();
  await expect(deliverTogether([good, thing({ source: "No Source" })])).rejects.toThrow();
  expect(await kept([good.sourceId])).toBe(0);
});

test("the same thing many times at once is kept once; a sender's things stand in the order in which they came", async () => {
  const sender = "+77019999999", said = Array.from({ length: 12 }, () => thing({ sender }));
  await Promise.all([...said, ...said, ...said].map((one) => deliverTogether([one])));
  expect((await db.owner`SELECT source_id FROM private.inbound WHERE sender = ${sender} ORDER BY id`).map((row) => row.source_id)).toEqual(said.map(({ sourceId }) => sourceId));
});

test("what is larger than goes into one statement is kept in several", async () => {
  const large = Array.from({ length: 5 }, () => thing({ original: { text: "ұ".repeat(1_500_000) } }));
  await Promise.all(large.map((one) => deliverTogether([one])));
  expect(await kept(large.map(({ sourceId }) => sourceId))).toBe(5);
});

test("more than memory should hold is refused as an outage, and nothing of it stays in the way", async () => {
  const large = Array.from({ length: 8 }, () => thing({ original: { text: "x".repeat(10 * 2 ** 20) } }));
  const ends = await Promise.allSettled(large.map((one) => deliverTogether([one])));
  const refused = ends.filter((end) => end.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ reason }) => isOutage(reason))).toBe(true);
  expect(await kept(large.map(({ sourceId }) => sourceId))).toBe(8 - refused.length);
  const after = thing();
  await deliverTogether([after]);
  expect(await kept([after.sourceId])).toBe(1);
});

test("while the database is away all fail as an outage, and afterwards it goes on", async () => {
  const known = env.DATABASE_URL, things = Array.from({ length: 10 }, () => thing());
  await disconnect();
  env.DATABASE_URL = "postgres://127.0.0.1:9/away";
  const ends = await Promise.allSettled(things.map((one) => deliverTogether([one])));
  env.DATABASE_URL = known;
  expect(ends.every((end) => end.status === "rejected" && isOutage(end.reason))).toBe(true);
  await Promise.all(things.map((one) => deliverTogether([one])));
  expect(await kept(things.map(({ sourceId }) => sourceId))).toBe(10);
});

test("who sent twenty things in ten minutes is taken in at two a minute, in one statement as in many", async () => {
  const waits = async (sender: string) => (await db.owner`SELECT round(extract(epoch FROM try_at - arrived_at) / 10)::int * 10 AS s FROM private.inbound WHERE sender = ${sender} ORDER BY id`).map((row) => row.s as number);
  const slowed = [...Array(20).fill(0), 30, 60, 90, 120];
  const [atOnce, oneByOne] = ["+77010000071", "+77010000072"];
  await deliver(Array.from({ length: 24 }, () => thing({ sender: atOnce })));
  for (let i = 0; i < 24; i++) await deliver([thing({ sender: oneByOne })]);
  expect(await waits(atOnce)).toEqual(slowed);
  expect(await waits(oneByOne)).toEqual(slowed);
  await deliver([thing({ sender: atOnce }), thing({ sender: oneByOne }), thing({ sender: "+77010000073" })]);
  expect(await Promise.all([atOnce, oneByOne, "+77010000073"].map(async (sender) => (await waits(sender)).at(-1)))).toEqual([150, 150, 0]);
});
