import { Refusal } from "#lib/errors.ts";

/** A place in a list: the part (list.ts) it has come to, the sorting moment as PostgreSQL writes it (a JavaScript Date would lose its microseconds) and the id. */
export type ListPlace = { at: string; id: number; part: number };

export const encodePlace = (at: string, id: number, part = 0): string => Buffer.from(`${at} ${id}${part > 0 ? ` ${part}` : ""}`).toString("base64url");

/** @throws Refusal "invalid" for a place that somebody invented */
export function decodePlace(after: string): ListPlace {
  const match = /^(([12]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00) (\d{1,15})(?: (\d))?$/.exec(Buffer.from(after, "base64url").toString());
  // A day that no calendar has (31 February) must not reach PostgreSQL, which would call it a fault.
  const moment = new Date(`${match?.[2]}T${match?.[3]}Z`);
  if (!match || Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== match[2]) throw new Refusal("invalid", {}, "after");
  return { at: match[1]!, id: Number(match[4]), part: Number(match[5] ?? 0) };
}
