import { afterAll, beforeAll, expect, test } from "vitest";
import { changeStatus } from "#lib/appeals/change.ts";
import { splitCase } from "#lib/appeals/split.ts";
import { threadOf } from "#lib/appeals/thread.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { conversation } from "#tests/support/conversation.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, registrar: Actor, head: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  head = await official(db.owner, "head", "heat");
});
afterAll(() => db.drop());

const person = async () => (await db.owner`INSERT INTO private.person (name, whatsapp) VALUES ('Айгүл', ${crypto.randomUUID()}) RETURNING id::int`)[0]!.id as number;
const texts = async (id: number) => (await threadOf(registrar, id)).lines.map((line) => line.text);
const kinds = async (id: number) => (await db.owner`SELECT kind FROM private.event WHERE appeal = ${id} ORDER BY seq`).map((row) => row.kind as string);
const split = async (id: number, messages: number[], actor = registrar) => splitCase(actor, { id, seen: await seenNow(db.owner, id), messages });

test("what is about another matter becomes a case of its own, of the same person, with its files, from when it was said", async () => {
  const applicant = await person(), { id, messages, inbound } = await conversation(db.owner, ["Жылу жоқ", "Автобус келмейді", "27-маршрут", "Радиатор суық"], { applicant });
  await db.owner`INSERT INTO private.attachment (inbound, appeal, message, type, state, reason) VALUES (${inbound[2]!}, ${id}, ${messages[2]!}, 'image/jpeg', 'lost', 'gone')`;
  const made = await split(id, [messages[1]!, messages[2]!]);
  expect([await texts(id), await texts(made)]).toEqual([["Жылу жоқ", "Радиатор суық"], ["Автобус келмейді", "27-маршрут"]]);
  const [row] = await db.owner`SELECT a.text, a.channel, a.track, a.status, a.applicant::int, abs(extract(epoch FROM a.received_at - (SELECT at FROM private.message WHERE id = ${messages[1]!}))) < 0.001 AS then FROM private.appeal a WHERE a.id = ${made}`;
  expect(row).toEqual({ text: "Автобус келмейді\n27-маршрут", channel: "whatsapp", track: "signal", status: "received", applicant, then: true });
  expect(await db.owner`SELECT appeal::int FROM private.attachment WHERE message = ${messages[2]!}`).toEqual([{ appeal: made }]);
  expect(await db.owner`SELECT appeal::int FROM private.inbound WHERE id IN ${db.owner(inbound)} ORDER BY id`).toEqual([{ appeal: id }, { appeal: made }, { appeal: made }, { appeal: id }]);
  expect([await kinds(id), await kinds(made)]).toEqual([["received", "taken_out"], ["received", "taken_from"]]);
  expect([await verifyChain(id), await verifyChain(made)]).toEqual([[], []]);
});

test("the message that opened a case stays; one of another case, or none, is refused", async () => {
  const { id, messages } = await conversation(db.owner, ["Жылу жоқ", "Тағы"], { applicant: await person() }), other = await conversation(db.owner, ["Су жоқ", "Әлі жоқ"]);
  for (const chosen of [[messages[0]!], messages, [other.messages[1]!]]) await expect(split(id, chosen)).rejects.toMatchObject({ code: "splitFirst", field: "messages" });
  await expect(split(id, [])).rejects.toMatchObject({ code: "required", field: "messages" });
  await expect(split(id, [messages[1]!], head)).rejects.toMatchObject({ code: "forbidden" });
});

test("a call that was taken down in the conversation can be taken out, too; what we wrote can't", async () => {
  const { id, messages } = await conversation(db.owner, ["Жылу жоқ"], { applicant: await person() });
  const [call] = await db.owner`INSERT INTO private.message (appeal, at, channel, form, text) VALUES (${id}, now(), 'phone', 'call', 'На остановке нет света') RETURNING id::int`;
  const [sent] = await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text) VALUES (${crypto.randomUUID()}, ${id}, 'message', 'letter', 'kk', 'Хабар', 'Тексереміз') RETURNING id::int`;
  const [ours] = await db.owner`INSERT INTO private.message (appeal, outbox, at, channel, form, text) VALUES (${id}, ${sent!.id}, now(), 'letter', 'text', 'Тексереміз') RETURNING id::int`;
  for (const chosen of [messages[0]!, ours!.id as number]) await expect(split(id, [chosen])).rejects.toMatchObject({ code: "splitFirst" });
  const made = await split(id, [call!.id as number]);
  expect([await texts(id), await texts(made)]).toEqual([["Жылу жоқ", "Тексереміз"], ["На остановке нет света"]]);
  expect(await db.owner`SELECT channel, source, language FROM private.appeal WHERE id = ${made}`).toEqual([{ channel: "phone", source: "portal", language: "ru" }]);
});

test("a registered appeal keeps what was said in it, and so does a closed case", async () => {
  const registered = await conversation(db.owner, ["Жылу жоқ", "Тағы"], { track: "appeal", kind: "application", status: "registered", registered_at: "2026-11-16T06:00:00Z" });
  await expect(split(registered.id, [registered.messages[1]!])).rejects.toMatchObject({ code: "transitionNotAllowed" });
});

test("a duplicate that is merged brings its conversation into the case it goes into", async () => {
  const applicant = await person(), main = await conversation(db.owner, ["Жылу жоқ"], { applicant }), twin = await conversation(db.owner, ["Жаңа: жылу әлі жоқ", "Қашан?"], { applicant });
  const [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${main.id}` as unknown as [{ number: string }];
  await changeStatus(registrar, { id: twin.id, seen: await seenNow(db.owner, twin.id), to: "merged", target: number });
  expect([await texts(main.id), await texts(twin.id)]).toEqual([["Жылу жоқ", "Жаңа: жылу әлі жоқ", "Қашан?"], []]);
  expect(await kinds(main.id)).toEqual(["received", "joined"]);
  expect([await verifyChain(main.id), await verifyChain(twin.id)]).toEqual([[], []]);
});
