import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closedStatuses, findStep, type Track, workflow } from "#lib/appeals/status.ts";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { cleanPhoto } from "#lib/resident/photo.ts";
import { readOwnWord } from "#lib/track/own-word.ts";
import { type OwnWord, ownWords, sayToCase } from "#lib/track/say.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

let codes = 0;
async function coded(facts: Parameters<typeof makeCase>[1] = {}) {
  const code = `SAYS-${String(++codes).padStart(4, "0")}-0000-00`;
  const id = await makeCase(db.owner, facts);
  await db.owner`UPDATE private.appeal SET tracking_hash = ${trackingHash(code)} WHERE id = ${id}`;
  return { id, code };
}
/** Answered so many days ago. */
const answered = (days: number, facts: Parameters<typeof makeCase>[1] = {}) => coded({
  status: "answered", outcome: "satisfied", category: "snow", received_at: "2026-01-10T05:00:00Z", closed_at: new Date(Date.now() - days * 86_400_000).toISOString(), ...facts,
});
let forms = 0;
const formId = () => `00000000-0000-4000-8000-${String(++forms).padStart(12, "0")}`;
// Each a network of its own, unless the test is about networks.
const say = (code: string, word: OwnWord, id = formId(), address = `198.51.${100 + (forms >> 7)}.${forms & 127}`) => sayToCase(code, address, id, word);
const rated = (answer: "yes" | "partly" | "no", reason = "", round = 1): OwnWord => ({ what: "rating", said: { answer, reason, round } });
const added = (text: string, photos: Buffer[] = []): OwnWord => ({ what: "addition", said: { text }, photos });
const withdrawn: OwnWord = { what: "withdrawal", said: { reason: "өзім шештім" } };
const row = async (id: number) => (await db.owner`SELECT status, round, closed_at, due_at, version FROM private.appeal WHERE id = ${id}`)[0]!;
const kinds = async (id: number) => (await db.owner`SELECT kind FROM private.event WHERE appeal = ${id} ORDER BY seq`).map((event) => event.kind as string);
const all = <T extends object>(rows: readonly T[]) => rows.map((one) => ({ ...one }));

