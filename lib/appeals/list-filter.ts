import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { statuses } from "#db/reference/codelists.ts";
import { problem } from "#db/private/problem.ts";
import { appeal, category, channel, type Connection, department, district, privateDb, staff } from "#db/private.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { dueSoon, overdue } from "#lib/appeals/due.ts";
import { escalatedTo } from "#lib/appeals/escalate.ts";
import { type Occasion, occasions, ofOccasion, spanOf } from "#lib/appeals/occasion.ts";
import { problemScope } from "#lib/appeals/problem.ts";
import { descendants } from "#lib/appeals/reference.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { statedDays } from "#lib/reports/period.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

/** Filters that are simply on or off, in the order they are offered. */
export const marks = ["overdue", "soon", "mine", "waiting", "unassigned", "open", "extended", "reopened", "escalated"] as const;
export type Mark = (typeof marks)[number];
/** `newest` first, or the next deadline first (open cases only; those without a deadline come last). */
export const sorts = ["newest", "due"] as const;

export type ListFilter = {
  q?: string; status?: string; department?: string; category?: string; district?: string; channel?: string;
  /** An official's number, or "none" – as `department` may be. */
  executor?: string;
  /** A problem's number. */
  problem?: string;
  /** One of `occasions`, between two city days. */
  occasion?: string; from?: string; to?: string;
  /** A search for applicants (applicant-search.ts). */
  people?: string;
  sort?: string;
  after?: string;
} & { [mark in Mark]?: boolean };

/** Deadlines are what such a list is about, so it goes by them; otherwise the newest comes first. */
export const sortOf = (filter: ListFilter): string => filter.sort ?? (filter.overdue || filter.soon || filter.occasion === "due" ? "due" : "newest");

async function known(db: Connection, actor: Actor, filter: ListFilter): Promise<void> {
  if (filter.status && !(statuses as readonly string[]).includes(filter.status)) throw new Refusal("invalid", {}, "status");
  if (filter.sort && !(sorts as readonly string[]).includes(filter.sort)) throw new Refusal("invalid", {}, "sort");
  for (const [name, table] of Object.entries({ department, category, district, channel })) {
    const code = filter[name as "department"];
    if (!code || (code === "unknown" && (name === "category" || name === "district")) || (code === "none" && name === "department")) continue;
    const rows = await db.select({ code: table.code }).from(table).where(eq(table.code, code));
    if (rows.length === 0) throw new Refusal("invalid", {}, name);
  }
  if (filter.occasion && !(occasions as readonly string[]).includes(filter.occasion)) throw new Refusal("invalid", {}, "occasion");
  if (!filter.occasion && (filter.from || filter.to)) throw new Refusal("required", {}, "occasion");
  const named = await namedIn(db, actor, filter);
  for (const name of ["executor", "problem"] as const) if (filter[name] && named[name] === null && !(name === "executor" && filter.executor === "none")) throw new Refusal("invalid", {}, name);
}

/** Who and what the numbers in a filter stand for; null: none, or not this official's to know. */
async function namedIn(db: Connection, actor: Actor, filter: ListFilter): Promise<{ executor: string | null; problem: string | null }> {
  const id = (text: string | undefined) => (/^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : null);
  const [executor, about] = [id(filter.executor), id(filter.problem)];
  const [[person], [found]] = await Promise.all([
    executor === null ? [] : db.select({ name: staff.name }).from(staff).where(eq(staff.id, executor)),
    about === null ? [] : db.select({ title: problem.title }).from(problem).where(and(eq(problem.id, about), problemScope(actor))),
  ]);
  return { executor: person?.name ?? null, problem: found?.title ?? null };
}

/** The executor's name and the problem's title in an official's filter. */
export const namesIn = (actor: Actor, filter: ListFilter) => namedIn(privateDb(), actor, filter);

async function onOccasion(db: Connection, filter: ListFilter): Promise<SQL | undefined> {
  if (!filter.occasion) return undefined;
  return ofOccasion(filter.occasion as Occasion, spanOf(statedDays(filter.from, filter.to), (await cityClock(db)).timeZone));
}

/** What waits for this official: acts he may decide and did not propose, and answers he may sign. */
function waiting(actor: Actor): SQL | undefined {
  const toDecide = may(actor, "act.decide")
    ? sql`${appeal.id} = ANY (ARRAY(SELECT p.appeal FROM private.proposal p WHERE p.decided_at IS NULL AND p.proposed_by <> ${actor.id} ${may(actor, "act.decide.extend") ? sql`` : sql`AND p.act <> 'extend'`}))` : undefined;
  const toSign = may(actor, "case.sign") ? eq(appeal.status, "on_approval") : undefined;
  return and(ownScope(actor), or(toDecide, toSign) ?? sql`false`);
}

async function marked(db: Connection, actor: Actor, mark: Mark, now: Date): Promise<SQL | undefined> {
  const open = isNull(appeal.closedAt);
  switch (mark) {
    case "overdue": return overdue(now);
    case "soon": return dueSoon(await cityClock(db), now);
    case "escalated": return escalatedTo(actor) ?? sql`false`;
    case "mine": return eq(appeal.executor, actor.id);
    case "waiting": return waiting(actor);
    // Nobody's yet: for a department without an executor, for the others without a department.
    case "unassigned": return and(open, ownScope(actor) ? and(ownScope(actor), isNull(appeal.executor)) : isNull(appeal.department));
    case "open": return open;
    case "extended": return isNotNull(appeal.extendedAt);
    case "reopened": return sql`${appeal.round} > 1`;
  }
}

/** A filter as conditions of WHERE. @throws Refusal "invalid" naming the filter whose value does not exist */
export async function conditionsOf(db: Connection, actor: Actor, filter: ListFilter, now: Date): Promise<(SQL | undefined)[]> {
  await known(db, actor, filter);
  return [
    filter.status ? eq(appeal.status, filter.status) : undefined,
    filter.department === "none" ? isNull(appeal.department) : filter.department ? eq(appeal.department, filter.department) : undefined,
    filter.executor === "none" ? isNull(appeal.executor) : filter.executor ? eq(appeal.executor, Number(filter.executor)) : undefined,
    filter.problem ? eq(appeal.problem, Number(filter.problem)) : undefined,
    await onOccasion(db, filter),
    filter.category === "unknown" ? isNull(appeal.category) : filter.category ? inArray(appeal.category, await descendants(db, "category", filter.category)) : undefined,
    filter.district === "unknown" ? isNull(appeal.district) : filter.district ? inArray(appeal.district, await descendants(db, "district", filter.district)) : undefined,
    filter.channel ? eq(appeal.channel, filter.channel) : undefined,
    sortOf(filter) === "due" ? isNull(appeal.closedAt) : undefined,
    ...await Promise.all(marks.filter((mark) => filter[mark]).map((mark) => marked(db, actor, mark, now))),
  ];
}
