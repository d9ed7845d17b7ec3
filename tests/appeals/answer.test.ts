import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeAnswer, type WriteAnswer } from "#lib/appeals/answer.ts";
import { answerLanguages, answerParts } from "#lib/appeals/answer-parts.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { signAnswer } from "#lib/appeals/sign.ts";
import { viewCase } from "#lib/appeals/view.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { saveTemplate } from "#lib/templates/template.ts";
import { testDatabase } from "#tests/support/database.ts";
import { fullAnswer, makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let executor: Actor, signer: Actor, deputy: Actor, registrar: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [executor, signer, deputy, registrar] = [await official(db.owner, "executor", "heat"), await official(db.owner, "signer"), await official(db.owner, "signer"), await official(db.owner, "registrar")];
});
afterAll(() => db.drop());

const now = new Date("2026-11-18T06:00:00Z");
const appeal = (facts = {}) => makeCase(db.owner, { department: "heat", status: "in_work", track: "appeal", kind: "application", registered_at: "2026-11-16T05:00:00Z", ...facts });
const signal = (facts = {}) => makeCase(db.owner, { department: "heat", status: "in_work", ...facts });
const write = async (id: number, text: string, more: Partial<WriteAnswer> = {}, by = executor) =>
  writeAnswer(by, { id, seen: await seenNow(db.owner, id), text, language: "kk", outcome: "satisfied", then: "send", ...more }, now);
const sign = async (id: number, draft: number, yes = true, reason = "", by = signer) => signAnswer(by, { id, seen: await seenNow(db.owner, id), draft, sign: yes, reason }, now);
const status = async (id: number) => (await db.owner`SELECT status FROM private.appeal WHERE id = ${id}`)[0]!.status;
const drafts = async (id: number) => (await db.owner`SELECT id::int, text FROM private.answer WHERE appeal = ${id} ORDER BY id`).map((one) => ({ id: one.id as number, text: one.text as string }));
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });

describe("the parts of an answer (art. 89 (2))", () => {
  const all = { filled: true, language: true, reasons: true, law: true, complaint: true };
  test.each(["kk", "ru", "en"] as const)("all are found in a full one (%s)", (language) => expect(answerParts(fullAnswer[language], language)).toEqual(all));

  test.each<[string, boolean, Locale]>([
    ["Тіркеу «Тұрғын үй қатынастары туралы» Заңның 43-бабына сай жүреді.", true, "kk"], ["ӘРПК 89-бап бойынша жауап беріледі.", true, "kk"], ["Әкімнің 2026 жылғы 3 наурыздағы № 41 қаулысы бойынша.", true, "kk"],
    ["Мәселе шешілді, шам ауыстырылды.", false, "kk"], ["Заңгерге жүгініңіз.", true, "kk"],
    ["Согласно ст. 12 Закона «О жилищных отношениях».", true, "ru"], ["В соответствии с Земельным кодексом.", true, "ru"], ["Приказом министра от 5 мая № 241 установлено.", true, "ru"], ["На основании пункта 7 Правил благоустройства.", true, "ru"],
    ["Светильник заменили, дом 89 обслужен.", false, "ru"],
    ["Under article 43 of the Housing Code.", true, "en"], ["Order No. 241 of the minister.", true, "en"], ["The lamp was replaced at house 89.", false, "en"],
  ])("the law: %s → %s", (text, cited, language) => expect(answerParts(text, language).law).toBe(cited));

  test.each<[string, boolean]>([
    ["Шешімге шағымдануға құқығыңыз бар.", true], ["Жоғары тұрған органға шағым бере аласыз.", true], ["Шағымыңыз қаралды.", false], ["Шағымданушының үйі тексерілді, ақаулық болуы мүмкін.", false],
    ["Вы вправе обжаловать решение.", true], ["Ответ может быть обжалован в вышестоящий орган.", true], ["Можно подать жалобу в течение трёх месяцев.", true], ["Ваша жалоба рассмотрена.", false], ["Обжалованное решение отменено.", false],
    ["You may complain to the higher body.", true], ["You have the right to appeal against this answer.", true], ["Your complaint was considered.", false],
  ])("the right to complain: %s → %s", (text, said) => expect(answerParts(text, "ru").complaint).toBe(said));

  test("the law that only the right to complain cites is not the law on the matter", () => {
    const text = "Ваше заявление рассмотрено, светильник на столбе у дома заменён, уличное освещение восстановлено полностью.\nВы вправе обжаловать ответ в течение трёх месяцев (статьи 91 и 92 АППК). Жалоба подаётся в акимат по статье 91.";
    expect(answerParts(text, "ru")).toEqual({ ...all, law: false });
  });
  test("a greeting is no reason, a gap is neither a reason nor a law", () => {
    expect(answerParts("Здравствуйте! Ваше заявление рассмотрено. Ст. 89 АППК.", "ru").reasons).toBe(false);
    expect(answerParts(`Рассмотрено. [${"очень длинное описание того, что надо написать ".repeat(4)}] [статья 5 закона]`, "ru")).toMatchObject({ filled: false, reasons: false, law: false });
  });
  test("a text in another language than it says", () => {
    expect(answerParts(fullAnswer.ru, "kk").language).toBe(false);
    expect(answerParts(fullAnswer.kk, "ru").language).toBe(false);
    expect(answerParts(fullAnswer.en, "kk").language).toBe(false);
    expect(answerParts(fullAnswer.kk, "en").language).toBe(false);
    expect(answerParts("ОК", "kk").language).toBe(true);
  });
  test("a hostile text is judged at once", () => {
    for (const piece of ["[", "шағым ", "шағым", "статья", "а. ", "приказ", "№1 ", "№1", "{", "\n", " ", "1-"]) answerParts(piece.repeat(50_000 / piece.length), "kk");
  });
  test("the languages a case may be answered in", () => {
    expect(answerLanguages("appeal", "ru")).toEqual(["ru", "kk"]);
    expect(answerLanguages("appeal", "kk")).toEqual(["kk"]);
    expect(answerLanguages("signal", "en")).toEqual(["en", "kk", "ru"]);
  });
});