describe("a message with photos", () => {
  test("joins the conversation in the order it was said, is told in history, and leaves forms being filled in as they are", async () => {
    const { id, code } = await coded();
    const photo = await cleanPhoto(await sharp({ create: { width: 40, height: 30, channels: 3, background: "#123456" } }).png().toBuffer()) as Buffer;
    expect(await say(code, added("Бірінші", [photo]))).toMatchObject({ kept: "addition", at: expect.any(Date) });
    await say(code, added("Екінші"));
    const before = await row(id);
    await takeIn();
    expect(all(await db.owner`SELECT text, channel FROM private.message WHERE appeal = ${id} ORDER BY id`)).toEqual([{ text: "Бірінші", channel: "web" }, { text: "Екінші", channel: "web" }]);
    const [kept] = await db.owner`SELECT t.content, m.text FROM private.attachment t JOIN private.message m ON m.id = t.message WHERE t.appeal = ${id}`;
    expect(kept!.text).toBe("Бірінші");
    expect(photo.equals(kept!.content as Buffer)).toBe(true);
    expect(await kinds(id)).toEqual(["received", "message", "message"]);
    expect(await row(id)).toEqual(before);
    expect(await verifyChain(id)).toEqual([]);
    expect(await ownWords(code)).toMatchObject({ open: true, said: [{ text: "Бірінші", photos: 1 }, { text: "Екінші", photos: 0 }] });
  });

  test("sent twice, also at once, it is kept once; a form's id of another case says nothing of that case", async () => {
    const { id, code } = await coded(), other = await coded(), form = formId();
    for (const one of await Promise.all(Array.from({ length: 10 }, () => say(code, added("бір рет"), form)))) expect(one).toMatchObject({ kept: "addition" });
    expect(await say(other.code, added("өзге"), form)).toEqual({ case: null });
    await takeIn();
    expect(await db.owner`SELECT 1 FROM private.message WHERE appeal = ${id}`).toHaveLength(1);
    expect(await db.owner`SELECT 1 FROM private.message WHERE appeal = ${other.id}`).toHaveLength(0);
  });

  test("is refused once the case is closed; what was sent before still joins it", async () => {
    const { id, code } = await coded();
    await say(code, added("соңғы сөз"));
    await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now() WHERE id = ${id}`;
    await takeIn();
    expect(await db.owner`SELECT 1 FROM private.message WHERE appeal = ${id}`).toHaveLength(1);
    expect(await say(code, added("тағы"))).toEqual({ refused: "closed" });
  });
});

describe("a withdrawal", () => {
  test("is possible exactly while nothing is decided, whichever state the workflow knows", () => {
    const left = new Set(workflow.map((step) => `${step.track} ${step.from}`));
    expect(left.size).toBeGreaterThan(10);
    for (const state of left) {
      const [track, status] = state.split(" ") as [Track, (typeof closedStatuses)[number]];
      expect([state, Boolean(findStep(track, status, "withdrawn", "status"))]).toEqual([state, !closedStatuses.includes(status)]);
    }
  });

  test("is the applicant's own act: nobody's name stands by it, his reason isn't in history, a waiting proposal lapses", async () => {
    const { id, code } = await coded({ track: "appeal", kind: "application", status: "in_work" });
    const head = await official(db.owner, "head", "heat");
    await db.owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by) VALUES (${id}, 'extend', '{}', 'күрделі', ${head.id})`;
    expect(await say(code, withdrawn)).toMatchObject({ kept: "withdrawal" });
    expect(await ownWords(code)).toMatchObject({ withdrawing: true });
    await takeIn();
    expect(await row(id)).toMatchObject({ status: "withdrawn", closed_at: expect.any(Date) });
    const [event] = await db.owner`SELECT actor, reason, after FROM private.event WHERE appeal = ${id} AND after ->> 'status' = 'withdrawn'`;
    expect(event).toMatchObject({ actor: null, reason: null, after: { byApplicant: true } });
    expect(JSON.stringify(await db.owner`SELECT before, after, reason FROM private.event WHERE appeal = ${id}`)).not.toContain("өзім шештім");
    expect(all(await db.owner`SELECT text FROM private.message WHERE appeal = ${id}`)).toEqual([{ text: "өзім шештім" }]);
    expect(await db.owner`SELECT 1 FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`).toHaveLength(0);
    expect(await verifyChain(id)).toEqual([]);
  });

  test("of a decided case is refused; one that crosses with the decision leaves it as it is, and history says so", async () => {
    const { id, code } = await coded({ status: "in_work" });
    await say(code, withdrawn);
    await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now() WHERE id = ${id}`;
    await takeIn();
    expect(await row(id)).toMatchObject({ status: "answered" });
    expect(await kinds(id)).toContain("withdrawal_late");
    expect(await say(code, withdrawn)).toEqual({ refused: "decided" });
  });
});

describe("was it really solved?", () => {
  test("each word is kept, the last one of a round is what the page says", async () => {
    const { id, code } = await answered(3);
    for (const answer of ["partly", "yes"] as const) expect(await say(code, rated(answer))).toMatchObject({ kept: "rating", reopens: false });
    expect(await ownWords(code)).toMatchObject({ rating: "yes" });
    await takeIn();
    expect(all(await db.owner`SELECT answer, round FROM private.rating WHERE appeal = ${id} ORDER BY id`)).toEqual([{ answer: "partly", round: 1 }, { answer: "yes", round: 1 }]);
    await db.owner`INSERT INTO private.rating (appeal, round, answer, at) VALUES (${id}, 1, 'partly', now())`; // by SMS
    expect(await ownWords(code)).toMatchObject({ rating: "partly" });
    expect(await row(id)).toMatchObject({ status: "answered", round: 1 });
    expect(await kinds(id)).toEqual(["received", "rating", "rating"]);
  });

  test("no opens it again, with a clock of its own and the first result kept; a second no of that round opens nothing more", async () => {
    const { id, code } = await answered(29);
    expect(await say(code, rated("no", "әлі қараңғы"))).toMatchObject({ kept: "rating", reopens: true });
    await say(code, rated("no", "екінші рет"));
    await takeIn();
    expect(await row(id)).toMatchObject({ status: "reopened", round: 2, closed_at: null, due_at: expect.any(Date) });
    expect(all(await db.owner`SELECT round, outcome FROM private.past_round WHERE appeal = ${id}`)).toEqual([{ round: 1, outcome: "satisfied" }]);
    expect(all(await db.owner`SELECT round, reason FROM private.rating WHERE appeal = ${id} ORDER BY id`)).toEqual([{ round: 1, reason: "әлі қараңғы" }, { round: 1, reason: "екінші рет" }]);
    expect(JSON.stringify(await db.owner`SELECT before, after, reason FROM private.event WHERE appeal = ${id}`)).not.toContain("қараңғы");
    expect(await say(code, rated("no", "тағы", 1))).toEqual({ refused: "unanswered" });
    expect(await verifyChain(id)).toEqual([]);
  });

  test("a registered appeal that is opened again has the law's days once more, and its applicant is told", async () => {
    const [who] = await db.owner`INSERT INTO private.person (name, email) VALUES ('Әсел', 'asel@example.org') RETURNING id`;
    const { id, code } = await answered(1, { track: "appeal", kind: "application", registered_at: "2026-01-10T05:00:00Z", applicant: who!.id });
    await say(code, rated("no", "жылу жоқ"));
    await takeIn();
    expect(all(await db.owner`SELECT due_basis FROM private.appeal WHERE id = ${id}`)).toEqual([{ due_basis: "76" }]);
    expect(all(await db.owner`SELECT kind FROM private.outbox WHERE appeal = ${id}`)).toEqual([{ kind: "reopening" }]);
  });

  test("after thirty days no is kept and counted, and opens nothing", async () => {
    const { id, code } = await answered(31);
    expect(await say(code, rated("no", "кеш"))).toMatchObject({ kept: "rating", reopens: false });
    await takeIn();
    expect(await row(id)).toMatchObject({ status: "answered", round: 1 });
    expect(await db.owner`SELECT 1 FROM private.rating WHERE appeal = ${id}`).toHaveLength(1);
  });

  test("nothing is rated before it is answered, nor in another round", async () => {
    expect(await say((await coded({ status: "in_work" })).code, rated("yes"))).toEqual({ refused: "unanswered" });
    expect(await say((await answered(1)).code, rated("yes", "", 2))).toEqual({ refused: "unanswered" });
  });

  test("erasing a case takes the reasons with it, not what was answered", async () => {
    const { id, code } = await answered(2);
    await say(code, rated("partly", "құпия себеп"));
    await takeIn();
    await db.owner`UPDATE private.appeal SET erased_at = now() WHERE id = ${id}`;
    expect(all(await db.owner`SELECT answer, reason FROM private.rating WHERE appeal = ${id}`)).toEqual([{ answer: "partly", reason: null }]);
  });
});

describe("a code that nobody has", () => {
  test("gets the same answer whatever is said, and is counted with the looks; a right one takes its try back", async () => {
    const tries = async () => (await db.owner`SELECT coalesce(sum(n), 0)::int AS n FROM private.track_guess`)[0]!.n as number;
    const before = await tries();
    for (const word of [added("x"), withdrawn, rated("no", "x")]) expect(await say("WRONG", word, formId(), "203.0.113.2")).toEqual({ case: null });
    expect(await tries()).toBe(before + 3);
    await say((await coded()).code, added("x"), formId(), "203.0.113.2");
    expect(await tries()).toBe(before + 3);
  });

  test("a hundred wrong ones and the network waits; so does one that says too much", async () => {
    for (let n = 0; n < 100; n++) await say(`W${n}`, added("x"), formId(), "203.0.113.3");
    expect(await say((await coded()).code, added("x"), formId(), "203.0.113.3")).toMatchObject({ limited: expect.any(Number) });
    const { code } = await coded();
    for (let n = 0; n < 30; n++) expect(await say(code, added(`${n}`), formId(), "203.0.113.4")).toMatchObject({ kept: "addition" });
    expect(await say(code, added("31"), formId(), "203.0.113.4")).toMatchObject({ limited: expect.any(Number) });
  });
});

describe("the forms", () => {
  const form = (fields: Record<string, string>) => {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) made.set(name, value);
    return made;
  };
  test("say what is missing; what is no form of ours is none", () => {
    expect(readOwnWord(form({ act: "addition", text: " " }), [])).toEqual({ wrong: "add.needed" });
    expect(readOwnWord(form({ act: "addition", text: "x".repeat(8001) }), [])).toEqual({ wrong: "add.long" });
    expect(readOwnWord(form({ act: "rating", answer: "maybe", round: "1" }), [])).toEqual({ wrong: "rate.needed" });
    expect(readOwnWord(form({ act: "rating", answer: "no", reason: " ", round: "1" }), [])).toEqual({ wrong: "rate.reasonNeeded" });
    expect(readOwnWord(form({ act: "rating", answer: "yes", round: "1.5" }), [])).toEqual({ wrong: "rate.round" });
    expect(readOwnWord(form({ act: "else" }), [])).toBeNull();
    const photo = Buffer.from("photo");
    expect(readOwnWord(form({ act: "addition" }), [photo])).toEqual({ what: "addition", said: { text: "" }, photos: [photo] });
  });
});
