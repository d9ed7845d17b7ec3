import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { assign } from "#lib/appeals/assign.ts";
import { claimCase } from "#lib/appeals/claim.ts";
import { classify } from "#lib/appeals/classify.ts";
import { NotListening, pulse } from "#lib/appeals/live.ts";
import { liveStream, mostStreams, rhythm } from "#lib/appeals/live-stream.ts";
import { setActive } from "#lib/staff/manage.ts";
import { endSession } from "#lib/staff/session.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, heat: Actor, roads: Actor, administrator: Actor;
beforeAll(async () => {
  rhythm.gatherMs = 20;
  rhythm.checkMs = 100;
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  [heat, roads] = [await official(db.owner, "executor", "heat"), await official(db.owner, "executor", "roads")];
  administrator = await official(db.owner, "administrator");
});
const open: ReadableStreamDefaultReader<Uint8Array>[] = [];
const leaveAll = () => Promise.all(open.splice(0).map((reader) => reader.cancel()));
afterEach(leaveAll);
afterAll(() => db.drop());

/** What an open page hears. */
async function page(actor: Actor) {
  const reader = (await liveStream(actor)).getReader();
  open.push(reader);
  const heard: unknown[] = [];
  let over = false;
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const line of new TextDecoder().decode(value).split("\n")) if (line.startsWith("data: ")) heard.push(JSON.parse(line.slice(6)));
    }
    over = true;
  })();
  return { heard, reader, isOver: () => over };
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 250));
const listeners = () => db.owner`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'open-akimat office live'`;

describe("what PostgreSQL says", () => {
  test("is one thing a statement: 1000 imported cases are not 1000 notices", async () => {
    const said: string[] = [];
    const ear = postgres(db.url, { max: 1, onnotice: () => {} });
    await ear.listen("office", (payload) => said.push(payload));
    const first = await makeCase(db.owner);
    await db.owner`INSERT INTO private.appeal (number, source, source_id, track, status, channel, language, received_at)
      SELECT 'B-' || n, 'portal', 'B-' || n, 'signal', 'received', 'phone', 'kk', now() FROM generate_series(1, 1000) n`;
    await db.owner`INSERT INTO private.event (appeal, kind) SELECT id, 'imported' FROM private.appeal WHERE number LIKE 'B-%'`;
    await classify(registrar, { id: first, seen: await seenNow(db.owner, first), category: "snow", district: null });
    await expect.poll(() => said.map((one) => JSON.parse(one))).toEqual([{ kind: "received", id: first }, { kind: "received", id: null }, { kind: "case", id: first }]);
    await ear.end();
  });

  test("holds no word of the case", async () => {
    const said: string[] = [];
    const ear = postgres(db.url, { max: 1, onnotice: () => {} });
    await ear.listen("office", (payload) => said.push(payload));
    await makeCase(db.owner, { text: "Менің телефоным 87011112233" });
    await expect.poll(() => said.length).toBe(1);
    expect(Object.keys(JSON.parse(said[0]!))).toEqual(["kind", "id"]);
    await ear.end();
  });
});

describe("an open page", () => {
  test("hears what comes in, what is done and who takes what", async () => {
    const { heard } = await page(registrar);
    const id = await makeCase(db.owner);
    await expect.poll(() => heard).toEqual([{ kind: "received", id }]);
    await claimCase(registrar, { id, holder: null });
    await expect.poll(() => heard).toContainEqual({ kind: "claim", id });
    await assign(registrar, { id, seen: await seenNow(db.owner, id), department: "heat" });
    await expect.poll(() => heard).toContainEqual({ kind: "case", id });
  });

  test("of a department hears of its own cases alone, and of no claim or import", async () => {
    const [own, foreign, all] = [await page(heat), await page(roads), await page(registrar)];
    const id = await makeCase(db.owner);
    await claimCase(registrar, { id, holder: null });
    await assign(registrar, { id, seen: await seenNow(db.owner, id), department: "heat" });
    await db.owner`SELECT pg_notify('office', '{"kind":"received","id":null}')`;
    await expect.poll(() => all.heard).toContainEqual({ kind: "received", id: null });
    await quiet();
    expect(own.heard.every((one) => JSON.stringify(one) === JSON.stringify({ kind: "case", id }) || JSON.stringify(one) === JSON.stringify({ kind: "received", id }))).toBe(true);
    expect(own.heard).toContainEqual({ kind: "case", id });
    expect(foreign.heard).toEqual([]);
  });

  test("hears nothing of what somebody else shouts into the channel", async () => {
    const { heard } = await page(registrar);
    for (const payload of ["", "x", "{}", '{"kind":"drop","id":1}', '{"kind":"case","id":"1; DROP"}', "null"]) await db.owner`SELECT pg_notify('office', ${payload})`;
    await quiet();
    expect(heard).toEqual([]);
  });

  test("is for who reads cases", () => expect(liveStream(administrator)).rejects.toMatchObject({ code: "forbidden" }));
});

