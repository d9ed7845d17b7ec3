import { translator, type Values } from "#lib/i18n/translate.ts";
import { errors } from "#lib/i18n/areas/errors.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";

export type RefusalCode = keyof (typeof errors)["kk"];

/** HTTP status of each refusal; what is not listed is 400. */
const status: Partial<Record<RefusalCode, number>> = {
  notFound: 404, forbidden: 403, signInNeeded: 401, changedMeanwhile: 409, tooManyAttempts: 429, unavailable: 503,
  nothingPublished: 404, noSuchFile: 404, noSuchChart: 404, tooManyPictures: 503, methodNotAllowed: 405, rangePastEnd: 416, fileMissing: 503, broken: 500,
};

/** Values that are days (ISO) and are said as days: "23 January 2027". */
const days = ["latest", "until", "day"];

/**
 * Something the reader asked for that can't be done, said in his language. Everything else that is thrown is a fault of
 * ours or an outage, and is never dressed up as a refusal.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly values: Values;
  readonly field: string | undefined;

  constructor(code: RefusalCode, values: Values = {}, field?: string) {
    super(`${code} ${JSON.stringify(values)}`);
    this.code = code;
    this.values = values;
    this.field = field;
  }

  get status(): number {
    return status[this.code] ?? 400;
  }

  say(locale: Locale): string {
    const said = Object.entries(this.values).map(([key, value]) => [key, days.includes(key) ? formatDay(locale, String(value)) : value]);
    return translator(errors, locale)(this.code, Object.fromEntries(said) as Values);
  }
}

/** A reader's own words as they are said back to him. */
export const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
