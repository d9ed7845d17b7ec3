import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileOf } from "#lib/appeals/thread.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { bounce, mail, parts } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

/** Keeps a message and takes it in, at an hour when nobody is slowed any more. */
async function take(raw: string, cut = false): Promise<{ id: number; state: string; appeal: number | null }> {
  const thing = await mailAsThing(Buffer.from(raw.replaceAll("\n", "\r\n")), cut, new Date());
  await deliver([thing]);
  await takeIn(() => new Date(Date.now() + 3_600_000));
  const [row] = await db.owner`SELECT id::int, state, appeal::int FROM private.inbound WHERE source = 'email' AND source_id = ${thing.sourceId}`;
  return row as never;
}
const caseOf = async (id: number | null) => (await db.owner`SELECT a.channel, a.language, a.text, a.status, p.name, p.email FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE a.id = ${id}`)[0]!;
const letter = async (facts: Parameters<typeof makeCase>[1] = {}) => {
  const appeal = await makeCase(db.owner, { channel: "web", ...facts });
  const [row] = await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, begun_at, done_at) VALUES (${crypto.randomUUID()}, ${appeal}, 'answer', 'email', 'kk', 's', 't', 'sent', now(), now()) RETURNING id::int, message_id::text AS name`;
  return { appeal, ...row } as unknown as { appeal: number; id: number; name: string };
};
const from = (who: string) => ({ From: `${who} <${who.toLowerCase()}@example.org>` });

test("a message becomes a case in its language, with who wrote it; where the city has no such channel, it came by the web", async () => {
  const first = await take(mail("Бір аптадан бері жарық жоқ.", from("Aidana")));
  expect(first.state).toBe("done");
  expect(await caseOf(first.appeal)).toEqual({ channel: "web", language: "kk", status: "received", text: "Көшедегі жарық\n\nБір аптадан бері жарық жоқ.", name: "Aidana", email: "aidana@example.org" });
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('email', 'E-mail')`;
  expect(await caseOf((await take(mail("У нас нет света", from("Boris")))).appeal)).toMatchObject({ channel: "email", language: "ru" });
});

test("the same message twice is one; another with its name is another", async () => {
  const one = mail("Қар тазаланбаған", { ...from("Dana"), "Message-ID": "<same@example.org>" });
  const first = await take(one);
  expect((await take(`Received: by another way\n${one}`)).id).toBe(first.id);
  expect((await take(mail("Мұздақ көше", { ...from("Dana"), "Message-ID": "<same@example.org>" }))).id).not.toBe(first.id);
});

test("what the same person writes within days goes on with the open case", async () => {
  const first = await take(mail("Автобус келмейді", from("Erlan"))), second = await take(mail("Бүгін де келмеді", from("Erlan")));
  expect(second.appeal).toBe(first.appeal);
  expect((await db.owner`SELECT text FROM private.message WHERE appeal = ${first.appeal} ORDER BY id`).map((row) => row.text)).toEqual(["Көшедегі жарық\n\nАвтобус келмейді", "Көшедегі жарық\n\nБүгін де келмеді"]);
});

test("robots open no case and nobody is answered", async () => {
  const before = await db.owner`SELECT (SELECT count(*) FROM private.appeal) AS cases, (SELECT count(*) FROM private.outbox) AS letters`;
  for (const headers of [{ "Auto-Submitted": "auto-replied" }, { "List-Id": "<x.example>" }, { Precedence: "bulk" }, { From: "mailer-daemon@x.example" }]) expect(await take(mail("I am away", headers))).toMatchObject({ state: "kept", appeal: null });
  expect(await take(mail("", { ...from("Empty"), Subject: null }))).toMatchObject({ state: "kept" });
  expect(await db.owner`SELECT (SELECT count(*) FROM private.appeal) AS cases, (SELECT count(*) FROM private.outbox) AS letters`).toEqual(before);
});

describe("an answer to a letter of ours", () => {
  test("goes to its case, from whatever address it comes, also when that was just closed", async () => {
    for (const facts of [undefined, { status: "answered", closed_at: new Date(Date.now() - 86_400_000).toISOString(), outcome: "explained" }]) {
      const ours = await letter(facts);
      const reply = await take(mail("Мәселе шешілмеді.", { ...from("Fariza"), "In-Reply-To": `<${ours.name}@city.example>` }));
      expect(reply).toMatchObject({ state: "done", appeal: ours.appeal });
      expect(await db.owner`SELECT text, channel FROM private.message WHERE appeal = ${ours.appeal}`).toEqual([{ text: "Мәселе шешілмеді.", channel: "email" }]);
    }
  });
  test("long after the case was closed is a new matter", async () => {
    const ours = await letter({ status: "answered", closed_at: "2026-01-10T00:00:00Z", received_at: "2026-01-02T05:00:00Z", outcome: "explained" });
    const reply = await take(mail("Тағы сол", { ...from("Galym"), "In-Reply-To": `<${ours.name}@city.example>` }));
    expect(reply.appeal).not.toBe(ours.appeal);
  });
});

