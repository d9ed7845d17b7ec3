import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { classify } from "#lib/appeals/classify.ts";
import { recordOffice, verifyOfficeChain } from "#lib/audit.ts";
import { readTrail, trailSize } from "#lib/audit/trail.ts";
import { checkDaily, checkWhole, lastWholeCheck } from "#lib/audit/whole-check.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role, Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["auditor", "registrar", "operator", "administrator"] as const) who[role] = await official(db.owner, role);
});
afterAll(() => db.drop());

const zone = "Asia/Almaty";
const trail = (filter = {}) => readTrail(who.auditor, filter, zone);
async function classified(by: Actor): Promise<number> {
  const [person] = await db.owner`INSERT INTO private.person (name) VALUES ('Асқар') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: Number(person!.id) });
  await classify(by, { id, seen: await seenNow(db.owner, id), category: "snow", district: "north" });
  return id;
}

test("an officer's trail holds what he changed, whom he looked at, which settings he touched, and failed sign-ins to his account", async () => {
  const id = await classified(who.registrar);
  await lookAtApplicant(who.registrar, id);
  await recordOffice(privateDb(), who.registrar, { kind: "routing", subject: "1", after: { department: "roads" } });
  await db.owner`INSERT INTO private.sign_in_attempt (login, succeeded) VALUES (${who.registrar.login}, false), (${who.operator.login}, false), ('nobody', false)`;
  await classified(who.operator);
  await db.owner`INSERT INTO private.applicant_search (staff, by, exact, people) VALUES (${who.registrar.id}, 'name', true, '{1,2}')`;
  const { traces } = await trail({ staff: who.registrar.id });
  expect(traces.map((one) => one.source)).toEqual(["search", "guess", "office", "look", "case"]);
  expect(traces.every((one) => one.actor === who.registrar.id)).toBe(true);
});

test("a case's trail holds the system's entries too, and nothing of other cases", async () => {
  const id = await classified(who.registrar);
  const { traces } = await trail({ appeal: id });
  expect(traces.map((one) => `${one.kind} ${one.actor === null ? "system" : "official"}`)).toEqual(["classification official", "received system"]);
});

test("paging shows everything once, in order, however many fall into one moment", async () => {
  await db.owner`INSERT INTO private.applicant_look (staff, appeal, at) SELECT ${who.operator.id}, (SELECT min(id) FROM private.appeal), '2026-01-01T00:00:00Z'::timestamptz + (n / 30) * interval '1 second' FROM generate_series(0, 349) n`;
  const seen: number[] = [];
  let after: string | undefined;
  for (let page = 0; page < 10; page++) {
    const { traces, next } = await trail({ staff: who.operator.id, kind: "look", ...(after ? { after } : {}) });
    expect(traces.length).toBeLessThanOrEqual(trailSize);
    seen.push(...traces.map((one) => one.at.getTime()));
    if (!next) break;
    after = next;
  }
  expect(seen.length).toBe(350);
  expect(seen).toEqual(seen.toSorted((a, b) => b - a));
});

test("days are the city's days", async () => {
  await db.owner`INSERT INTO private.applicant_look (staff, appeal, at) VALUES (${who.administrator.id}, (SELECT min(id) FROM private.appeal), '2026-03-09T19:30:00Z')`; // 00:30 on the 10th in Almaty's zone
  const on = async (from: string, to: string) => (await trail({ staff: who.administrator.id, from, to })).traces.length;
  expect([await on("2026-03-09", "2026-03-09"), await on("2026-03-10", "2026-03-10")]).toEqual([0, 1]);
});

test("nonsense in the address is refused, not guessed at", async () => {
  for (const filter of [{ from: "2026-13-45" }, { to: "yesterday" }, { after: "x" }, { after: Buffer.from("2026-99-99 00:00:00+00 | c1").toString("base64url") }, { after: Buffer.from("1 | '; DROP TABLE").toString("base64url") }]) {
    await expect(trail(filter)).rejects.toThrow(/invalid/);
  }
});

test.each(["registrar", "operator", "administrator"] as const)("the %s reads no trail", async (role) => {
  await expect(readTrail(who[role], {}, zone)).rejects.toThrow(/forbidden/);
});

test("the office's own history is chained: an edit, a gap and a lost end show", async () => {
  for (let n = 0; n < 5; n++) await recordOffice(privateDb(), who.administrator, { kind: "staff", subject: `official${n}`, after: { n } });
  expect(await verifyOfficeChain()).toBeNull();
  const [head] = await db.owner<{ seq: number }[]>`SELECT seq::int FROM private.office_event_head`;
  const owner = postgres(db.url, { max: 1, onnotice: () => {} }); // of its own: drizzle changes how a connection writes JSON
  const broken = (change: string) => drizzle(owner).transaction(async (tx) => {
    await tx.execute("ALTER TABLE private.office_event DISABLE TRIGGER USER");
    await tx.execute(change);
    const found = await verifyOfficeChain(tx);
    throw Object.assign(new Error("undo"), { found });
  }).catch((error) => { if (error.message !== "undo") throw error; return error.found; });
  expect(await broken(`UPDATE private.office_event SET subject = 'another' WHERE seq = ${head!.seq - 2}`)).toEqual({ seq: head!.seq - 2, fault: "edited" });
  expect(await broken(`DELETE FROM private.office_event WHERE seq = ${head!.seq - 2}`)).toEqual({ seq: head!.seq - 1, fault: "missing" });
  expect(await broken(`DELETE FROM private.office_event WHERE seq = ${head!.seq}`)).toEqual({ seq: head!.seq, fault: "tail" });
  expect(await verifyOfficeChain()).toBeNull();
  await owner.end();
});

test("twenty changes at once make one chain", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => recordOffice(privateDb(), who.administrator, { kind: "staff", subject: `race${n}` })));
  expect(await verifyOfficeChain()).toBeNull();
});

test("the whole check finds the one case that was edited, once a day, and is kept for the auditor", async () => {
  expect((await checkWhole()).brokenCases).toBe(0);
  const id = await classified(who.registrar);
  await db.owner`ALTER TABLE private.event DISABLE TRIGGER USER`;
  await db.owner`UPDATE private.event SET after = '{"category": "heating"}' WHERE appeal = ${id} AND seq = 2`;
  await db.owner`ALTER TABLE private.event ENABLE TRIGGER USER`;
  expect(await checkDaily()).toBeNull(); // it was checked a moment ago
  const [row] = await db.owner<{ number: string }[]>`SELECT number FROM private.appeal WHERE id = ${id}`;
  expect(await checkDaily(new Date(Date.now() + 21 * 3_600_000))).toMatchObject({ broken: [{ number: row!.number, seq: 2, fault: "edited" }] });
  expect((await lastWholeCheck())!.brokenCases).toBe(1);
});

test.each([{ from: "2026-02-31" }, { to: "2026-13-01" }, { after: Buffer.from("2026-02-31 10:00:00+00 | c1.1").toString("base64url") }, { after: "AAAA" }])("a day that no calendar has is refused: %j", async (filter) => {
  await expect(trail(filter)).rejects.toMatchObject({ code: "invalid" });
});