describe("an appeal's answer", () => {
  test("goes to approval with all its parts", async () => {
    const id = await appeal();
    await write(id, fullAnswer.kk);
    expect(await status(id)).toBe("on_approval");
  });
  test("is refused without them, naming each, and nothing is written", async () => {
    const id = await appeal({ language: "ru" });
    const work = write(id, "Все сделано.", { language: "ru" });
    await refuses(work, "answerParts", "text");
    await expect(work.catch((error) => error.say("ru"))).resolves.toMatch(/мало доводов.*норма закона.*право на жалобу/s);
    await expect(work.catch((error) => error.say("ru"))).resolves.not.toMatch(/не на выбранном языке/);
    expect(await drafts(id)).toEqual([]);
  });
  test("is refused with a gap or a field left, naming it", async () => {
    const id = await appeal();
    for (const gap of ["[телефоны]", "{number}"]) {
      const work = write(id, `${fullAnswer.kk}\n${gap}`);
      await refuses(work, "answerUnfilled", "text");
      await expect(work.catch((error) => error.say("kk"))).resolves.toContain(gap);
    }
  });
  test("is in the state language or its own", async () => {
    const russian = await appeal({ language: "ru" });
    await refuses(write(russian, fullAnswer.en, { language: "en" }), "answerLanguage", "language");
    await write(russian, fullAnswer.kk);
    await refuses(write(await appeal(), fullAnswer.ru, { language: "ru" }), "answerLanguage", "language");
    await write(await appeal({ language: "en" }), fullAnswer.en, { language: "en" });
  });
  test("is kept as a draft whatever it lacks, and that draft is not sent round the check", async () => {
    const id = await appeal();
    await write(id, "Жоба [не істелді]", { then: "keep" });
    await refuses(changeStatus(executor, { id, seen: await seenNow(db.owner, id), to: "on_approval" }, now), "answerUnfilled");
    expect(await status(id)).toBe("in_work");
  });
  test("remembers the version of the template it was begun with", async () => {
    const template = await saveTemplate(registrar, { id: null, seen: { version: 0, seq: 0 }, name: "x", language: "kk", track: null, kind: null, category: null, outcome: null, text: "x" });
    const id = await appeal();
    await write(id, fullAnswer.kk, { begunWith: { id: template, version: 1 } });
    expect(await db.owner`SELECT template::int, template_version FROM private.answer WHERE appeal = ${id}`).toEqual([{ template, template_version: 1 }]);
    await refuses(write(await appeal(), fullAnswer.kk, { begunWith: { id: template, version: 9 } }), "invalid", "template");
  });
});

