import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "#env.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { privateDb } from "#db/private.ts";
import { outboxState } from "#lib/outbox/manage.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { tellSubscribers } from "#lib/outbox/tell-subscribers.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { confirm, leave, subscribe } from "#lib/subscriptions/subscribe.ts";
import { mailServer, type Received } from "#tests/outbox/mail-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  env.PUBLIC_URL = "https://ashyq.example";
});
afterAll(() => db.drop());
let mail: Awaited<ReturnType<typeof mailServer>>;
beforeEach(async () => {
  await db.owner`DELETE FROM private.outbox`;
  await db.owner`DELETE FROM private.subscription`;
  await db.owner`DELETE FROM private.subscription_try`;
  mail = await mailServer();
});
afterEach(() => mail.stop());

const textOf = ({ raw }: Received) => (/base64/i.test(raw.split("\r\n\r\n")[0]!)
  ? Buffer.from(raw.split("\r\n\r\n").slice(1).join(""), "base64").toString("utf8")
  : decodeQuoted(raw.slice(raw.indexOf("\r\n\r\n") + 4)));
const decodeQuoted = (text: string) => Buffer.from(text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8");
const linkIn = (letter: Received) => new URL(/https:\/\/\S+\?key=\S+/.exec(textOf(letter))![0]);
const header = (letter: Received, name: string) => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, "m").exec(letter.raw.split("\r\n\r\n")[0]!)?.[1]?.replace(/\r\n\s+/g, "");
const work = async () => { await tellSubscribers(); await sendDue(); };
const lastTo = (address: string) => mail.received.findLast(({ to }) => to.includes(address))!;
async function join(email: string, language: Locale = "ru") {
  await subscribe(email, language, "203.0.113.7");
  await work();
  expect(await confirm(linkIn(lastTo(email)).searchParams.get("key")!)).toBe(language);
}
let seq = 0;
async function release(more: { correction?: boolean } = {}) {
  seq++;
  await db.owner`INSERT INTO open.release (id, seq, as_of, published_at, correction, reason_kk, reason_ru, reason_en, changes, files)
    VALUES (${`20${10 + seq}-11-06`}, ${seq}, ${`20${10 + seq}-11-06`}, now(), ${more.correction ?? false}, ${more.correction ? "Кеш келді" : null}, ${more.correction ? "Пришло поздно" : null}, ${more.correction ? "Came late" : null}, '{}', '[]')`;
  return `20${10 + seq}-11-06`;
}
const rows = () => db.owner`SELECT email, language, confirmed_at IS NOT NULL AS confirmed FROM private.subscription ORDER BY id`;

