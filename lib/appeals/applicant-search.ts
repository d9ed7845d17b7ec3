import { and, eq, gte, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection, person, privateDb } from "#db/private.ts";
import { applicantSearch } from "#db/private/search.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { quoted } from "#lib/appeals/case-words.ts";
import { foldedWords } from "#lib/appeals/find.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** More people than this are no search for a person. */
const mostPeople = 100;
/** Digits of a phone's end that tell enough. */
const leastDigits = 4;
/** A search stays open for a working day. */
const searchHours = 12;

/** People of a condition who have a case that the official may see; one more than allowed, so that too many show. */
async function peopleWhere(db: Connection, actor: Actor, where: SQL | undefined, order?: SQL): Promise<number[]> {
  const theirs = sql`EXISTS (SELECT FROM private.appeal WHERE ${and(sql`${appeal.applicant} = ${person.id}`, scopeOf(actor))})`;
  const found = db.select({ id: person.id }).from(person).where(and(where, theirs));
  const rows = await (order ? found.orderBy(order) : found).limit(mostPeople + 1);
  return rows.map((row) => row.id);
}

async function byPhone(db: Connection, actor: Actor, typed: string): Promise<number[]> {
  const whole = e164(typed, (await officeCity(db)).timeZone);
  const exact = whole ? await peopleWhere(db, actor, eq(person.phone, whole)) : [];
  if (exact.length > 0) return exact;
  const backwards = [...typed.replace(/\D/g, "")].reverse().join("");
  return peopleWhere(db, actor, sql`reverse(${person.phone}) LIKE ${`${backwards}%`}`);
}

/** First those whose name has a word that begins with each of the typed ones; if there are none, those whose names are much alike. */
async function byName(db: Connection, actor: Actor, words: string[]): Promise<{ people: number[]; exact: boolean }> {
  const name = sql`private.fold(${person.name})`;
  const exact = await peopleWhere(db, actor, sql`private.words_of(${person.name}) @@ ${words.map((word) => `${quoted(word)}:*`).join(" & ")}::tsquery`);
  if (exact.length > 0) return { people: exact, exact: true };
  const alike = await db.transaction(async (tx) => {
    await tx.execute(sql`SELECT set_config('pg_trgm.word_similarity_threshold', '0.4', true)`);
    const likeness = sql.join(words.map((word) => sql`word_similarity(${word}, ${name})`), sql` + `);
    return peopleWhere(tx, actor, and(...words.map((word) => sql`${word} <% ${name}`)), sql`${likeness} DESC, ${person.id}`);
  });
  return { people: alike.slice(0, mostPeople), exact: false };
}

/**
 * Finds applicants by name or by phone (whole, or its last digits). Such a search is a look at people: it is written down – who, when,
 * by what, whom it found – before anything is shown, and what was typed is not kept.
 * @returns the search's id, which the list takes as its filter `people`
 * @throws Refusal "nobodyFound" (nothing is recorded: nobody was looked at), "tooManyPeople", "searchShort"
 */
export async function searchApplicants(actor: Actor, typed: string): Promise<string> {
  demand(actor, "applicant.look");
  const db = privateDb(), query = typed.normalize("NFKC").trim();
  const phone = /^[\d\s+().-]+$/.test(query);
  const words = phone ? [] : (await foldedWords(db, query)).filter((word) => !/\d/.test(word));
  if (phone ? query.replace(/\D/g, "").length < leastDigits : !words.some((word) => word.length >= 3)) throw new Refusal("searchShort", {}, "applicant");
  const { people, exact } = phone ? { people: await byPhone(db, actor, query), exact: true } : await byName(db, actor, words);
  if (people.length === 0) throw new Refusal("nobodyFound", {}, "applicant");
  if (people.length > mostPeople) throw new Refusal("tooManyPeople", { most: mostPeople }, "applicant");
  const [row] = await db.insert(applicantSearch).values({ staff: actor.id, by: phone ? "phone" : "name", exact, people }).returning({ id: applicantSearch.id });
  return row!.id;
}

/** Whom one's own search found. @throws Refusal "invalid" for somebody else's, an old or an invented one */
export async function peopleFound(db: Connection, actor: Actor, id: string, now = new Date()) {
  demand(actor, "applicant.look");
  const since = new Date(now.getTime() - searchHours * 3_600_000);
  const [row] = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? await db.select({ by: applicantSearch.by, exact: applicantSearch.exact, people: applicantSearch.people }).from(applicantSearch)
    .where(and(eq(applicantSearch.id, id), eq(applicantSearch.staff, actor.id), gte(applicantSearch.at, since))) : [];
  if (!row) throw new Refusal("searchOver", {}, "people");
  return { people: row.people, by: `${row.by}${row.exact ? "" : "Alike"}` as "name" | "nameAlike" | "phone" };
}

/** The cases that such a list shows tell whose they are: one look each, once a search. */
export async function lookThroughSearch(db: Connection, actor: Actor, id: string, cases: number[]): Promise<void> {
  if (cases.length === 0) return;
  await db.execute(sql`INSERT INTO private.applicant_look (staff, appeal)
    SELECT s.staff, c.id::bigint FROM private.applicant_search s, string_to_table(${cases.join(",")}, ',') c(id)
    WHERE s.id = ${id} AND s.staff = ${actor.id} AND NOT EXISTS (SELECT FROM private.applicant_look l WHERE l.appeal = c.id::bigint AND l.staff = s.staff AND l.at >= s.at)`);
}
