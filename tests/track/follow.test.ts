import { afterAll, beforeAll, describe, expect, test } from "vitest";
import postgres from "postgres";
import { roleUrl } from "#db/roles.ts";
import { privateDb } from "#db/private.ts";
import { verifyChain } from "#lib/audit.ts";
import { issueCode } from "#lib/appeals/issue-code.ts";
import { receive } from "#lib/intake/receive.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { followCase, type Followed } from "#lib/track/follow.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

let codes = 0;
/** A case with a code of its own. */
async function coded(facts: Parameters<typeof makeCase>[1] = {}) {
  const code = `TEST-${String(++codes).padStart(4, "0")}-0000-00`;
  const id = await makeCase(db.owner, facts);
  await db.owner`UPDATE private.appeal SET tracking_hash = ${trackingHash(code)} WHERE id = ${id}`;
  return { id, code };
}
const look = async (code: string, address = "198.51.100.1") => {
  const found = await followCase(code, address);
  return "case" in found ? found.case : found;
};
const said = async (id: number, text: string, round = 1) => {
  const who = await official(db.owner, "executor", "heat");
  await db.owner`INSERT INTO private.answer (appeal, round, text, language, outcome, written_by) VALUES (${id}, ${round}, ${text}, 'kk', 'satisfied', ${who.id})`;
};

test("the code that came with a message leads to its case, however it is typed", async () => {
  const receipt = await privateDb().transaction((tx) => receive(tx, { channel: "web", language: "kk", text: "Шұңқыр", receivedAt: new Date("2026-11-16T05:00:00Z") }));
  for (const typed of [receipt!.trackingCode, ` ${receipt!.trackingCode.toLowerCase()} `, receipt!.trackingCode.replaceAll("-", " ")]) {
    expect(await look(typed)).toMatchObject({ number: receipt!.number, status: "received", answer: null });
  }
});

test("what is shown holds no word of officials and nothing about people", async () => {
  const [who] = await db.owner`INSERT INTO private.person (name, phone, email) VALUES ('Құпия Есім', '+77010000009', 'secret@example.org') RETURNING id`;
  const clerk = await official(db.owner, "registrar");
  const { id, code } = await coded({ track: "appeal", kind: "application", status: "in_work", department: "heat", executor: clerk.id, applicant: who!.id, text: "жеке мәтін" });
  await db.owner`INSERT INTO private.event (appeal, kind, actor, after, reason) VALUES (${id}, 'status', ${clerk.id}, '{"status":"in_work"}', 'іштегі сөз')`;
  await said(id, "жоба мәтіні");
  const shown = JSON.stringify(await look(code));
  for (const secret of ["Құпия", "7701", "secret", clerk.login, "іштегі", "жоба", "жеке мәтін"]) expect(shown).not.toContain(secret);
  expect(shown).toContain("Heating");
});

