import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyChain } from "#lib/audit.ts";
import { eraseDue } from "#lib/retention/erase.ts";
import { forecast, readSchedule, setSchedule } from "#lib/retention/schedule.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let administrator: Actor, executor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  administrator = await official(db.owner, "administrator");
  executor = await official(db.owner, "executor", "heat");
});
afterAll(() => db.drop());

const monthsAgo = (months: number) => new Date(Date.now() - months * 30.6 * 86_400_000).toISOString();
const person = async (name: string) => Number((await db.owner`INSERT INTO private.person (name, phone) VALUES (${name}, '+77010000001') RETURNING id`)[0]!.id);
async function closed(months: number, applicant: number, facts = {}): Promise<number> {
  const id = await makeCase(db.owner, { text: "Үйім суық, Асқар", status: "answered", outcome: "explained", applicant, received_at: monthsAgo(months + 1), closed_at: monthsAgo(months), category: "heating", ...facts });
  await db.owner`INSERT INTO private.answer (appeal, round, text, language, written_by) VALUES (${id}, 1, 'Асқар мырза', 'kk', ${executor.id})`;
  return id;
}
const facts = async (id: number) => (await db.owner`SELECT text, applicant, status, outcome, category, closed_at IS NOT NULL AS closed, erased_at IS NOT NULL AS erased FROM private.appeal WHERE id = ${id}`)[0];

test("without a schedule nothing is erased", async () => {
  const id = await closed(500, await person("Ескі"));
  expect(await readSchedule()).toBeNull();
  expect(await eraseDue()).toEqual({ cases: 0, arrivals: 0 });
  expect(await facts(id)).toMatchObject({ text: "Үйім суық, Асқар", erased: false });
  await db.owner`UPDATE private.appeal SET closed_at = now() WHERE id = ${id}`;
});

test("the administrator is told how many cases a schedule erases at once, and must have been told", async () => {
  const old = await closed(30, await person("Асқар"));
  const wanted = { appealMonths: 60, signalMonths: 24 };
  expect((await forecast(administrator, wanted)).atOnce).toBe(1);
  await expect(setSchedule(administrator, wanted, null)).rejects.toThrow(/erasesMore/);
  await expect(setSchedule(administrator, { ...wanted, signalMonths: 11 }, 9)).rejects.toThrow(/monthsRange/);
  await setSchedule(administrator, wanted, 1);
  expect(await facts(old)).toMatchObject({ erased: false }); // the job erases, not the form
});

test("a case that is due loses its people and words, keeps its facts, and its history stays whole", async () => {
  const both = await person("Екі іс");
  const [due, young] = [await closed(30, both), await closed(3, both)];
  const alone = await person("Жалғыз");
  const last = await closed(40, alone);
  const appeal = await closed(30, await person("Тіркелген"), { track: "appeal", kind: "application" });
  const open = await makeCase(db.owner, { received_at: monthsAgo(70), applicant: both });
  expect((await eraseDue()).cases).toBeGreaterThanOrEqual(2);
  expect(await facts(due)).toEqual({ text: "", applicant: null, status: "answered", outcome: "explained", category: "heating", closed: true, erased: true });
  expect(await db.owner`SELECT text FROM private.answer WHERE appeal = ${due}`).toEqual([{ text: "" }]);
  for (const id of [young, appeal, open]) expect(await facts(id)).toMatchObject({ erased: false });
  expect(await db.owner`SELECT id::int FROM private.person WHERE id IN ${db.owner([both, alone])}`).toEqual([{ id: both }]); // the other's last case is gone
  expect(await db.owner`SELECT kind, actor FROM private.event WHERE appeal = ${last} ORDER BY seq DESC LIMIT 1`).toEqual([{ kind: "erased", actor: null }]);
  expect(await verifyChain()).toEqual([]);
  expect(await eraseDue()).toEqual({ cases: 0, arrivals: 0 });
});

