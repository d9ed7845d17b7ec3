import { and, inArray, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection, person } from "#db/private.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

export type Found = { by: "number" | "phone" | "text" | "nothing"; where: SQL };

/** Text as a LIKE pattern's literal part. */
const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** The least a trigram index can look for. */
const shortest = 3;

/**
 * Reads one search box: the beginning of a case's number, a phone in any spelling, else words that all occur in the
 * text. Searching by phone is looking at applicants and needs that permission.
 */
export async function findBy(db: Connection, actor: Actor, typed: string, timeZone: string): Promise<Found | null> {
  const query = typed.normalize("NFKC").trim();
  if (query === "") return null;
  // A hit outside the official's scope is none: not even how it was found may tell that it exists.
  const hits = async (where: SQL) => (await db.select({ id: appeal.id }).from(appeal).where(and(scopeOf(actor), where)).limit(1)).length > 0;
  const phone = e164(query, timeZone);
  if (phone && may(actor, "applicant.look")) {
    const people = await db.select({ id: person.id }).from(person).where(sql`${person.phone} = ${phone}`).limit(100);
    const theirs = inArray(appeal.applicant, people.map((one) => one.id));
    if (people.length > 0 && await hits(theirs)) return { by: "phone", where: theirs };
  }
  if (/\d/.test(query) && !/\s/.test(query)) {
    const starts = sql`(${appeal.number} LIKE ${`${literal(query)}%`} OR ${appeal.number} LIKE ${`${literal(query.toUpperCase())}%`})`;
    if (await hits(starts)) return { by: "number", where: starts };
  }
  const words = [...new Set(query.split(/\s+/))].filter((word) => [...word].length >= shortest).slice(0, 8);
  if (words.length === 0) return { by: "nothing", where: sql`false` };
  return { by: "text", where: and(...words.map((word) => sql`${appeal.text} ILIKE ${`%${literal(word)}%`}`))! };
}
