import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadTemplates, shippedTemplates } from "#db/reference/templates.ts";
import { answerLanguages, answerParts } from "#lib/appeals/answer-parts.ts";
import { demandAnswer } from "#lib/appeals/answer-ready.ts";
import { fillFields, templateFields, unfilled } from "#lib/templates/fields.ts";
import { demandFields } from "#lib/templates/template.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

const values = Object.fromEntries(templateFields.map((one) => [one, "…"])) as Record<(typeof templateFields)[number], string>;
/** What a writer puts into the gaps: in each language's own letters, the law where the law is asked for. */
const written = {
  law: { kk: "«Жергілікті мемлекеттік басқару туралы» Заңның 31-бабы", ru: "статья 31 Закона «О местном государственном управлении»", en: "article 31 of the Law on Local Government" },
  else: { kk: "бөлім қызметкерлері жетінші қарашада көшені қарап шығып, бағандағы шамды ауыстырды", ru: "сотрудники отдела осмотрели улицу и заменили светильник на столбе", en: "the staff of the department looked at the street and changed the lamp" },
};
const fill = (text: string, language: "kk" | "ru" | "en") => fillFields(text, values, (field) => field)
  .replaceAll(/\[[^\]]*\]/g, (gap) => (/заң|закон|the law/.test(gap) && /бабы|статья|article/.test(gap) ? written.law[language] : written.else[language]));

describe.each(shippedTemplates.map((one) => [`${one.language} ${one.name}`, one] as const))("%s", (_, shipped) => {
  test("asks for known fields only", () => demandFields(shipped.text));
  test("filled in, it has all an answer must have", () => {
    if (shipped.outcome === null) return expect(answerParts(shipped.text, shipped.language)).toMatchObject({ complaint: true, law: false });
    demandAnswer(shipped.track, { text: fill(shipped.text, shipped.language), language: shipped.language }, shipped.language);
  });
  test("as it is, it is sent to nobody", () => {
    if (shipped.outcome !== null) expect(unfilled(shipped.text).length).toBeGreaterThan(0);
  });
});

test("each outcome of an application and a signal can be written in each language an akimat answers in", () => {
  for (const language of answerLanguages("signal", "kk")) {
    const has = (track: string, outcome: string) => shippedTemplates.some((one) => one.language === language && one.track === track && one.outcome === outcome);
    for (const outcome of ["satisfied", "explained", "refused", "noted"]) expect([language, outcome, has("appeal", outcome), has("signal", outcome)]).toEqual([language, outcome, true, true]);
  }
});

test("they are loaded once, and never over a city's own", async () => {
  await loadTemplates(db.owner);
  await loadTemplates(db.owner);
  const rows = await db.owner`SELECT v.name, v.language, v.text FROM private.template t JOIN private.template_version v ON v.template = t.id AND v.version = t.version`;
  expect(rows.map(({ name, language, text }) => `${language} ${name} ${text}`).sort()).toEqual(shippedTemplates.map(({ name, language, text }) => `${language} ${name} ${text}`).sort());
});
