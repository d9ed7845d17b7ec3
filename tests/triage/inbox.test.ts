import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assign } from "#lib/appeals/assign.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { claimCase, claimMinutes, claimsOf, releaseClaim } from "#lib/appeals/claim.ts";
import { inboxStatuses } from "#lib/appeals/in-inbox.ts";
import { placeInInbox, readInbox } from "#lib/appeals/inbox.ts";
import { listCases } from "#lib/appeals/list.ts";
import { markRead } from "#lib/appeals/read-marks.ts";
import { earlierCases, earlierCounts } from "#lib/appeals/same-person.ts";
import { workflow } from "#lib/appeals/status.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let aigul: Actor, dinara: Actor, head: Actor, roads: Actor, executor: Actor, auditor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [aigul, dinara] = [await official(db.owner, "registrar"), await official(db.owner, "registrar")];
  [head, roads, executor, auditor] = [await official(db.owner, "head", "heat"), await official(db.owner, "head", "roads"), await official(db.owner, "executor", "heat"), await official(db.owner, "auditor")];
});
beforeEach(async () => { await db.owner`UPDATE private.appeal SET status = 'spam', closed_at = now() WHERE closed_at IS NULL`; });
afterAll(() => db.drop());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 16, 5, minute)).toISOString();
const ids = async (actor: Actor, after?: string) => (await readInbox(actor, after)).rows.map((row) => row.id);
const give = async (id: number, department = "heat") => assign(aigul, { id, seen: await seenNow(db.owner, id), department });
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe("the feed", () => {
  test("holds what nobody has been given, newest first, the text in full", async () => {
    const text = "Бесінші күн жарық жоқ. ".repeat(200);
    const first = await makeCase(db.owner, { received_at: at(1), text });
    const registered = await makeCase(db.owner, { received_at: at(2), track: "appeal", kind: "request", status: "registered" });
    const reopened = await makeCase(db.owner, { received_at: at(3), track: "appeal", kind: "request", status: "reopened", department: "heat" });
    for (const status of ["assigned", "in_work"]) await makeCase(db.owner, { received_at: at(4), status, department: "heat" });
    expect(await ids(aigul)).toEqual([reopened, registered, first]);
    expect((await readInbox(aigul, undefined)).rows.at(-1)!.text).toBe(text);
  });

  test("says of a case that a picture opened what came instead of words, and the first that followed", async () => {
    await makeCase(db.owner, { received_at: at(1), text: "Жарық жоқ" });
    const id = await makeCase(db.owner, { received_at: at(2), text: "" }), silent = await makeCase(db.owner, { received_at: at(3), text: "" });
    for (const [n, [form, text]] of [["image", ""], ["text", "Мына шам жанбайды"], ["text", "Үшінші күн"], ["location", ""]].entries()) await db.owner`INSERT INTO private.message (appeal, at, channel, form, text) VALUES (${id}, ${at(3 + n)}, 'phone', ${form!}, ${text!})`;
    const rows = new Map((await readInbox(aigul, undefined)).rows.map((row) => [row.id, row.wordless]));
    expect([...rows.values()]).toEqual([null, { forms: ["image", "location"], text: "Мына шам жанбайды" }, null]);
    expect(rows.get(silent)).toBeNull();
    expect((await listCases(aigul, {})).rows.find((row) => row.id === id)!.wordless!.text).toBe("Мына шам жанбайды");
  });

  test("waits for what the workflow gives to a department next", () => {
    expect([...inboxStatuses].sort()).toEqual(["received", "registered", "reopened"]);
    for (const step of workflow.filter((one) => one.via === "assign")) expect(inboxStatuses).toContain(step.from);
  });

  test("turns pages by place: what comes in meanwhile moves nothing", async () => {
    const all = [];
    for (let minute = 0; minute < 45; minute++) all.unshift(await makeCase(db.owner, { received_at: at(minute) }));
    const one = await readInbox(aigul, undefined);
    await makeCase(db.owner, { received_at: at(59) });
    const two = await readInbox(aigul, one.next!), three = await readInbox(aigul, two.next!);
    expect([...one.rows, ...two.rows, ...three.rows].map((row) => row.id)).toEqual(all);
    expect([one.rows.length, three.next, one.waiting, two.waiting]).toEqual([20, null, 45, 46]);
    await expect(readInbox(aigul, "elsewhere")).rejects.toMatchObject({ code: "invalid" });
  });

  test("shows a head his department's cases only, and nobody without the permission anything", async () => {
    const theirs = await makeCase(db.owner, { status: "reopened", department: "heat" });
    await makeCase(db.owner);
    expect([await ids(head), await ids(roads)]).toEqual([[theirs], []]);
    for (const actor of [executor, auditor]) await expect(readInbox(actor, undefined)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("counts those who write about the same: one problem with three people", async () => {
    const said = ["Бесінші күн Абай көшесінде жарық жоқ", "Абай көшесінде жарық жоқ, бесінші күн болды", "Бесінші күн жарық жоқ Абай көшесі"];
    for (const [n, text] of said.entries()) await makeCase(db.owner, { received_at: at(n), text, district: "north", category: "comfort" });
    await makeCase(db.owner, { received_at: at(9), text: "Автобус келмейді, кесте сақталмайды", district: "north", category: "comfort" });
    expect((await readInbox(aigul, undefined)).rows.map((row) => row.near)).toEqual([0, 2, 2, 2]);
  });

  test("says which case comes after one, whether it still waits or not", async () => {
    const [old, middle, fresh] = [await makeCase(db.owner, { received_at: at(1) }), await makeCase(db.owner, { received_at: at(2) }), await makeCase(db.owner, { received_at: at(3) })];
    expect(await placeInInbox(aigul, middle!)).toMatchObject({ waits: true, next: old });
    await give(middle!);
    expect(await placeInInbox(aigul, middle!)).toMatchObject({ waits: false, next: old, number: expect.stringMatching(/^T-/) });
    expect(await placeInInbox(aigul, old!)).toMatchObject({ waits: true, next: fresh });
    await give(fresh!);
    expect(await placeInInbox(aigul, old!)).toMatchObject({ waits: true, next: null });
  });
});

describe("unread", () => {
  test("is each official's own, until he opens the case", async () => {
    const id = await makeCase(db.owner);
    await markRead(aigul, id);
    await markRead(aigul, id);
    const seen = async (actor: Actor) => { const { rows, unread } = await readInbox(actor, undefined); return [rows[0]!.unread, unread]; };
    expect([await seen(aigul), await seen(dinara)]).toEqual([[false, 0], [true, 1]]);
  });

  test("begins anew when a case comes back to the inbox", async () => {
    const id = await makeCase(db.owner);
    await markRead(aigul, id);
    await give(id);
    await db.owner`UPDATE private.appeal SET status = 'reopened' WHERE id = ${id}`;
    expect((await readInbox(aigul, undefined)).rows[0]!.unread).toBe(true);
  });

  test("leaves no mark on what isn't in one's inbox", async () => {
    const [foreign, assigned] = [await makeCase(db.owner), await makeCase(db.owner, { status: "assigned", department: "heat" })];
    for (const id of [foreign, assigned, 999_999]) await markRead(head, id);
    expect(await db.owner`SELECT FROM private.read_mark WHERE staff = ${head.id}`).toHaveLength(0);
  });
});

describe("a claim", () => {
  const holder = async (id: number, now?: Date) => (await claimsOf([id], now)).get(id)?.staff ?? null;

  test("of two at once one has it, and the other is told who", async () => {
    const id = await makeCase(db.owner);
    const tried = await Promise.allSettled([claimCase(aigul, { id, holder: null }), claimCase(dinara, { id, holder: null })]);
    expect(tried.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const [winner, loser] = tried[0]!.status === "fulfilled" ? [aigul, tried[1]!] : [dinara, tried[0]!];
    expect(await holder(id)).toBe(winner.id);
    const [{ name }] = await db.owner`SELECT name FROM private.staff WHERE id = ${winner.id}` as unknown as [{ name: string }];
    expect((loser as PromiseRejectedResult).reason).toMatchObject({ code: "claimTaken", values: { name } });
  });

  test("is taken over by whoever has seen it, and locks nothing", async () => {
    const id = await makeCase(db.owner);
    await claimCase(aigul, { id, holder: null });
    await claimCase(dinara, { id, holder: aigul.id });
    expect(await holder(id)).toBe(dinara.id);
    await give(id); // by Aigul, who doesn't hold it
    expect(await holder(id)).toBeNull();
  });

  test("is put back by its holder alone", async () => {
    const id = await makeCase(db.owner);
    await claimCase(aigul, { id, holder: null });
    await releaseClaim(dinara, id);
    expect(await holder(id)).toBe(aigul.id);
    await releaseClaim(aigul, id);
    expect(await holder(id)).toBeNull();
  });

  test("is over when its holder has done nothing for a while, or has left", async () => {
    const id = await makeCase(db.owner);
    await claimCase(aigul, { id, holder: null });
    expect([await holder(id, later(claimMinutes - 1)), await holder(id, later(claimMinutes + 1))]).toEqual([aigul.id, null]);
    await claimCase(dinara, { id, holder: null }, later(claimMinutes + 1));
    expect(await holder(id, later(claimMinutes + 1))).toBe(dinara.id);
    await db.owner`UPDATE private.staff SET active = false WHERE id = ${dinara.id}`;
    expect(await holder(id)).toBeNull();
    await db.owner`UPDATE private.staff SET active = true WHERE id = ${dinara.id}`;
  });

  test("goes on with what its holder does to the case, not with what others do", async () => {
    const id = await makeCase(db.owner);
    await claimCase(aigul, { id, holder: null });
    await db.owner`UPDATE private.claim SET active_at = now() - interval '14 minutes' WHERE appeal = ${id}`;
    const stale = (await claimsOf([id])).get(id)!.until;
    await db.owner`INSERT INTO private.event (appeal, kind, actor) VALUES (${id}, 'classification', ${dinara.id})`;
    expect((await claimsOf([id])).get(id)!.until).toEqual(stale);
    await db.owner`INSERT INTO private.event (appeal, kind, actor) VALUES (${id}, 'classification', ${aigul.id})`;
    expect((await claimsOf([id])).get(id)!.until.getTime()).toBeGreaterThan(stale.getTime());
  });

  test.each([...new Set(workflow.filter((step) => inboxStatuses.includes(step.from) && !inboxStatuses.includes(step.to)).map((step) => `${step.from} → ${step.to}`))])("ends with %s", async (way) => {
    const [from, to] = way.split(" → ") as [string, string];
    const id = await makeCase(db.owner, { status: from, track: "appeal", kind: "request" });
    await claimCase(aigul, { id, holder: null });
    await db.owner`UPDATE private.appeal SET status = ${to} WHERE id = ${id}`;
    expect(await db.owner`SELECT FROM private.claim WHERE appeal = ${id}`).toHaveLength(0);
  });

  test("stays while the case is only registered", async () => {
    const id = await makeCase(db.owner);
    await claimCase(aigul, { id, holder: null });
    await changeStatus(aigul, { id, seen: await seenNow(db.owner, id), to: "registered", kind: "request" });
    expect(await holder(id)).toBe(aigul.id);
  });

  test("isn't possible on what has left the inbox, nor on another department's case", async () => {
    const [gone, theirs] = [await makeCase(db.owner, { status: "assigned", department: "heat" }), await makeCase(db.owner, { status: "reopened", department: "heat" })];
    await expect(claimCase(aigul, { id: gone, holder: null })).rejects.toMatchObject({ code: "claimLeft" });
    await expect(claimCase(roads, { id: theirs, holder: null })).rejects.toMatchObject({ code: "notFound" });
    await expect(claimCase(auditor, { id: theirs, holder: null })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the same person", () => {
  const person = async (name: string | null, phone: string | null) => (await db.owner`INSERT INTO private.person (name, phone) VALUES (${name}, ${phone}) RETURNING id::int`)[0]!.id as number;

  test("is known by the phone, whatever name was given; only what came before counts", async () => {
    const [asqar, short, other] = [await person("Асқар", "+77011112233"), await person(null, "+77011112233"), await person("Асқар", "+77019999999")];
    const closed = await makeCase(db.owner, { applicant: asqar, received_at: at(1), status: "spam", closed_at: at(30) });
    const second = await makeCase(db.owner, { applicant: short, received_at: at(2) });
    const third = await makeCase(db.owner, { applicant: asqar, received_at: at(3) });
    const alone = await makeCase(db.owner, { applicant: other, received_at: at(4) }), nobody = await makeCase(db.owner, { received_at: at(5) });
    expect([...await earlierCounts(aigul, [closed, second, third, alone, nobody])].sort()).toEqual([[second, 1], [third, 2]]);
    expect((await earlierCases(aigul, third)).map((one) => one.id)).toEqual([second, closed]);
    expect((await readInbox(aigul, undefined)).rows.find((row) => row.id === third)!.earlier).toBe(2);
  });

  test("without a phone is the same entry only: many have none", async () => {
    const [one, two] = [await person("Асқар", null), await person("Асқар", null)];
    const first = await makeCase(db.owner, { applicant: one, received_at: at(1) }), again = await makeCase(db.owner, { applicant: one, received_at: at(2) }), else_ = await makeCase(db.owner, { applicant: two, received_at: at(3) });
    expect([await earlierCases(aigul, again), await earlierCases(aigul, else_)].map((all) => all.map((c) => c.id))).toEqual([[first], []]);
  });

  test("is known to a department from its own cases only, and no name or phone is told", async () => {
    const who = await person("Асқар Нұрланов", "+77015556677");
    const foreign = await makeCase(db.owner, { applicant: who, received_at: at(1), department: "roads", status: "in_work" });
    const own = await makeCase(db.owner, { applicant: who, received_at: at(2), department: "heat", status: "reopened" });
    expect(await earlierCases(head, own)).toEqual([]);
    const all = await earlierCases(aigul, own);
    expect(all.map((one) => one.id)).toEqual([foreign]);
    expect(JSON.stringify([all, await readInbox(aigul, undefined)])).not.toMatch(/Асқар|7015556677/);
  });
});
