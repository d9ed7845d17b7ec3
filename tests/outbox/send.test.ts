import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "#env.ts";
import { privateDb } from "#db/private.ts";
import { smtpOptions } from "#lib/outbox/channel-email.ts";
import { settle } from "#lib/outbox/manage.ts";
import { maskAddress, withoutAddresses } from "#lib/outbox/mask.ts";
import { mostTries, pauseMinutes, sendDue } from "#lib/outbox/send.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { verifyChain } from "#lib/audit.ts";
import { mailServer, muteServer, smtpError } from "#tests/outbox/mail-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";
import { killOnce } from "#tests/support/worker.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());
beforeEach(() => db.owner`DELETE FROM private.outbox`);
const stops: (() => Promise<void>)[] = [];
afterEach(async () => { for (const stop of stops.splice(0)) await stop(); });
async function server(options: Parameters<typeof mailServer>[0] = {}) {
  const one = await mailServer(options);
  stops.push(one.stop);
  return one;
}

const now = new Date("2026-11-16T06:00:00Z");
const later = (minutes: number) => () => new Date(now.getTime() + minutes * 60_000);
async function told(email: string | null = "aigul@example.org", facts: Record<string, string> = { text: "Шұңқыр жабылды." }) {
  const [who] = await db.owner`INSERT INTO private.person (name, email) VALUES ('Айгүл', ${email}) RETURNING id`;
  const id = await makeCase(db.owner, { applicant: who!.id });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts }, now));
  return id;
}
const state = async (id: number) => (await db.owner`SELECT state, channel, tries, try_at, last_error, sent_to, done_at FROM private.outbox WHERE appeal = ${id}`)[0]!;

test("a message goes out once, in its language, and its case remembers it", async () => {
  const mail = await server();
  const id = await told();
  expect(await sendDue(later(0))).toBe("1 sent");
  expect(await sendDue(later(600))).toBeUndefined();
  expect(mail.received).toHaveLength(1);
  const [{ to, raw }] = mail.received as [typeof mail.received[0]];
  expect(to).toEqual(["aigul@example.org"]);
  const [row] = await db.owner`SELECT message_id::text FROM private.outbox WHERE appeal = ${id}`;
  expect(raw).toContain(`Message-ID: <${row!.message_id}@akimat.example>`);
  expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(await state(id)).toMatchObject({ state: "sent", tries: 1, sent_to: "a…l@example.org", last_error: null });
  expect(await db.owner`SELECT kind, actor, after FROM private.event WHERE appeal = ${id} ORDER BY seq DESC LIMIT 1`)
    .toEqual([{ kind: "delivery", actor: null, after: { notice: "answer", sentBy: "email", delivery: "sent" } }]);
  expect(await verifyChain(id)).toEqual([]);
});

test("a server that says later is asked again later, with growing pauses", async () => {
  let busy = true;
  const mail = await server({ onRcptTo: (_address, _session, callback) => callback(busy ? smtpError(451, "greylisted, come again") : undefined) });
  const id = await told();
  expect(await sendDue(later(0))).toBe("1 to be tried again");
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 1, last_error: expect.stringContaining("451") });
  expect(await sendDue(later(0.5))).toBeUndefined();
  busy = false;
  expect(await sendDue(later(2))).toBe("1 sent");
  expect(mail.received).toHaveLength(1);
});

test("pauses double up to six hours and never fall together", () => {
  expect([1, 2, 3, 9, 10, 19].map((n) => pauseMinutes(n, 0.5))).toEqual([1, 2, 4, 256, 360, 360]);
  expect([pauseMinutes(3, 0), pauseMinutes(3, 1)].map((n) => n.toFixed(1))).toEqual(["3.2", "4.8"]);
});

