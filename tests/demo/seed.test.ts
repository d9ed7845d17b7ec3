import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cityLife } from "#db/demo/generate/city-life.ts";
import { demoDays, HoldsCity, seedDemo } from "#db/demo/seed.ts";
import { demoTrackingCode } from "#db/demo/write-outbox.ts";
import { readCity } from "#db/reference/load-city.ts";
import { workflow } from "#lib/appeals/status.ts";
import { followCase, type Followed } from "#lib/track/follow.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  // Interrupted: nothing is left, and the next start loads the whole.
  await expect(seedDemo(db.owner, (progress) => { if (progress.includes("/")) throw new Error("power cut"); })).rejects.toThrow("power cut");
  expect(await one("SELECT (SELECT count(*) FROM private.setting) + (SELECT count(*) FROM private.person) + (SELECT count(*) FROM private.event) AS n")).toBe(0);
  await seedDemo(db.owner);
}, 300_000);
afterAll(() => db.drop());

const one = async (query: string): Promise<number> => Number((await db.owner.unsafe(query))[0]!["n"]);
const none = async (condition: string) => expect(await one(`SELECT count(*) AS n FROM private.appeal a WHERE ${condition}`)).toBe(0);

describe("the demonstration city", () => {
  test("has about 12 000 appeals over the two years, labelled as a demonstration, with its own today", async () => {
    const n = await one("SELECT count(*) AS n FROM private.appeal");
    expect(n).toBeGreaterThanOrEqual(12_000);
    expect(n).toBeLessThanOrEqual(12_800);
    await none(`(a.received_at AT TIME ZONE 'Asia/Almaty')::date NOT BETWEEN '${demoDays.first}' AND '${demoDays.last}'`);
    const [city] = await db.owner`SELECT demo FROM open.city`;
    expect(city!["demo"]).toBe(true);
    expect((await db.owner`SELECT value->>'asOf' AS day FROM private.setting WHERE key = 'demo'`)[0]!["day"]).toBe(demoDays.asOf);
  });

  test("refuses a database that holds a city", () => expect(seedDemo(db.owner)).rejects.toThrow(HoldsCity));

  test("follows the winter: heating is a third of January's contacts and next to none of July's", async () => {
    const share = (month: string) => one(`SELECT count(*) FILTER (WHERE coalesce(c.parent, c.code) = 'heating')::float / count(*) AS n FROM private.appeal a
      LEFT JOIN private.category c ON c.code = a.category WHERE to_char(a.received_at AT TIME ZONE 'Asia/Almaty', 'MM') = '${month}'`);
    expect(await share("01")).toBeGreaterThan(0.25);
    expect(await share("07")).toBeLessThan(0.03);
  });

  test("has an accident with forty calls in a day, quiet weekends, both languages, every channel, district and category", async () => {
    expect(await one("SELECT max(n) AS n FROM (SELECT count(*) AS n FROM private.appeal WHERE category = 'heating-none' AND district = 'zone-4' GROUP BY (received_at AT TIME ZONE 'Asia/Almaty')::date) t")).toBeGreaterThan(36);
    expect(await one("SELECT count(*) FILTER (WHERE extract(isodow FROM received_at) > 5)::float / count(*) AS n FROM private.appeal")).toBeLessThan(0.22);
    const kazakh = await one("SELECT count(*) FILTER (WHERE language = 'kk')::float / count(*) AS n FROM private.appeal");
    expect(kazakh).toBeGreaterThan(0.5);
    expect(kazakh).toBeLessThan(0.62);
    for (const [table, column] of [["channel", "channel"], ["category", "category"], ["department", "department"]] as const) {
      expect(await one(`SELECT count(*) AS n FROM private.${table} t WHERE NOT EXISTS (SELECT 1 FROM private.appeal a WHERE a.${column} = t.code)`)).toBe(0);
    }
  });

  test("has every hardship of real life: backlog, late, reopened, withdrawn, redirected, extended, unknown", async () => {
    for (const condition of ["due_at < '2026-11-01' AND closed_at IS NULL", "closed_at > due_at", "round = 2", "status = 'withdrawn'", "status = 'redirected'", "status = 'returned'",
      "status = 'terminated'", "status = 'spam'", "status = 'merged'", "extended_at IS NOT NULL", "category IS NULL", "district IS NULL", "applicant IS NULL"]) {
      expect(await one(`SELECT count(*) AS n FROM private.appeal WHERE ${condition}`), condition).toBeGreaterThan(10);
    }
    const onTime = await one(`SELECT count(*) FILTER (WHERE coalesce(p.closed_at, a.closed_at) <= coalesce(p.due_at, a.due_at))::float / count(*) AS n
      FROM private.appeal a LEFT JOIN private.past_round p ON p.appeal = a.id AND p.round = 1 WHERE a.status NOT IN ('spam', 'merged', 'withdrawn', 'redirected', 'returned', 'terminated')`);
    expect(onTime).toBeGreaterThan(0.75);
    expect(onTime).toBeLessThan(0.9);
  });

  test("has in every quarter enough who said yes, partly and no that T7 shows them", async () => {
    const quarters = await db.owner`SELECT to_char(a.received_at, 'YYYY-"Q"Q') AS quarter, count(*) FILTER (WHERE r.answer = 'yes')::int AS yes, count(*) FILTER (WHERE r.answer = 'partly')::int AS partly,
      count(*) FILTER (WHERE r.answer = 'no')::int AS no FROM private.rating r JOIN private.appeal a ON a.id = r.appeal WHERE a.received_at < '2026-09-30' GROUP BY 1`;
    expect(quarters).toHaveLength(8);
    for (const { yes, partly, no } of quarters) for (const n of [yes, partly, no]) expect(n).toBeGreaterThanOrEqual(10);
    expect(await one("SELECT count(*) AS n FROM private.rating r JOIN private.appeal a ON a.id = r.appeal WHERE r.answer = 'no' AND a.status = 'answered' AND r.at < a.closed_at + interval '30 days'")).toBe(0);
  });

  test("contradicts itself nowhere", async () => {
    await none("a.closed_at < a.received_at OR a.registered_at < a.received_at OR a.due_at <= a.received_at OR a.closed_at < a.registered_at");
    await none("(a.closed_at IS NULL) <> (a.status NOT IN ('answered', 'redirected', 'returned', 'terminated', 'withdrawn', 'merged', 'spam'))");
    await none("(a.track = 'appeal') <> (a.registered_at IS NOT NULL AND a.due_basis IN ('76', '87', '99'))");
    await none("a.status = 'answered' AND (a.outcome IS NULL OR NOT EXISTS (SELECT 1 FROM private.answer w WHERE w.appeal = a.id AND w.round = a.round AND w.outcome = a.outcome))");
    await none("a.status = 'answered' AND a.track = 'appeal' AND NOT EXISTS (SELECT 1 FROM private.answer w WHERE w.appeal = a.id AND w.round = a.round AND w.signed_by <> w.written_by)");
    await none("a.round <> 1 + (SELECT count(*) FROM private.past_round p WHERE p.appeal = a.id)");
    await none("a.executor IS NOT NULL AND (SELECT s.department FROM private.staff s WHERE s.id = a.executor) <> a.department");
    await none("a.status = 'merged' AND NOT EXISTS (SELECT 1 FROM private.appeal p WHERE p.id = a.parent AND p.applicant = a.applicant AND p.received_at < a.received_at)");
    await none("a.text = '' OR a.text ~ '[{}]'");
    expect(await one("SELECT count(*) AS n FROM private.person WHERE phone IS NOT NULL AND phone NOT LIKE '+7799%'")).toBe(0);
  });

  test("its history is whole: chained, in order, ending in what each case says, by steps that the workflow knows", async () => {
    expect(await one(`SELECT count(*) AS n FROM (SELECT e.*, lag(e.hash) OVER (PARTITION BY appeal ORDER BY seq) AS before_hash FROM private.event e) e
      WHERE e.prev IS DISTINCT FROM e.before_hash OR e.hash <> private.event_hash(ROW(e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, e.reason, e.prev, NULL)::private.event)`)).toBe(0);
    await none("a.history_seq <> (SELECT count(*) FROM private.event e WHERE e.appeal = a.id) OR a.version <> a.history_seq");
    await none("a.history_hash <> (SELECT e.hash FROM private.event e WHERE e.appeal = a.id AND e.seq = a.history_seq)");
    expect(await one("SELECT count(*) AS n FROM private.event e JOIN private.event l ON l.appeal = e.appeal AND l.seq = e.seq - 1 WHERE e.at < l.at")).toBe(0);
    for (const [told, column] of [["status", "status"], ["department", "department"], ["outcome", "outcome"], ["track", "track"], ["dueBasis", "due_basis"]] as const) {
      await none(`a.${column} IS DISTINCT FROM (SELECT e.after->>'${told}' FROM private.event e WHERE e.appeal = a.id AND e.after ? '${told}' AND e.kind NOT IN ('answer') ORDER BY e.seq DESC LIMIT 1)`);
    }
    const steps = await db.owner<{ track: string; from: string; to: string }[]>`
      SELECT DISTINCT (SELECT t.after->>'track' FROM private.event t WHERE t.appeal = e.appeal AND t.seq < e.seq AND t.after ? 'track' ORDER BY t.seq DESC LIMIT 1) AS track,
        e.before->>'status' AS from, e.after->>'status' AS to FROM private.event e WHERE e.kind = 'status'`;
    const known = new Set(workflow.map(({ track, from, to }) => `${track} ${from} ${to}`));
    expect(steps.map(({ track, from, to }) => `${track} ${from} ${to}`).filter((step) => !known.has(step))).toEqual([]);
    expect(steps.length).toBeGreaterThan(20);
  });

  test("has a problem of several people, open cases all of them, and rules none of which assigns by itself", async () => {
    expect(await one("SELECT count(DISTINCT a.applicant) AS n FROM private.appeal a JOIN private.problem p ON p.id = a.problem")).toBeGreaterThan(2);
    await none("a.problem IS NOT NULL AND a.closed_at IS NOT NULL");
    expect(await one("SELECT count(*) AS n FROM private.routing_rule WHERE NOT automatic")).toBe(await one("SELECT count(*) AS n FROM private.routing_rule"));
  });

  test("leaves the trigger on: history goes on by itself", async () => {
    await db.owner`INSERT INTO private.event (appeal, kind, after) VALUES (1, 'note', '{}')`;
    await none("a.history_seq <> (SELECT count(*) FROM private.event e WHERE e.appeal = a.id)");
    await expect(db.owner`DELETE FROM private.event WHERE appeal = 1`).rejects.toThrow("append-only");
  });

  test("has a tracking code that leads to an answered appeal whose term was extended, and an outbox with one of each trouble", async () => {
    const { case: found } = await followCase(demoTrackingCode, null) as { case: Followed };
    expect(found).toMatchObject({ status: "answered", track: "appeal", answer: { language: "kk" } });
    expect(found.extendedAt).not.toBeNull();
    const states = await db.owner`SELECT DISTINCT state || ' ' || channel AS line FROM private.outbox`;
    expect(states.map(({ line }) => line).sort()).toEqual(["dead email", "handed_over letter", "in_doubt email", "sent email", "waiting email", "waiting letter"]);
    expect(await one("SELECT count(*) AS n FROM private.person WHERE email IS NOT NULL AND email NOT LIKE '%@example.org'")).toBe(0);
  });
});

test("the same seed tells the same city, another one another", () => {
  const city = readCity("db/demo/city"), codes = city.rows.departments.map(({ row }) => row.code);
  const people = { registrars: [1], signers: [2], head: Object.fromEntries(codes.map((code) => [code, 3])), executors: Object.fromEntries(codes.map((code) => [code, [4, 5]])) };
  const checksum = (seed?: number) => {
    const { stories, people: folk } = cityLife(city, people, "2025-01-01", "2025-02-28", seed);
    return createHash("sha256").update(JSON.stringify([stories, folk])).digest("hex");
  };
  expect(checksum()).toBe(checksum());
  expect(checksum(7)).not.toBe(checksum());
});
