import { open311 } from "#lib/i18n/areas/open311.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator, type Values } from "#lib/i18n/translate.ts";

/** The standard's numbers (GeoReport v2, Possible Errors), 429 where a client asks too often. */
const status = {
  off: 404, noSuchAddress: 404, jurisdiction: 404, service: 404, noSuchRequest: 404, keyMissing: 403, keyWrong: 403, noList: 403, tooOften: 429, tooLarge: 413, notAForm: 400,
  missing: 400, invalid: 400, tooLong: 400, repeated: 400, location: 400, photo: 400, photos: 400, tooManyIds: 400, away: 503, broken: 500,
} as const;
export type FaultCode = keyof typeof status;

/** What a client did that can't be done, in the standard's shape. */
export class Open311Fault extends Error {
  readonly code: FaultCode;
  readonly values: Values;

  constructor(code: FaultCode, values: Values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }

  get status(): number {
    return status[this.code];
  }

  /** `[{code, description}]`, in XML `<errors><error>`. */
  body(locale: Locale): [{ code: number; description: string }] {
    return [{ code: this.status, description: translator(open311, locale)(`error.${this.code}`, this.values) }];
  }
}