test("a receiver who is refused for good is not tried again; the error names no address", async () => {
  await server({ onRcptTo: (address, _session, callback) => callback(smtpError(550, `<${address.address}>: no such user`)) });
  const id = await told();
  expect(await sendDue(later(0))).toBe("1 refused");
  const row = await state(id);
  expect(row).toMatchObject({ state: "dead", tries: 1, last_error: expect.stringContaining("no such user") });
  expect(row.last_error).not.toContain("aigul");
  expect(await sendDue(later(10_000))).toBeUndefined();
});

test("a message that is refused for good after it was handed over is dead, not in doubt", async () => {
  await server({ onData(stream, _session, callback) { stream.resume(); stream.on("end", () => callback(smtpError(554, "spam"))); } });
  const id = await told();
  await sendDue(later(0));
  expect(await state(id)).toMatchObject({ state: "dead" });
});

test("what is about us and not about the message never kills a message: a wrong password, a sender who is not allowed", async () => {
  await server({ onMailFrom: (_address, _session, callback) => callback(smtpError(550, "sender not allowed")) });
  const [one, two] = [await told(), await told()];
  expect(await sendDue(later(0))).toBe("1 to be tried again"); // and the other isn't tried: it would fail the same way
  expect([await state(one), await state(two)]).toMatchObject([{ state: "waiting", tries: 1 }, { state: "waiting", tries: 0 }]);
});

test("while the server is away messages wait, and after the last try they are dead", async () => {
  const mail = await mailServer();
  await mail.stop();
  const id = await told();
  expect(await sendDue(later(0))).toBe("1 to be tried again");
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 1 });
  await db.owner`UPDATE private.outbox SET tries = ${mostTries - 1}`;
  await sendDue(later(10_000));
  expect(await state(id)).toMatchObject({ state: "dead", tries: mostTries });
});

test("without a mail server in the settings messages wait untouched", async () => {
  env.SMTP_URL = env.MAIL_FROM = undefined;
  const id = await told();
  expect(await sendDue(later(0))).toBeUndefined();
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 0 });
});

test("a server that takes the whole message and says nothing: in doubt, never sent again by itself", async () => {
  const mute = await muteServer();
  stops.push(mute.stop);
  const id = await told();
  expect(await sendDue(later(0))).toBe("1 in doubt");
  expect(await state(id)).toMatchObject({ state: "in_doubt", tries: 1 });
  expect(await sendDue(later(10_000))).toBeUndefined();
  expect(mute.given()).toBe(1);
});

test("a worker that is killed between sending and recording leaves the message in doubt; nobody sends it again", async () => {
  let taken!: () => void;
  const handed = new Promise<void>((resolve) => { taken = resolve; });
  let given = 0;
  // The server has the whole message and is slow to say so: the worker is killed meanwhile.
  await server({ onData(stream) { stream.resume(); stream.on("end", () => { given++; taken(); }); } });
  const id = await told();
  await killOnce(handed, "tests/outbox/killed-worker.ts");
  expect(await state(id)).toMatchObject({ state: "sending", tries: 1 });
  const begun = new Date((await db.owner`SELECT begun_at FROM private.outbox WHERE appeal = ${id}`)[0]!.begun_at as string);
  const after = (minutes: number) => () => new Date(begun.getTime() + minutes * 60_000);
  expect(await sendDue(after(5))).toBeUndefined(); // it might still be at work
  expect(await sendDue(after(60))).toBe("1 in doubt");
  expect(await sendDue(after(6000))).toBeUndefined();
  expect(await state(id)).toMatchObject({ state: "in_doubt", tries: 1 });
  expect(given).toBe(1);
});

test("four workers at once send each of forty messages once", async () => {
  const mail = await server();
  for (let n = 0; n < 40; n++) await told(`person${n}@example.org`);
  await Promise.all(Array.from({ length: 4 }, () => sendDue(later(0))));
  expect(mail.received.map(({ to }) => to[0]).sort()).toEqual(Array.from({ length: 40 }, (_, n) => `person${n}@example.org`).sort());
});