test("no word of the case or of its people is left in any column, but in officials' own reasons", async () => {
  const word = "Құпиясөз-белгі";
  const applicant = Number((await db.owner`INSERT INTO private.person (name, phone, address, email) VALUES (${word}, '+77010000001', ${word}, ${`${word}@example.org`}) RETURNING id`)[0]!.id);
  const id = await closed(30, applicant, { text: word, department: "heat" });
  await db.owner`UPDATE private.answer SET text = ${word} WHERE appeal = ${id}`;
  await db.owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by) VALUES (${id}, 'redirect', ${db.owner.json({ to: "КСК", part: word })}, ${word}, ${executor.id})`;
  await db.owner`INSERT INTO private.assignment (appeal, round, department, instruction) VALUES (${id}, 1, 'heat', ${word})`;
  await db.owner`INSERT INTO private.co_executor (appeal, round, department, task, internal_due, contribution, contributed_by, contributed_at) VALUES (${id}, 1, 'roads', ${word}, '2026-01-05', ${word}, ${executor.id}, now())`;
  await db.owner`INSERT INTO private.booking (appeal, official, starts_at, minutes, seat, place, note, booked_by) VALUES (${id}, ${executor.id}, '2023-01-05T03:00Z', 15, 1, '1', ${word}, ${executor.id})`;
  await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, sent_to) VALUES (${`answer ${id}`}, ${id}, 'answer', 'letter', 'kk', ${word}, ${word}, ${word})`;
  await fillConversation(id, word);
  await eraseDue();
  expect(await columnsWith(word)).toEqual([]);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.attachment WHERE appeal = ${id}`).toEqual([{ n: 0 }]);
  expect(await db.owner`SELECT state FROM private.outbox WHERE appeal = ${id} AND channel = 'letter'`).toEqual([{ state: "given_up" }]);
});

/** What one was sent and answered by WhatsApp, where the ids of messages hold the sender's number. */
async function fillConversation(id: number, word: string): Promise<void> {
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp') ON CONFLICT DO NOTHING`;
  await db.owner`UPDATE private.appeal SET source = 'whatsapp', source_id = ${`wamid ${word}`} WHERE id = ${id}`;
  const [came] = await db.owner`INSERT INTO private.inbound (source, source_id, kind, sender, original, appeal, state, try_at, done_at, last_error)
    VALUES ('whatsapp', ${`wamid ${word}`}, 'message', ${word}, ${db.owner.json({ text: word })}, ${id}, 'done', NULL, now(), ${word}) RETURNING id`;
  const [line] = await db.owner`INSERT INTO private.message (appeal, inbound, at, channel, form, text, detail) VALUES (${id}, ${came!.id}, now(), 'whatsapp', 'image', ${word}, ${db.owner.json({ caller: { name: word } })}) RETURNING id`;
  await db.owner`INSERT INTO private.attachment (inbound, appeal, message, name, type, content, state) VALUES (${came!.id}, ${id}, ${line!.id}, ${word}, 'image/jpeg', '\\x00', 'kept')`;
  await db.owner`INSERT INTO private.rating (appeal, round, answer, reason, at) VALUES (${id}, 1, 'no', ${word}, now())`;
  await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, short, sent_to, provider_id, state, done_at)
    VALUES (${`message ${id}`}, ${id}, 'message', 'whatsapp', 'kk', ${word}, ${word}, ${word}, ${word}, ${`wamid ${word}`}, 'sent', now())`;
}

/** The columns of the private schema in which a word stands. */
async function columnsWith(word: string): Promise<string[]> {
  const columns = await db.owner<{ table: string; column: string }[]>`SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'private' AND data_type IN ('text', 'jsonb')`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await db.owner.unsafe(`SELECT 1 FROM private."${table}" WHERE "${column}"::text LIKE '%${word}%' LIMIT 1`);
    if (row) found.push(`${table}.${column}`);
  }
  return found;
}

test("what came and became no case goes as late as an informal message; what still waits, or is younger, stays", async () => {
  const word = "Иесіз-белгі";
  const came = async (state: string, months: number | null) => Number((await db.owner`INSERT INTO private.inbound (source, source_id, kind, sender, original, state, try_at, done_at, last_error)
    VALUES ('email', ${`${word} ${crypto.randomUUID()}`}, 'message', ${word}, ${db.owner.json({ raw: word })}, ${state}, ${months === null ? new Date() : null}, ${months === null ? null : monthsAgo(months)}, ${word}) RETURNING id`)[0]!.id);
  const old = [await came("kept", 25), await came("dead", 30), await came("done", 40)], stays = [await came("kept", 3), await came("waiting", null)];
  await db.owner`INSERT INTO private.attachment (inbound, name, type, content, state) VALUES (${old[1]!}, ${word}, 'image/jpeg', '\\x00', 'kept')`;
  await db.owner`INSERT INTO private.outbox (key, recipient, kind, channel, language, subject, text, created_at) VALUES (${word}, ${word}, 'test', 'email', 'kk', 'x', 'x', ${monthsAgo(25)})`;
  expect(await eraseDue()).toMatchObject({ arrivals: 4 });
  expect(await db.owner`SELECT id::int, original, sender, state, last_error, source_id = 'erased ' || id AS nameless FROM private.inbound WHERE id IN ${db.owner(old)} ORDER BY id`)
    .toEqual(old.map((id) => ({ id, original: {}, sender: null, state: "kept", last_error: null, nameless: true })));
  expect(await db.owner`SELECT id::int FROM private.inbound WHERE sender = ${word} ORDER BY id`).toEqual(stays.map((id) => ({ id })));
  expect([...new Set((await columnsWith(word)).map((column) => column.split(".")[0]))]).toEqual(["inbound"]);
  expect(await eraseDue()).toMatchObject({ arrivals: 0 });
});

test("an imported case keeps its source's id, by which its row is known when the file comes again", async () => {
  const id = await closed(30, await person("Ескі тізім"), { source_id: "№ 17/2019" });
  await eraseDue();
  expect(await db.owner`SELECT source_id, erased_at IS NOT NULL AS erased FROM private.appeal WHERE id = ${id}`).toEqual([{ source_id: "№ 17/2019", erased: true }]);
});

test("the database judges by the schedule, whoever calls", async () => {
  const young = await closed(3, await person("Жас"));
  const erase = (moment: string) => db.owner`SELECT private.erase_case(${young}, ${moment}) AS done`.then((rows) => rows[0]!.done);
  expect(await erase(new Date().toISOString())).toBe(false);
  expect(await erase("2099-01-01T00:00:00Z")).toBe(false); // nobody can claim that it is later
});

test("two machines at once erase each case once", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async (_, i) => closed(30 + i, await person(`П${i}`))));
  const counts = await Promise.all([eraseDue(), eraseDue(), eraseDue()]);
  expect(counts.reduce((sum, { cases }) => sum + cases, 0)).toBe(20);
  const events = await db.owner`SELECT count(*)::int AS n FROM private.event WHERE kind = 'erased' AND appeal IN ${db.owner(ids)}`;
  expect(events[0]!.n).toBe(20);
});

test("a person whose last two cases are erased at the same moment is gone", async () => {
  for (let turn = 0; turn < 5; turn++) {
    const both = await person("Екеуі бірдей");
    await Promise.all([closed(30, both), closed(31, both), closed(32, both)]);
    const due = await db.owner<{ id: number }[]>`SELECT id::int FROM private.appeal WHERE applicant = ${both}`;
    await Promise.all(due.map(({ id }) => db.owner`SELECT private.erase_case(${id}, now())`));
    expect(await db.owner`SELECT 1 FROM private.person WHERE id = ${both}`).toHaveLength(0);
  }
});

test("every round is in the office's history", async () => {
  const rows = await db.owner<{ subject: string }[]>`SELECT subject FROM private.office_event WHERE kind = 'retention' ORDER BY seq`;
  expect(rows.map((row) => row.subject)).toEqual(expect.arrayContaining(["schedule", "erased"]));
});
