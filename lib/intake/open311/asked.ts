import { z } from "zod";
import { Open311Fault } from "#lib/intake/open311/fault.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";

export const open311Source = "open311";

const word = (most: number) => z.string().trim().max(most).transform((text) => text || null).nullable().default(null);
/** A decimal number as the standard writes it; Number() alone would take "0x1f" and "". */
const degrees = (most: number) => z.string().trim().transform((text, context) => {
  if (text === "") return null;
  const number = /^[+-]?\d{1,3}(\.\d{1,20})?$/.test(text) ? Number(text) : NaN;
  if (Math.abs(number) <= most) return number;
  context.addIssue({ code: "custom" });
  return z.NEVER;
}).nullable().default(null);
const address = z.string().trim().max(2000).refine((text) => text === "" || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)));

/** The arguments of POST requests, by the standard's names. */
const Asked = z.object({
  service_code: word(70), lat: degrees(90), long: degrees(180), address_string: word(500), address_id: word(70), description: word(4000),
  email: z.union([z.literal("").transform(() => null), z.email().max(254)]).nullable().default(null), phone: word(40), first_name: word(150), last_name: word(140), device_id: word(300), account_id: word(300),
});
/** A request as it is kept; the client's key is not part of it. */
export type Asked = z.output<typeof Asked> & { media: string[]; /** attribute[…] and whatever else was sent. */ others: Record<string, string[]> };

const known = [...Object.keys(Asked.shape), "media_url", "media_url[]", "api_key", "jurisdiction_id", "locale"];
const mostFields = 200, mostLetters = 100_000;

/** One value of an argument that may be given once. */
export function single(form: URLSearchParams | FormData, name: string): string | undefined {
  const [first, ...rest] = form.getAll(name);
  if (rest.length > 0) throw new Open311Fault("repeated", { field: name });
  if (first !== undefined && typeof first !== "string") throw new Open311Fault("invalid", { field: name });
  return first;
}

/**
 * Reads what a client posted. @throws Open311Fault naming the argument that is missing or wrong
 * @param codes the services and the districts that there are
 */
export function readAsked(form: URLSearchParams | FormData, codes: { services: readonly string[]; districts: readonly string[] }): Asked & { service_code: string } {
  const names = [...new Set(form.keys())];
  const letters = [...form.values()].reduce((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);
  if (names.length > mostFields || letters > mostLetters) throw new Open311Fault("tooLarge");
  const parsed = Asked.safeParse(Object.fromEntries(Object.keys(Asked.shape).map((name) => [name, single(form, name)])));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Open311Fault(issue!.code === "too_big" ? "tooLong" : "invalid", { field: String(issue!.path[0]) });
  }
  const asked = parsed.data;
  if (asked.service_code === null) throw new Open311Fault("missing", { field: "service_code" });
  if (!codes.services.includes(asked.service_code)) throw new Open311Fault("service", { code: asked.service_code });
  // Our services' one attribute, and the address that we know by an id, are the same thing: the district.
  const district = asked.address_id ?? (single(form, "attribute[district]")?.trim() || null);
  if (district !== null && !codes.districts.includes(district)) throw new Open311Fault("invalid", { field: asked.address_id ? "address_id" : "attribute[district]" });
  if ((asked.lat === null) !== (asked.long === null)) throw new Open311Fault("missing", { field: asked.lat === null ? "lat" : "long" });
  if (asked.lat === null && asked.address_string === null && district === null) throw new Open311Fault("location");
  if (asked.phone !== null && phoneNumber(asked.phone, "KZ") === null) throw new Open311Fault("invalid", { field: "phone" });
  return { ...asked, service_code: asked.service_code, address_id: district, media: addresses(form), others: others(form, names) };
}

function addresses(form: URLSearchParams | FormData): string[] {
  const given = ["media_url", "media_url[]"].flatMap((name) => form.getAll(name));
  const read = z.array(address).max(20).safeParse(given);
  if (!read.success) throw new Open311Fault("invalid", { field: "media_url" });
  return read.data.filter((one) => one !== "");
}

/** What the standard lets a city define for itself: kept as it came. Files are read elsewhere (photos.ts). */
const others = (form: URLSearchParams | FormData, names: string[]): Record<string, string[]> =>
  Object.fromEntries(names.filter((name) => !known.includes(name)).map((name) => [name, form.getAll(name).filter((value) => typeof value === "string")] as const).filter(([, values]) => values.length > 0));
