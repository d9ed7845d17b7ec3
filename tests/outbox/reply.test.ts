import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "#env.ts";
import { threadOf } from "#lib/appeals/thread.ts";
import { verifyChain } from "#lib/audit.ts";
import { reply, replyWay } from "#lib/outbox/reply.ts";
import { sendDue } from "#lib/outbox/send.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { conversation } from "#tests/support/conversation.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer } from "#tests/support/meta.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, head: Actor, stranger: Actor, auditor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  meta = await metaServer({ templates: { kk: { name: "akimat_answer", language: "kk" } } });
  head = await official(db.owner, "head", "heat");
  stranger = await official(db.owner, "head", "roads");
  auditor = await official(db.owner, "auditor");
});
beforeEach(async () => {
  await meta.setUp(db.owner);
  env.SMTP_URL = env.MAIL_FROM = undefined;
  meta.handed.length = 0;
});
afterAll(async () => {
  await meta.stop();
  await db.drop();
});

let n = 0;
async function wrote(facts: Record<string, string | null> = {}, language = "kk") {
  const who = { name: "Айгүл", whatsapp: `7707${String(++n).padStart(7, "0")}`, ...facts };
  const [person] = await db.owner`INSERT INTO private.person ${db.owner(who)} RETURNING id::int`;
  return { ...await conversation(db.owner, ["Жылу жоқ"], { department: "heat", applicant: person!.id, language }), whatsapp: who.whatsapp };
}
const say = async (actor: Actor, id: number, text = "Қай үйде?") => reply(actor, { id, seen: await seenNow(db.owner, id), text });

test("what an official writes goes out, stands in the conversation and in the history", async () => {
  const { id, whatsapp } = await wrote();
  await say(head, id);
  await sendDue(() => new Date(Date.now() + 60_000));
  expect(meta.handed).toMatchObject([{ to: whatsapp, type: "text", text: { body: expect.stringContaining("Қай үйде?") } }]);
  expect((await threadOf(head, id)).lines).toMatchObject([{ ours: false, text: "Жылу жоқ" }, { ours: true, text: "Қай үйде?", state: "sent", sentBy: "whatsapp" }]);
  expect(await db.owner`SELECT actor::int, after FROM private.event WHERE appeal = ${id} AND kind = 'reply'`).toEqual([{ actor: head.id, after: { sentBy: "whatsapp" } }]);
  expect(await verifyChain(id)).toEqual([]);
});

test("a form that is sent twice says it once", async () => {
  const { id } = await wrote(), seen = await seenNow(db.owner, id);
  const twice = await Promise.allSettled([reply(head, { id, seen, text: "Келеміз." }), reply(head, { id, seen, text: "Келеміз." })]);
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.outbox WHERE appeal = ${id}`).toEqual([{ n: 1 }]);
});

test("nobody writes without words, to nobody, in another department's case or as an auditor", async () => {
  const { id } = await wrote();
  await expect(say(head, id, "  ")).rejects.toMatchObject({ code: "required", field: "text" });
  await expect(say(head, await makeCase(db.owner, { department: "heat" }))).rejects.toMatchObject({ code: "nobodyToTell" });
  await expect(say(stranger, id)).rejects.toMatchObject({ code: "notFound" });
  await expect(say(auditor, id)).rejects.toMatchObject({ code: "forbidden" });
  expect((await threadOf(stranger, id)).lines).toEqual([]);
});

describe("how a reply would go is known before it is written:", () => {
  const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);
  test("freely for a day, then by the template", async () => {
    const { id } = await wrote();
    expect(await replyWay(id)).toMatchObject({ channel: "whatsapp", form: "text", until: expect.any(Date) });
    expect(await replyWay(id, tomorrow())).toEqual({ channel: "whatsapp", form: "template", until: null });
  });
  test("without a template of his language as a letter, or by e-mail", async () => {
    const [one, two] = [await wrote({}, "ru"), await wrote({ email: "ivan@example.org" }, "ru")];
    env.SMTP_URL = "smtp://127.0.0.1:1";
    env.MAIL_FROM = "office@akimat.example";
    expect(await replyWay(one.id, tomorrow())).toMatchObject({ channel: "letter" });
    expect(await replyWay(two.id, tomorrow())).toMatchObject({ channel: "email" });
  });
  test("not at all while the way is switched off: no hour is promised", async () => {
    const { id } = await wrote();
    await db.owner`UPDATE private.way SET active = false`;
    for (const now of [new Date(), tomorrow()]) expect(await replyWay(id, now)).toEqual({ channel: "whatsapp", form: null, until: null });
  });
  test("as he wants to be told", async () => {
    expect(await replyWay((await wrote({ way: "post" })).id)).toMatchObject({ channel: "letter" });
    expect(await replyWay(await makeCase(db.owner))).toBeNull();
  });
});