describe("a signal's answer is informal", () => {
  test("but not without end: a letter of a thousand pages would hold up everybody", async () => {
    const id = await signal();
    await refuses(write(id, "ия\n".repeat(801), { then: "keep" }), "answerLines", "text");
    await write(id, "ия\n".repeat(799), { then: "keep" });
  });
  test("a sentence will do, in any language", async () => {
    const id = await signal({ language: "kk" });
    await write(id, "The lamp works again.", { language: "en" });
    expect(await status(id)).toBe("answered");
  });
  test("but no gap is left", async () => refuses(write(await signal(), "Шам [қашан] ауыстырылды."), "answerUnfilled", "text"));
});

describe("the signature", () => {
  const waiting = async () => {
    const id = await appeal();
    await write(id, fullAnswer.kk);
    return { id, draft: (await drafts(id))[0]!.id };
  };
  test("is put under the draft that was read", async () => {
    const { id, draft } = await waiting();
    await sign(id, draft);
    expect(await status(id)).toBe("answered");
    expect(await db.owner`SELECT id::int, signed_by::int FROM private.answer WHERE appeal = ${id}`).toEqual([{ id: draft, signed_by: signer.id }]);
  });
  test("is not put under another: the draft was sent back and written anew meanwhile", async () => {
    const { id, draft } = await waiting();
    const before = await seenNow(db.owner, id);
    await sign(id, draft, false, "Дәлел жоқ", deputy);
    await write(id, `${fullAnswer.kk}\nҚосымша.`);
    await expect(signAnswer(signer, { id, seen: before, draft, sign: true, reason: "" }, now)).rejects.toBeInstanceOf(Conflict);
    await refuses(sign(id, draft), "answerReplaced");
    expect(await status(id)).toBe("on_approval");
    await sign(id, (await drafts(id))[1]!.id);
    expect(await db.owner`SELECT signed_by IS NOT NULL AS signed FROM private.answer WHERE appeal = ${id} ORDER BY id`).toEqual([{ signed: false }, { signed: true }]);
  });
  test("two signers at once: one signs, the other is told", async () => {
    const { id, draft } = await waiting();
    const seen = await seenNow(db.owner, id);
    const both = await Promise.allSettled([signer, deputy].map((by) => signAnswer(by, { id, seen, draft, sign: true, reason: "" }, now)));
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((both.find((one) => one.status === "rejected") as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
  });
  test("is refused to its author, and to whoever may not sign", async () => {
    const both = await official(db.owner, ["executor", "signer"], "heat");
    const id = await appeal();
    await write(id, fullAnswer.kk, {}, both);
    const [draft] = await drafts(id);
    await refuses(sign(id, draft!.id, true, "", both), "ownAnswer");
    await refuses(sign(id, draft!.id, true, "", executor), "forbidden");
  });
  test("is refused with a reason, or not at all; every draft stays to be compared", async () => {
    const { id, draft } = await waiting();
    await refuses(sign(id, draft, false, "  "), "required", "reason");
    await sign(id, draft, false, "Заң баптарын көрсетіңіз");
    expect(await status(id)).toBe("in_work");
    await write(id, `${fullAnswer.kk}\nТүзетілді.`);
    expect((await viewCase(signer, id)).answers.map((one) => one.text)).toEqual([`${fullAnswer.kk}\nТүзетілді.`, fullAnswer.kk]);
    expect((await db.owner`SELECT reason FROM private.event WHERE appeal = ${id} AND reason IS NOT NULL`).map((one) => one.reason)).toEqual(["Заң баптарын көрсетіңіз"]);
  });
  test("is not put where none waits", async () => {
    const id = await appeal();
    await write(id, fullAnswer.kk, { then: "keep" });
    await refuses(sign(id, (await drafts(id))[0]!.id), "transitionNotAllowed");
    await refuses(sign(await signal(), 1, false, "x"), "transitionNotAllowed");
  });
});