describe("it ends", () => {
  test("at noon, when the official is dismissed at noon", async () => {
    const dismissed = await official(db.owner, "registrar");
    const { isOver } = await page(dismissed);
    await setActive(administrator, dismissed.id, false);
    await expect.poll(isOver).toBe(true);
  });

  test("with the session, and nothing is told after it, not even before the next look", async () => {
    rhythm.checkMs = 60_000;
    const leaving = await official(db.owner, "registrar");
    const { heard, isOver } = await page(leaving);
    await endSession(leaving.session);
    await makeCase(db.owner);
    await expect.poll(isOver).toBe(true);
    expect(heard).toEqual([]);
    rhythm.checkMs = 100;
  });

  test("and is no sign of life: an unattended page doesn't keep its session", async () => {
    const away = await official(db.owner, "registrar");
    await db.owner`UPDATE private.session SET last_seen_at = now() - interval '2 hours' WHERE id = ${away.session}`;
    const { isOver } = await page(away);
    await quiet();
    const [row] = await db.owner`SELECT last_seen_at < now() - interval '1 hour' AS old FROM private.session WHERE id = ${away.session}`;
    expect([row!.old, isOver()]).toEqual([true, false]);
  });
});

describe("the line", () => {
  test("is one for all pages, and closed with the last", async () => {
    for (const actor of [registrar, heat, roads]) await page(actor);
    expect(await listeners()).toHaveLength(1);
    await leaveAll();
    await expect.poll(listeners).toHaveLength(0);
  });

  test(`bears ${mostStreams} pages of a session; one that is closed makes room`, async () => {
    const busy = await official(db.owner, "registrar");
    for (let n = 0; n < mostStreams; n++) await page(busy);
    await expect(liveStream(busy)).rejects.toMatchObject({ code: "tooManyAttempts" });
    await open.at(-1)!.cancel();
    await page(busy);
  });

  test("is taken up again when it breaks, and the pages are told that something may be missed", async () => {
    const { heard } = await page(registrar);
    for (const { pid } of await listeners()) await db.owner`SELECT pg_terminate_backend(${pid})`;
    await expect.poll(() => heard, { timeout: 10_000 }).toContainEqual({ kind: "again" });
    const id = await makeCase(db.owner);
    await expect.poll(() => heard).toContainEqual({ kind: "received", id });
  });

  test("that hears no pulse is none, as behind a pooler: pages are refused, and ask by themselves instead", async () => {
    const usual = pulse.withinMs;
    pulse.withinMs = 0;
    await expect(liveStream(registrar)).rejects.toBeInstanceOf(NotListening);
    pulse.withinMs = usual;
    const { heard } = await page(registrar);
    const id = await makeCase(db.owner);
    await expect.poll(() => heard).toEqual([{ kind: "received", id }]);
  });

  test("that falls silent ends its pages, which come again", async () => {
    const [every, within] = [pulse.everyMs, pulse.withinMs];
    pulse.everyMs = 50;
    const { isOver } = await page(registrar);
    pulse.withinMs = 0;
    await expect.poll(isOver).toBe(true);
    [pulse.everyMs, pulse.withinMs] = [every, within];
    await page(registrar);
  });
});