describe("the answer", () => {
  test("is shown once it is given, and that it was read is written down once, in the case's history", async () => {
    const { id, code } = await coded({ track: "appeal", kind: "application", status: "on_approval" });
    await said(id, "Батареялар жылыды");
    expect((await look(code) as Followed).answer).toBeNull();
    expect(await db.owner`SELECT 1 FROM private.event WHERE appeal = ${id} AND kind = 'answer_read'`).toHaveLength(0);
    await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now(), outcome = 'satisfied' WHERE id = ${id}`;
    const many = await Promise.all(Array.from({ length: 5 }, () => look(code)));
    for (const one of many) expect(one).toMatchObject({ answer: { text: "Батареялар жылыды", language: "kk" }, outcome: "satisfied" });
    expect(await db.owner`SELECT actor, after FROM private.event WHERE appeal = ${id} AND kind = 'answer_read'`).toEqual([{ actor: null, after: { round: 1 } }]);
    expect(await db.owner`SELECT read_at IS NOT NULL AS read FROM private.answer WHERE appeal = ${id}`).toEqual([{ read: true }]);
    expect(await verifyChain(id)).toEqual([]);
  });
  test("of an earlier round is kept when the case is opened again; the new draft is not shown", async () => {
    const { id, code } = await coded({ status: "in_work", round: 2 });
    await db.owner`INSERT INTO private.past_round (appeal, round, closed_at, outcome, reopened_at) VALUES (${id}, 1, '2026-11-18T05:00:00Z', 'refused', '2026-11-20T05:00:00Z')`;
    await said(id, "алғашқы жауап", 1);
    await said(id, "жаңа жоба", 2);
    const shown = await look(code) as Followed;
    expect(shown.answer).toBeNull();
    expect(shown.earlier).toMatchObject([{ round: 1, outcome: "refused", answer: { text: "алғашқы жауап" } }]);
    expect(JSON.stringify(shown)).not.toContain("жаңа жоба");
  });
});

test("a merged case names the one it was joined with and how that one stands, not its answer", async () => {
  const main = await coded({ status: "answered", closed_at: "2026-11-18T05:00:00Z" });
  await said(main.id, "негізгі жауап");
  const { code } = await coded({ status: "merged", parent: main.id, closed_at: "2026-11-17T05:00:00Z" });
  const shown = await look(code) as Followed;
  expect(shown.main).toMatchObject({ status: "answered" });
  expect(JSON.stringify(shown)).not.toContain("негізгі жауап");
});

test("a case that was redirected in part names the part; why a case was returned is the proposal's reason", async () => {
  const { id, code } = await coded({ track: "appeal", kind: "application", status: "returned" });
  await makeCase(db.owner, { parent: id, status: "redirected", track: "appeal", kind: "application" });
  const [one, two] = [await official(db.owner, "registrar"), await official(db.owner, "signer")];
  const [made] = await db.owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by, decided_by, decided_at, accepted) VALUES (${id}, 'return', '{}', 'мекенжайы жоқ', ${one.id}, ${two.id}, now(), true) RETURNING id::int`;
  await db.owner`INSERT INTO private.event (appeal, kind, actor, after, reason) VALUES (${id}, 'status', ${two.id}, ${db.owner.json({ status: "returned", proposal: made!.id })}, 'келісемін')`;
  const shown = await look(code) as Followed;
  expect(shown.parts).toMatchObject([{ status: "redirected" }]);
  expect(shown.events.at(-1)).toMatchObject({ status: "returned", reason: "мекенжайы жоқ" });
});

describe("guesses", () => {
  const count = async () => (await db.owner`SELECT coalesce(sum(n), 0)::int AS n FROM private.track_guess`)[0]!.n as number;
  test("a code that can't be one, one of nobody, and a hostile one get the same answer and are counted alike", async () => {
    const before = await count();
    for (const wrong of ["K7QM-2XRD-90TV-4C", "x", "'; DROP TABLE private.appeal; --", "🙂", "0".repeat(10_000)]) expect(await followCase(wrong, "198.51.100.2")).toEqual({ case: null });
    expect(await count()).toBe(before + 5);
  });
  test("a found case takes its look back: an office may look at as many of its own as it likes", async () => {
    const { code } = await coded();
    const before = await count();
    for (let n = 0; n < 120; n++) await look(code, "198.51.100.3");
    expect(await count()).toBe(before);
  });
  test("two hundred at once from one network: a hundred are tried, then even a right code waits; another network doesn't", async () => {
    const { code } = await coded();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => followCase(`WRONG${n}`, `2001:db8:1:2::${n.toString(16)}`)));
    expect(answers.filter((one) => "case" in one)).toHaveLength(100);
    const limited = await followCase(code, "2001:db8:1:2:ffff::1");
    expect(limited).toMatchObject({ limited: expect.any(Number) });
    expect((limited as { limited: number }).limited).toBeGreaterThanOrEqual(1);
    expect((limited as { limited: number }).limited).toBeLessThanOrEqual(15);
    expect(await look(code, "2001:db8:1:3::1")).toMatchObject({ status: "received" });
  });
  test("the next quarter of an hour begins anew, and old counts go", async () => {
    const { code } = await coded();
    for (let n = 0; n < 101; n++) await followCase(`WRONG${n}`, "198.51.100.4");
    await db.owner`UPDATE private.track_guess SET began = began - interval '2 days'`;
    expect(await look(code, "198.51.100.4")).toMatchObject({ status: "received" });
    await followCase("WRONG", "198.51.100.5");
    expect(await db.owner`SELECT 1 FROM private.track_guess WHERE began < now() - interval '1 day'`).toHaveLength(0);
  });
  test("no address is kept", async () => {
    await followCase("WRONG", "198.51.100.6");
    const [row] = await db.owner`SELECT network FROM private.track_guess ORDER BY n LIMIT 1`;
    expect((row!.network as Buffer).length).toBe(32);
  });
});

test("a new code: the old one leads nowhere, only its hash is stored, history says that and not which", async () => {
  const { id, code } = await coded();
  const operator = await official(db.owner, "operator");
  const fresh = await issueCode(operator, { id, seen: await seenNow(db.owner, id) });
  expect(await look(code)).toBeNull();
  expect(await look(fresh)).toMatchObject({ status: "received" });
  const history = JSON.stringify(await db.owner`SELECT kind, before, after, reason FROM private.event WHERE appeal = ${id}`);
  expect(history).toContain("code");
  expect(history).not.toContain(fresh);
  await expect(issueCode(await official(db.owner, "executor", "heat"), { id, seen: await seenNow(db.owner, id) })).rejects.toMatchObject({ code: "forbidden" });
});

test("the resident's role can do this and nothing else", async () => {
  const resident = postgres(roleUrl(db.url, "resident"), { max: 1, onnotice: () => {} });
  for (const wrong of ["SELECT 1 FROM private.track_guess", "SELECT 1 FROM private.outbox", "UPDATE private.answer SET read_at = now()", "SELECT private.erase_case(1, now())"]) {
    await expect(resident.unsafe(wrong)).rejects.toMatchObject({ code: "42501" });
  }
  await resident.end();
});
