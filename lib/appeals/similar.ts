import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { byMonths, inCase } from "#lib/appeals/case-words.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** A word's beginning (5 letters: what kk and ru endings leave of it) and what finding it in another text tells. */
type Telling = { stem: string; weight: number };

/** A case whose words are like another's: how much of what either text tells is in both, 0 … 1. */
type Like = { id: number; number: string; category: string | null; department: string | null; likeness: number };

/** Words that tell what a case is about: at most so many are weighed. */
const mostWords = 8;
/** Words in more than this share of all texts tell nothing: greetings, "street", "house". */
const tooCommon = 0.3;
/** Words rarer than this, or used in one or two cases, are names, streets and slips: they tell who and where, not what. */
const tooRare = { share: 0.0002, cases: 2.5 };
/** A word that nobody has counted yet (words.ts counts now and then) is rare. */
const uncounted = 0.0001;

/** The words of a text that tell most, the rarest first. `names`: also those that tell who and where. */
async function tellingWords(db: Connection, text: string, names: boolean): Promise<Telling[]> {
  const rows = await db.execute<{ stem: string; share: number; once: number }>(sql`
    SELECT m.stem, coalesce(least(sum(w.share), 1), ${uncounted})::float8 AS share, (SELECT coalesce(min(share), 1) FROM private.word)::float8 AS once
    FROM (SELECT DISTINCT left(lexeme, 5) COLLATE "C" AS stem FROM unnest(private.words_of(${text})) WHERE lexeme ~ '^[^0-9]{2}') m
    LEFT JOIN private.word w ON w.stem = m.stem GROUP BY m.stem ORDER BY share, m.stem LIMIT 40`);
  const telling = rows.filter((row) => row.share <= tooCommon && (names || row.share >= Math.max(tooRare.share, tooRare.cases * row.once)));
  // In a young city every word is common, or none is counted: then the rarest there are must do.
  return (telling.length >= 2 ? telling : rows).slice(0, mostWords).map(({ stem, share }) => ({ stem, weight: -Math.log(Math.min(share, 0.9)) }));
}

/** Whether a stem is found by its beginning; a short word only as it is (a Kazakh "су" is not "суық"). */
const isBeginning = (stem: string) => stem.length >= 4;
const term = (stem: string) => `${inCase(stem)}${isBeginning(stem) ? ":*" : ""}`;

/**
 * Texts that share at least two of the words; one, where there is only one. `reach`: how many words are looked up, each of the rarest
 * `anchors` with any after it. The index walks the cases of the anchors only, so a search through all years has few.
 */
function sharingTwo(words: Telling[], { anchors, reach }: Reach): string {
  const terms = words.slice(0, reach).map(({ stem }) => term(stem));
  if (terms.length < 2) return terms.join("");
  return terms.slice(0, Math.min(anchors, terms.length - 1)).map((one, i) => `(${one} & (${terms.slice(i + 1).join(" | ")}))`).join(" | ");
}
type Reach = { anchors: number; reach: number };
const allYears: Reach = { anchors: 4, reach: 6 }, someDays: Reach = { anchors: mostWords, reach: mostWords };

/** How many of the newest similar cases are compared. */
const mostCompared = 200;

/** The newest cases of a condition that share words with a text, the most alike first. */
async function alike(db: Connection, actor: Actor, words: Telling[], where: SQL | undefined, since: SQL, until: SQL | undefined, reach: Reach): Promise<Like[]> {
  if (words.length === 0) return [];
  const condition = and(where, scopeOf(actor), gte(appeal.receivedAt, since), until ? lte(appeal.receivedAt, until) : undefined);
  const rows = await byMonths(db, actor, { words: sharingTwo(words, reach), since, until, where: condition }, (tx, found) => {
    const near = tx.select({ id: appeal.id, number: appeal.number, category: appeal.category, department: appeal.department, text: appeal.text })
      .from(appeal).innerJoin(found.months, sql`true`).where(found.where).orderBy(found.newest, desc(appeal.receivedAt), desc(appeal.id)).limit(mostCompared).as("near");
    return tx.select({ id: near.id, number: near.number, category: near.category, department: near.department, lexemes: sql<string[]>`tsvector_to_array(private.words_of(${near.text}))` }).from(near);
  });
  const all = words.reduce((sum, one) => sum + one.weight, 0);
  return rows.map(({ lexemes, ...row }) => {
    const shared = words.filter(({ stem }) => lexemes.some((lexeme) => (isBeginning(stem) ? lexeme.startsWith(stem) : lexeme === stem)));
    const length = lexemes.filter((lexeme) => /^[^0-9]{4}/.test(lexeme)).length;
    // A short message inside a long letter is as much the same as the other way round.
    return { ...row, likeness: Math.max(shared.reduce((sum, one) => sum + one.weight, 0) / all, Math.min(1, shared.length / Math.max(length, 3))) };
  }).sort((a, b) => b.likeness - a.likeness || b.id - a.id);
}