test("asked, confirmed, told of each release once in one's own language, and gone with one click", async () => {
  await subscribe(" Aigul@Example.org ", "kk", "203.0.113.7");
  await work();
  const [letter] = mail.received;
  expect(letter!.to).toEqual(["Aigul@example.org"]);
  const asking = linkIn(letter!);
  expect(asking.href).toMatch(/^https:\/\/ashyq\.example\/kk\/data\/releases\/confirm\?key=[\w-]{43}$/); // 256 bits
  expect(header(letter!, "List-Unsubscribe")).toBeUndefined();

  await release();
  await work();
  expect(mail.received).toHaveLength(1); // nobody has confirmed: nobody is told

  expect(await confirm(asking.searchParams.get("key")!)).toBe("kk");
  const id = await release();
  await work();
  await work();
  expect(mail.received).toHaveLength(2);
  const told = mail.received[1]!;
  expect(textOf(told)).toContain(`https://ashyq.example/kk/data/releases/${id}`);
  expect(textOf(told)).toContain("жаңа шығарылымы");
  const oneClick = /^<(https:\/\/ashyq\.example\/api\/leave\?lang=kk&key=[\w-]{43})>$/.exec(header(told, "List-Unsubscribe")!)![1]!;
  expect(header(told, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(linkIn(told).pathname).toBe("/kk/data/releases/leave");
  expect(linkIn(told).searchParams.get("key")).toBe(new URL(oneClick).searchParams.get("key"));

  await leave(new URL(oneClick).searchParams.get("key")!);
  expect(await rows()).toEqual([]);
  expect(await db.owner`SELECT 1 FROM private.outbox`).toEqual([]); // the address is nowhere any more
  await release();
  await work();
  expect(mail.received).toHaveLength(2);
});

test("no secret is kept: not in the table, not in the outbox", async () => {
  await join("aigul@example.org");
  await release();
  await work();
  const secrets = mail.received.map((one) => linkIn(one).searchParams.get("key")!);
  const kept = JSON.stringify([await db.owner`SELECT * FROM private.subscription`, await db.owner`SELECT * FROM private.outbox`]);
  for (const secret of secrets) expect(kept).not.toContain(secret);
  expect(JSON.stringify(await db.owner`SELECT * FROM private.outbox`)).not.toContain("aigul@");
});

test("a correction's letter says why, in the reader's language", async () => {
  await join("aigul@example.org", "en");
  await release({ correction: true });
  await work();
  expect(textOf(lastTo("aigul@example.org"))).toContain("The reason: Came late");
});

test("whether an address is known can't be told from the answer; its owner only gets another question", async () => {
  const unknown = await subscribe("new@example.org", "ru", "203.0.113.7");
  await join("old@example.org", "ru");
  expect(await subscribe("OLD@example.org", "kk", "203.0.113.7")).toEqual(unknown);
  await work();
  expect((await rows()).filter(({ confirmed }) => confirmed)).toEqual([{ email: "old@example.org", language: "ru", confirmed: true }]);
  const earlier = mail.received.findLast(({ to }) => to.includes("old@example.org"))!;
  expect(await confirm(linkIn(lastTo("OLD@example.org")).searchParams.get("key")!)).toBe("kk");
  expect((await rows()).filter(({ confirmed }) => confirmed)).toEqual([{ email: "old@example.org", language: "kk", confirmed: true }]);
  expect(earlier.to).toEqual(["old@example.org"]);
  await release();
  await work();
  expect(mail.received.filter(({ raw }) => /List-Unsubscribe-Post/.test(raw)).map(({ to }) => to[0])).toEqual(["old@example.org"]); // one letter, not two
});

test("nobody can have somebody else flooded: three letters a day to one address, however it is written", async () => {
  for (const address of ["a@example.org", "A@example.org", "a@EXAMPLE.org", "a@example.org", "a@example.org"]) expect(await subscribe(address, "en", "203.0.113.7")).toEqual({});
  await work();
  expect(mail.received).toHaveLength(3);
});

test("one network asks twenty times an hour; another still may, and a bad address asks nothing", async () => {
  await expect(subscribe("nobody", "en", "203.0.113.7")).rejects.toThrow(/emailForm/);
  await Promise.all(Array.from({ length: 20 }, (_, n) => subscribe(`p${n}@example.org`, "en", "2001:db8:1:2::1")));
  expect(await subscribe("p20@example.org", "en", "2001:db8:1:2::99")).toEqual({ limited: expect.any(Number) });
  expect(await subscribe("p21@example.org", "en", "203.0.113.8")).toEqual({});
  expect((await rows()).map(({ email }) => email)).not.toContain("p20@example.org");
});

test("what nobody confirms in two days is erased, and its link is dead before that at the same hour", async () => {
  await subscribe("late@example.org", "en", null);
  await work();
  const key = linkIn(mail.received[0]!).searchParams.get("key")!;
  await db.owner`UPDATE private.subscription SET asked_at = now() - interval '49 hours'`;
  expect(await confirm(key)).toBeNull();
  await tellSubscribers();
  expect(await rows()).toEqual([]);
  expect(await confirm("x".repeat(43))).toBeNull();
});

test("a link that is pressed twice, and leaving twice, are the same as once; neither secret does the other's work", async () => {
  await subscribe("a@example.org", "en", null);
  await work();
  const key = linkIn(mail.received[0]!).searchParams.get("key")!;
  await leave(key);
  expect(await confirm(key)).toBe("en");
  expect(await confirm(key)).toBe("en");
  await release();
  await work();
  const away = linkIn(mail.received[1]!).searchParams.get("key")!;
  expect(await confirm(away)).toBeNull();
  await leave(away);
  await leave(away);
  expect(await rows()).toEqual([]);
});

test("two machines tell of one release once", async () => {
  for (const n of [1, 2, 3]) await join(`r${n}@example.org`);
  await release();
  mail.received.length = 0;
  await Promise.all([tellSubscribers(), tellSubscribers(), tellSubscribers()]);
  await Promise.all([sendDue(), sendDue()]);
  expect(mail.received.map(({ to }) => to[0]).sort()).toEqual(["r1@example.org", "r2@example.org", "r3@example.org"]);
});

test("a worker that is killed between sending and recording: the reader is never written twice", async () => {
  await join("a@example.org");
  await mail.stop();
  let taken!: () => void, given = 0;
  const handed = new Promise<void>((resolve) => { taken = resolve; });
  mail = await mailServer({ onData(stream) { stream.resume(); stream.on("end", () => { given++; taken(); }); } });
  await release();
  await tellSubscribers();
  const worker = spawn(process.execPath, ["tests/outbox/killed-worker.ts"], { stdio: "inherit", env: { ...process.env, DATABASE_URL: env.DATABASE_URL, SMTP_URL: mail.url, MAIL_FROM: env.MAIL_FROM, NODE_ENV: "test", VITEST: undefined } as unknown as NodeJS.ProcessEnv });
  await handed;
  worker.kill("SIGKILL");
  await once(worker, "exit");
  const hour = (n: number) => () => new Date(Date.now() + n * 3_600_000);
  await tellSubscribers();
  expect(await sendDue(hour(1))).toBe("1 in doubt");
  await tellSubscribers();
  expect(await sendDue(hour(100))).toBeUndefined();
  expect(given).toBe(1);
});

test("an applicant's answer doesn't wait behind a release's letters", async () => {
  for (const n of [1, 2]) await join(`r${n}@example.org`);
  await release();
  await tellSubscribers();
  const [who] = await db.owner`INSERT INTO private.person (name, email) VALUES ('Айгүл', 'applicant@example.org') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: who!.id });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id}`, facts: { text: "Жауап" } }));
  mail.received.length = 0;
  await sendDue();
  const order = mail.received.map(({ to }) => to[0]!);
  expect([order[0], ...order.slice(1).sort()]).toEqual(["applicant@example.org", "r1@example.org", "r2@example.org"]);
});

test("the administrator sees how the letters go, never to whom", async () => {
  await join("aigul@example.org");
  await release();
  await tellSubscribers();
  const { heaps } = await outboxState(await official(db.owner, "administrator"));
  const [row] = heaps.find(({ heap }) => heap === "waiting")!.rows;
  expect(row).toMatchObject({ kind: "release", address: "a…l@example.org" });
  expect(JSON.stringify(heaps)).not.toContain("aigul@");
});
