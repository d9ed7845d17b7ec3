import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { receive } from "#lib/intake/receive.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await loadCity(db.owner, readCity("examples/boston-2015/city"));
  await db.owner`UPDATE private.category SET target_days = 3 WHERE code = 'roads'`;
});
afterAll(() => db.drop());

const message = { channel: "call", language: "en" as const, text: "A hole", category: "potholes", receivedAt: new Date("2015-03-02T15:00:00Z") };
const taken = (change: object = {}) => privateDb().transaction((tx) => receive(tx, { ...message, ...change }));

test("a message becomes a signal with its person, its group's target and the first link of its history", async () => {
  const receipt = await taken({ applicant: { name: " Ann ", phone: "+16175550134" } });
  expect(receipt!.number).toBe("2015-000001");
  const [row] = await db.owner`SELECT a.source, a.source_id, a.track, a.status, a.due_at, a.due_basis, a.tracking_hash, a.history_seq, e.kind, p.name
    FROM private.appeal a JOIN private.event e ON e.appeal = a.id JOIN private.person p ON p.id = a.applicant WHERE a.id = ${receipt!.id}`;
  expect(row).toMatchObject({ source: "portal", source_id: "2015-000001", track: "signal", status: "received", due_basis: "target", history_seq: 1, kind: "received", name: "Ann" });
  expect(new Date(row!.due_at).toISOString().slice(0, 10)).toBe("2015-03-06"); // three working days, counted from the next, to the end of 5 March in Boston
  expect(row!.tracking_hash).toEqual(trackingHash(receipt!.trackingCode));
});

test("forty at once have forty numbers without a gap", async () => {
  const receipts = await Promise.all(Array.from({ length: 40 }, () => taken({ receivedAt: new Date("2014-06-01T12:00:00Z") })));
  expect(receipts.map((r) => r!.number).sort()).toEqual(Array.from({ length: 40 }, (_, i) => `2014-${String(i + 1).padStart(6, "0")}`));
});

test("a provider's message that is delivered again is one case", async () => {
  await db.owner`INSERT INTO private.source (code, name) VALUES ('provider', 'A provider')`;
  const deliveries = await Promise.all(Array.from({ length: 5 }, () => taken({ source: "provider", sourceId: "m-1" })));
  expect(deliveries.filter((r) => r !== null)).toHaveLength(1);
});

test("the same phone and name is the same person", async () => {
  const applicant = { name: "Ben", phone: "+16175550177" };
  await taken({ applicant });
  await taken({ applicant });
  expect(await db.owner`SELECT count(*)::int AS n FROM private.person WHERE phone = ${applicant.phone}`).toEqual([{ n: 1 }]);
});

test("tracking codes: 70 bits, forgiving to read, stored as a hash only", () => {
  expect(newTrackingCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{2}$/);
  expect(new Set(Array.from({ length: 2000 }, newTrackingCode)).size).toBe(2000);
  expect(trackingHash("abcd-0123-efgh-1k")).toEqual(trackingHash("AB CDOl23 EFGHIK"));
  expect(trackingHash("ABCD0123EFGH1K")).toEqual(createHash("sha256").update("ABCD0123EFGH1K").digest());
});

test.each([["8 701 234 56 78", "+77012345678"], ["+7 (701) 234-56-78", "+77012345678"], ["87187 12345", "+78718712345"], ["hello", null], [null, null]])("phone %s", (text, number) => {
  expect(phoneNumber(text, "KZ")?.slice(0, 5)).toBe(number?.slice(0, 5));
});