describe("a report about a letter of ours", () => {
  test("is noted on it and in its case's history, without the address, and people see to it; twice it changes nothing", async () => {
    const ours = await letter();
    expect(await take(bounce(ours.name))).toMatchObject({ state: "done", appeal: ours.appeal });
    expect(await db.owner`SELECT state, delivery, delivery_error FROM private.outbox WHERE id = ${ours.id}`).toEqual([{ state: "dead", delivery: "failed", delivery_error: "550 5.1.1 <…>: no such user" }]);
    expect((await db.owner`SELECT after FROM private.event WHERE appeal = ${ours.appeal} AND kind = 'delivery'`).map((row) => row.after)).toEqual([{ notice: "answer", sentBy: "email", delivery: "failed" }]);
    await take(bounce(ours.name));
    expect(await db.owner`SELECT 1 FROM private.event WHERE appeal = ${ours.appeal} AND kind = 'delivery'`).toHaveLength(1);
  });
  test("about nothing of ours is only kept", async () => expect(await take(bounce(crypto.randomUUID()))).toMatchObject({ state: "kept", appeal: null }));
});

describe("files", () => {
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64");
  const file = (name: string, type: string, content: Buffer): [string[], string] => [[`Content-Type: ${type}; name="${name}"`, `Content-Disposition: attachment; filename="${name}"`, "Content-Transfer-Encoding: base64"], content.toString("base64")];
  const kept = async (thing: number) => db.owner`SELECT name, type, state, bytes, reason, content, part FROM private.attachment WHERE inbound = ${thing} ORDER BY id`;
  test("are kept by what they are; a program under a picture's name is not", async () => {
    const taken = await take(parts([[["Content-Type: text/plain"], "Суретті қараңыз"], file("yard.png", "image/png", png), file("photo.jpg", "image/jpeg", Buffer.from("MZ program")), file("page.html", "text/html", Buffer.from("<script>alert(1)</script>"))], from("Hasan")));
    expect(await kept(taken.id)).toEqual([
      { name: "yard.png", type: "image/png", state: "kept", bytes: png.length, reason: null, content: null, part: 0 },
      { name: "photo.jpg", type: "image/jpeg", state: "refused", bytes: 10, reason: "not kept: application/x-msdownload", content: null, part: null },
      { name: "page.html", type: "text/html", state: "refused", bytes: 25, reason: "not kept: unknown", content: null, part: null },
    ]);
    const [{ id }] = await db.owner`SELECT id::int FROM private.attachment WHERE inbound = ${taken.id} AND state = 'kept'` as unknown as [{ id: number }];
    expect(await fileOf(await official(db.owner, "registrar"), taken.appeal!, id)).toMatchObject({ name: "yard.png", type: "image/png", content: png }); // read out of the e-mail, which holds it once
  });
  test("an iPhone's photo is kept to be saved, though no browser shows it", async () => {
    const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
    expect(await kept((await take(parts([[["Content-Type: text/plain"], "Фото"], file("IMG_0001.HEIC", "image/heic", heic)], from("Laura")))).id)).toMatchObject([{ type: "image/heic", state: "kept" }]);
  });
  test("of a message that was cut off none is kept as if it were whole", async () => {
    const taken = await take(parts([[["Content-Type: text/plain"], "Үлкен хат"], file("yard.png", "image/png", png)], from("Indira")), true);
    expect(await kept(taken.id)).toMatchObject([{ state: "refused", content: null }]);
  });
});

test("what can't be read is tried again and then shown to an administrator", async () => {
  await deliver([{ source: "email", sourceId: "broken", kind: "message", sender: null, original: { raw: 7 } }]);
  for (let round = 1; round <= 9; round++) await takeIn(() => new Date(Date.now() + round * 86_400_000));
  expect(await db.owner`SELECT state, last_error FROM private.inbound WHERE source_id = 'broken'`).toMatchObject([{ state: "dead", last_error: expect.stringMatching(/^not as expected: raw/) }]);
});
