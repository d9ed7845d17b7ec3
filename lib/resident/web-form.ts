import { emailAddress } from "#lib/intake/email-address.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/**
 * What is filled in, as it was typed. `place` is d:code of a district or s:code of a settlement, '' where nobody knows; `known` is the
 * announced problem that the sender adds himself to, '' when it is another matter.
 */
export const fields = ["text", "category", "place", "address", "known", "name", "phone", "email", "way"] as const;
export type FieldName = (typeof fields)[number];
export type Draft = Record<FieldName, string>;

/** The longest that is read of each; what is longer is refused, not cut. */
export const longest: Draft extends Record<infer F, string> ? Record<F, number> : never = { text: 10_000, category: 100, place: 100, address: 300, known: 36, name: 200, phone: 40, email: 254, way: 20 };

/** Which fields a step asks for. */
export const stepFields: Record<1 | 2 | 3, readonly FieldName[]> = { 1: ["text", "category", "place", "address"], 2: ["known", "name", "phone", "email", "way"], 3: [] };

/** What may be chosen, by code; a settlement with the district that it lies in. */
export type Choices = { categories: ReadonlySet<string>; districts: ReadonlySet<string>; settlements: ReadonlyMap<string, { district: string; name: string }> };

/** `phone`, `email`: the way that was chosen needs one. */
export type Fault = { field: FieldName; why: "needed" | "long" | "unknown" | "form" | "phone" | "email" };

/** How somebody may ask to be told; '' in a draft where he doesn't mind. */
export const webWays = ["email", "whatsapp", "sms"] as const;
export type WebWay = (typeof webWays)[number];
const wayIn = ({ way }: Draft): WebWay | null => webWays.find((one) => one === way) ?? null;

/** A phone as it was typed, in E.164; null when it is none. */
export const e164Typed = (typed: string): string | null => phoneNumber(typed, "KZ");

/** The fields of a posted form. Browsers write a line's end as CR LF. */
export const readDraft = (field: (name: string) => string): Draft =>
  Object.fromEntries(fields.map((name) => [name, field(name).replaceAll("\r\n", "\n")])) as Draft;

/** What can't be sent as it is, in the order of the fields. */
export function faultsOf(draft: Draft, { categories, districts, settlements }: Choices): Fault[] {
  const [sort, code] = [draft.place.slice(0, 2), draft.place.slice(2)];
  const found: (Fault | false)[] = [
    draft.text.trim() === "" && { field: "text", why: "needed" },
    ...fields.map((field): Fault | false => draft[field].length > longest[field] && { field, why: "long" }),
    draft.category !== "" && !categories.has(draft.category) && { field: "category", why: "unknown" },
    draft.place !== "" && !(sort === "d:" ? districts.has(code) : sort === "s:" && settlements.has(code)) && { field: "place", why: "unknown" },
    draft.phone.trim() !== "" && e164Typed(draft.phone) === null && { field: "phone", why: "form" },
    draft.email.trim() !== "" && emailAddress(draft.email) === null && { field: "email", why: "form" },
    draft.way !== "" && wayIn(draft) === null && { field: "way", why: "unknown" },
    draft.way === "email" && draft.email.trim() === "" && { field: "way", why: "email" },
    (draft.way === "whatsapp" || draft.way === "sms") && draft.phone.trim() === "" && { field: "way", why: "phone" },
  ];
  const faults = found.filter((fault) => fault !== false);
  return fields.flatMap((field) => faults.find((fault) => fault.field === field) ?? []);
}

/** The district of a place, a settlement's too; null where nobody said one that there is. */
export function districtOf({ place }: Draft, { districts, settlements }: Choices): string | null {
  const code = place.slice(2);
  if (place.startsWith("s:")) return settlements.get(code)?.district ?? null;
  return districts.has(code) ? code : null;
}

/** What is kept of a form that has no faults (lib/intake/web.ts reads it). The place is said in the text too: it is what an official reads. */
export function saidBy(draft: Draft, language: Locale, choices: Choices) {
  const settlement = draft.place.startsWith("s:") ? choices.settlements.get(draft.place.slice(2)) : undefined;
  const where = [settlement?.name, draft.address.trim()].filter(Boolean).join(", ");
  const filled = (text: string) => text.trim() || null;
  return {
    language, text: [draft.text.trim(), where].filter(Boolean).join("\n\n"), category: filled(draft.category),
    district: districtOf(draft, choices), known: filled(draft.known), name: filled(draft.name), phone: e164Typed(draft.phone), email: emailAddress(draft.email), way: wayIn(draft),
  };
}