/** A server that keeps its first word back until it is asked for. */
async function slowServer() {
  let given = 0, say!: () => void;
  await server({ onData(stream, _session, callback) { stream.resume(); stream.on("end", () => { if (given++ === 0) say = () => callback(); else callback(); }); } });
  return { given: () => given, say: () => say() };
}

test("a worker's late word counts while the message is in doubt", async () => {
  const mail = await slowServer();
  const id = await told();
  const slow = sendDue(later(0));
  await expect.poll(mail.given).toBe(1);
  await sendDue(later(60));
  expect(await state(id)).toMatchObject({ state: "in_doubt" });
  mail.say();
  await slow;
  expect(await state(id)).toMatchObject({ state: "sent" });
});

test("and not once an administrator had it sent anew", async () => {
  const mail = await slowServer();
  const administrator = await official(db.owner, "administrator");
  const id = await told();
  const slow = sendDue(later(0));
  await expect.poll(mail.given).toBe(1);
  await sendDue(later(60));
  const [row] = await db.owner`SELECT id::int FROM private.outbox WHERE appeal = ${id}`;
  await settle(administrator, { message: row!.id, verdict: "resend", reason: "" }, later(61)());
  expect(await sendDue(later(62))).toBe("1 sent");
  mail.say();
  await slow;
  expect(await db.owner`SELECT count(*)::int AS n FROM private.event WHERE appeal = ${id} AND kind = 'delivery'`).toEqual([{ n: 1 }]);
});

test("where the e-mail was taken away meanwhile, it becomes a letter for people", async () => {
  const mail = await server();
  const id = await told();
  await db.owner`UPDATE private.person SET email = NULL WHERE id = (SELECT applicant FROM private.appeal WHERE id = ${id})`;
  expect(await sendDue(later(0))).toBe("1 to be posted");
  expect(await state(id)).toMatchObject({ state: "waiting", channel: "letter", try_at: null });
  expect(mail.received).toEqual([]);
});

test("a hostile text stays text: no header, no second receiver", async () => {
  const mail = await server();
  await told("aigul@example.org", { text: "x\r\nBcc: other@example.org\r\n.\r\nMAIL FROM:<x@y>" });
  await sendDue(later(0));
  expect(mail.received.map(({ to }) => to)).toEqual([["aigul@example.org"]]);
  expect(mail.received[0]!.raw.split("\r\n\r\n")[0]).not.toMatch(/Bcc/i);
});

test("TLS is required, but for a server on this machine", () => {
  expect(smtpOptions("smtp://mail.example.kz")).toMatchObject({ port: 587, secure: false, requireTLS: true, ignoreTLS: false });
  expect(smtpOptions("smtps://mail.example.kz")).toMatchObject({ port: 465, secure: true });
  expect(smtpOptions("smtp://localhost:2525")).toMatchObject({ port: 2525, secure: false, requireTLS: false });
  expect(smtpOptions("smtp://127.0.0.1.example.kz")).toMatchObject({ requireTLS: true });
});

test("a server that offers no TLS gets no message", async () => {
  const mail = await server();
  const id = await told();
  env.SMTP_URL = mail.url.replace("127.0.0.1", "[::ffff:127.0.0.1]"); // not localhost by name
  await sendDue(later(0));
  expect(mail.received).toEqual([]);
  expect(await state(id)).toMatchObject({ state: "waiting", last_error: expect.stringContaining("STARTTLS") });
});

test("addresses are masked", () => {
  expect(maskAddress("aigul@example.org")).toBe("a…l@example.org");
  expect(maskAddress("ai@example.org")).toBe("…@example.org");
  expect(withoutAddresses(`550 ${"a".repeat(200_000)}`)).toHaveLength(300); // a server that answers at length holds nobody up
  expect(withoutAddresses("550 5.1.1 <aigul@example.org>: Recipient rejected (aigul@example.org)")).toBe("550 5.1.1 <…>: Recipient rejected (…)");
});
