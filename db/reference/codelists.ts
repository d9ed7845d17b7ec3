import { cases } from "#lib/i18n/areas/cases.ts";
import { locales, type Names } from "#lib/i18n/locale.ts";

/** In the order of a case's life, the order every list of them has. */
export const statuses = ["received", "registered", "needs_conformity", "assigned", "in_work", "hearing", "on_approval", "answered",
  "reopened", "redirected", "returned", "terminated", "withdrawn", "merged", "spam"] as const;
export type Status = (typeof statuses)[number];

export const outcomes = ["satisfied", "explained", "refused", "noted", "terminated"] as const;
export type Outcome = (typeof outcomes)[number];

export const kinds = ["application", "complaint", "message", "proposal", "response", "request"] as const;

export const roles = ["operator", "registrar", "head", "executor", "signer", "auditor", "publisher", "administrator"] as const;
export type StaffRole = (typeof roles)[number];

export type Code = { list: "status" | "outcome"; code: string; names: Names; sort: number; validFrom: string };

const named = (key: keyof (typeof cases)["kk"]): Names => {
  const [kk, ru, en] = locales.map((locale) => cases[locale][key]);
  return { kk: kk!, ru: ru!, en: en! };
};

/** The lists a release publishes with its figures; what a word means is the law's since the Code came into force. */
export const codelists: readonly Code[] = [
  ...statuses.map((code, sort): Code => ({ list: "status", code, names: named(`status.${code}`), sort, validFrom: "2021-07-01" })),
  ...outcomes.map((code, sort): Code => ({ list: "outcome", code, names: named(`outcome.${code}`), sort, validFrom: "2021-07-01" })),
];
