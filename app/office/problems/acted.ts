import { officeAddress, single } from "#app/office/_parts/address.ts";
import type { Acted } from "#lib/appeals/problem-act.ts";
import { Refusal, type RefusalCode } from "#lib/errors.ts";
import { errors } from "#lib/i18n/areas/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";

const acts = ["assign", "answer", "sign"] as const;
export type ProblemAct = (typeof acts)[number];

/** What an act did, as the page after it is told: how many, which were left behind and why. */
export type Report = { act: ProblemAct; done: number; left: { id: number; why: RefusalCode }[]; more: number };

/** As many as an address can well hold; of the others the page says how many there were. */
const named = 60;

/** The problem's page with the report in its address: it is there after a reload and without JavaScript. */
export const actedAddress = (problem: number, act: ProblemAct, { done, left }: Acted): string => officeAddress(`/office/problems/${problem}`, {
  act, n: String(done.length), left: left.slice(0, named).map((one) => `${one.id}.${one.why}`).join("~") || null, more: left.length > named ? String(left.length - named) : null,
});

/** Reads it back; anything that isn't one is no report. */
export function readReport(query: Record<string, string | string[] | undefined>): Report | null {
  const act = acts.find((one) => one === single(query.act)), done = Number(single(query.n));
  if (!act || !Number.isInteger(done) || done < 0) return null;
  const left = (single(query.left) ?? "").split("~").flatMap((one) => {
    const [, id, why] = /^(\d{1,15})\.([A-Za-z]{1,40})$/.exec(one) ?? [];
    return id && Object.hasOwn(errors.kk, why!) ? [{ id: Number(id), why: why as RefusalCode }] : [];
  });
  return { act, done, left, more: Number(single(query.more)) || 0 };
}

export const sayWhy = (why: RefusalCode, locale: Locale): string => new Refusal(why).say(locale);