/** Facts of the case that others are compared with. @throws Refusal "notFound" outside the actor's scope. */
async function subject(db: Connection, actor: Actor, id: number) {
  const [row] = await db.select({ text: appeal.text, category: appeal.category, district: appeal.district, receivedAt: appeal.receivedAt })
    .from(appeal).where(and(eq(appeal.id, id), scopeOf(actor)));
  if (!row) throw new Refusal("notFound");
  return row;
}

const dayMs = 86_400_000;
const daysFrom = (moment: Date, days: number) => sql`${new Date(moment.getTime() + days * dayMs).toISOString()}::timestamptz`;

/** Fewer similar cases, or less agreement among them, and nothing is suggested. */
const convincing = { cases: 5, share: 0.6, likeness: 0.3 };

/** How many days back similar cases are looked for: a large city has enough within a month, and reads no further; a small one in two years. */
const lookBack = 730;

/** A suggestion, and from how many similar cases: `share` of them (weighed by likeness) had this category, or department where no category stands out. */
export type Suggestion = { category: string | null; department: string | null; share: number; cases: number; examples: { id: number; number: string }[] };

/** The value that most of the similar cases have, if most really do. */
function leading(cases: Like[], of: (one: Like) => string | null): { value: string; share: number } | null {
  const votes = new Map<string | null, number>();
  for (const one of cases) votes.set(of(one), (votes.get(of(one)) ?? 0) + one.likeness);
  const [value, weight] = [...votes].reduce((best, vote) => (vote[1] > best[1] ? vote : best), [null, 0] as [string | null, number]);
  const share = weight / Math.max([...votes.values()].reduce((sum, vote) => sum + vote, 0), Number.MIN_VALUE);
  return value !== null && share >= convincing.share ? { value, share } : null;
}

/**
 * The category and department that similar closed cases had. Always a suggestion: null when there are too few such cases
 * (among those the official may see) or they disagree.
 */
export async function suggest(actor: Actor, caseId: number): Promise<Suggestion | null> {
  demand(actor, "case.read");
  const db = privateDb();
  const one = await subject(db, actor, caseId);
  const words = await tellingWords(db, one.text, false);
  const settled = and(isNotNull(appeal.closedAt), notInArray(appeal.status, ["spam", "merged"]), isNotNull(appeal.category), ne(appeal.id, caseId));
  const found = await alike(db, actor, words, settled, daysFrom(one.receivedAt, -lookBack), undefined, allYears);
  const cases = found.filter(({ likeness }) => likeness >= convincing.likeness).slice(0, 50);
  if (cases.length < convincing.cases) return null;
  const category = leading(cases, (like) => like.category);
  const department = leading(category ? cases.filter((like) => like.category === category.value) : cases, (like) => like.department);
  if (!category && !department) return null;
  const agreeing = cases.filter((like) => (category ? like.category === category.value : like.department === department!.value));
  return {
    category: category?.value ?? null, department: department?.value ?? null, share: (category ?? department)!.share, cases: cases.length,
    examples: agreeing.slice(0, 3).map(({ id, number }) => ({ id, number })),
  };
}

export type NearDuplicate = { id: number; number: string; status: string; language: string; receivedAt: Date; excerpt: string; likeness: number };

/** "Within days": so long before and after a message others about the same thing come in. */
const sameDays = 7;

/**
 * Cases that are probably about the same thing: the same district, the same category (or one of them unknown), similar words, within a
 * week. "No light for the fifth day" five times is one problem with five people. What was found to be junk or a duplicate is left out.
 */
export async function nearDuplicates(actor: Actor, caseId: number): Promise<NearDuplicate[]> {
  demand(actor, "case.read");
  const db = privateDb();
  const one = await subject(db, actor, caseId);
  const place = one.district === null ? isNull(appeal.district) : eq(appeal.district, one.district);
  const about = one.category === null ? undefined : or(eq(appeal.category, one.category), isNull(appeal.category));
  const where = and(place, about, ne(appeal.id, caseId), notInArray(appeal.status, ["spam", "merged"]));
  const like = await alike(db, actor, await tellingWords(db, one.text, true), where, daysFrom(one.receivedAt, -sameDays), daysFrom(one.receivedAt, sameDays), someDays);
  const found = like.filter(({ likeness }) => likeness >= 0.5).slice(0, 10);
  if (found.length === 0) return [];
  const rows = await db.select({ id: appeal.id, number: appeal.number, status: appeal.status, language: appeal.language, receivedAt: appeal.receivedAt, excerpt: sql<string>`left(${appeal.text}, 160)` })
    .from(appeal).where(inArray(appeal.id, found.map(({ id }) => id)));
  return found.flatMap(({ id, likeness }) => rows.filter((row) => row.id === id).map((row) => ({ ...row, likeness })));
}
