import { afterAll, beforeAll, expect, test } from "vitest";
import { DisclosureRefusal } from "#lib/disclosure/refusal.ts";
import { carryOutOrder, latestOrders, orderRelease, recordRefusal } from "#lib/release/order.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let publisher: Actor;
const correction = { reason: { kk: "Кеш келді", ru: "Пришло поздно", en: "Came late" } };
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.setting (key, value) VALUES ('demo', '{"asOf": "2025-03-10"}')`;
  publisher = await official(db.owner, "publisher");
  await addCases(db.owner, "2025-01", 120, 1);
  await addCases(db.owner, "2025-02", 120, 2);
}, 60_000);
afterAll(() => db.drop());
const newest = async () => (await latestOrders(publisher))[0]!;

test("a correction before anything is published is refused, and the page says why", async () => {
  await orderRelease(publisher, { correction });
  expect(await newest()).toMatchObject({ correction: true, endedAt: null, begunAt: null });
  await expect(orderRelease(publisher, { correction: null })).rejects.toThrow(/releaseOrdered/);
  expect(await carryOutOrder()).toMatch(/^refused/);
  expect(await newest()).toMatchObject({ release: null, refusal: "nothingPublished", endedAt: expect.any(Date) });
});

test("what is due is published by the job, once", async () => {
  await orderRelease(publisher, { correction: null });
  const said = await Promise.all([carryOutOrder(), carryOutOrder()]);
  expect(said.filter(Boolean)).toEqual(["published 2025-03-06"]);
  expect(await db.owner`SELECT id FROM open.release ORDER BY seq`).toEqual([{ id: "2025-02-06" }, { id: "2025-03-06" }]);
  expect(await newest()).toMatchObject({ release: "2025-03-06", refusal: null, progress: null });
  await orderRelease(publisher, { correction: null });
  await carryOutOrder();
  expect(await newest()).toMatchObject({ release: null, refusal: "nothingDue" });
}, 60_000);

test("a correction goes through the same rules: too few wait, enough are published as DATE.1 with the reason in each language", async () => {
  await addCases(db.owner, "2025-01", 3, 8);
  await orderRelease(publisher, { correction });
  await carryOutOrder();
  expect(await newest()).toMatchObject({ refusal: "heldBack" });
  await addCases(db.owner, "2025-01", 30, 9);
  await orderRelease(publisher, { correction });
  await carryOutOrder();
  expect(await newest()).toMatchObject({ release: "2025-03-06.1", refusal: null });
  expect(await db.owner`SELECT reason_kk, reason_ru, reason_en, as_of::text FROM open.release WHERE id = '2025-03-06.1'`).toEqual([{ reason_kk: "Кеш келді", reason_ru: "Пришло поздно", reason_en: "Came late", as_of: "2025-03-10" }]);
  expect((await db.owner`SELECT received_status FROM open.figure_count WHERE release = '2025-03-06.1' AND received IS NOT NULL`).every((row) => row.received_status === "r")).toBe(true);
}, 60_000);

test("an order whose process was killed after the release came out is found done; one killed before is begun anew", async () => {
  await addCases(db.owner, "2025-02", 30, 10);
  await orderRelease(publisher, { correction });
  await carryOutOrder();
  const done = await newest();
  expect(done.release).toBe("2025-03-06.2");
  await db.owner`UPDATE private.release_order SET ended_at = NULL, release = NULL, begun_at = ${new Date(done.begunAt!.getTime())} WHERE id = ${done.id}`;
  await carryOutOrder();
  expect(await newest()).toMatchObject({ id: done.id, release: "2025-03-06.2", refusal: null });
  await addCases(db.owner, "2025-02", 30, 11);
  await orderRelease(publisher, { correction });
  await db.owner`UPDATE private.release_order SET begun_at = now() WHERE ended_at IS NULL`;
  await carryOutOrder();
  expect(await newest()).toMatchObject({ release: "2025-03-06.3" });
}, 60_000);

test("a reason is missing: nothing is ordered; and only a publisher orders, which is written down", async () => {
  await expect(orderRelease(publisher, { correction: { reason: { ...correction.reason, ru: " " } } })).rejects.toMatchObject({ code: "required", field: "reason_ru" });
  for (const role of ["registrar", "signer", "administrator", "auditor"] as const) await expect(orderRelease(await official(db.owner, role), { correction: null })).rejects.toThrow(/forbidden/);
  const [event] = await db.owner`SELECT actor::int, after FROM private.office_event WHERE kind = 'release' ORDER BY seq LIMIT 1`;
  expect(event).toEqual({ actor: publisher.id, after: { correction: true, ...correction.reason } });
});

test("what disclosure control refused by night stands where the publisher looks, with its cells, once", async () => {
  const refusal = new DisclosureRefusal("2025-Q1", ["roads × north: 3 could be told to be at most 4", "waste × south: …"]);
  await recordRefusal("2025-04-06", refusal);
  await recordRefusal("2025-04-06", refusal);
  const refused = (await latestOrders(publisher)).filter((order) => order.refusal === "disclosure");
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatchObject({ by: null, correction: false, cells: refusal.cells });
});
