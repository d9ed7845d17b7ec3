import { type SQL, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { privateDb } from "#db/private.ts";
import { endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Where a trace comes from: a case's history, a look at an applicant, a search for applicants, the office's own history, a sign-in that failed. */
export const traceKinds = ["case", "look", "search", "office", "guess"] as const;
export type TraceKind = (typeof traceKinds)[number];

export type TrailFilter = { /** An account's number. */ staff?: number; kind?: TraceKind; /** A case's number. */ appeal?: number; /** City days, both inclusive. */ from?: string; to?: string; after?: string };

/** One thing somebody did. `seq` is its number in the case's or the office's history; `subject` of what in the office's. */
export type Trace = {
  source: TraceKind; at: Date; actor: number | null; name: string | null; login: string | null; appeal: number | null; number: string | null; seq: number | null;
  kind: string; subject: string | null; before: Record<string, unknown> | null; after: Record<string, unknown> | null; reason: string | null;
};

export const trailSize = 50;
/** More entries than can share a microsecond: each source is cut before they are put in order together. */
const slack = 50;

type Row = Omit<Trace, "at" | "actor" | "appeal" | "seq"> & { at: string; actor: string | null; appeal: string | null; seq: string | null; place: string };

/** JavaScript takes 31 February for a day of March; PostgreSQL calls it a fault. */
const isDay = (text: string): boolean => /^[12]\d{3}-\d\d-\d\d$/.test(text) && DateTime.fromISO(text).isValid;

const placeOf = (after: string): { at: string; place: string } => {
  const [at, place] = Buffer.from(after, "base64url").toString().split(" | ");
  if (!at || !place || !/^[12]\d{3}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/.test(at) || Number.isNaN(Date.parse(at.replace(" ", "T").replace("+00", "Z"))) || !isDay(at.slice(0, 10))) throw new Refusal("invalid", {}, "after");
  return { at, place };
};

/**
 * What officials did, newest first, by keyset: changes of cases, looks at applicants and searches for them, changes
 * outside cases, failed sign-ins to existing accounts. The system's own entries only where one case is asked for.
 */
export async function readTrail(actor: Actor, filter: TrailFilter, timeZone: string): Promise<{ traces: Trace[]; next: string | null }> {
  demand(actor, "audit.read");
  const place = filter.after ? placeOf(filter.after) : null;
  const day = (value: string) => {
    if (!isDay(value)) throw new Refusal("invalid", {}, value === filter.from ? "from" : "to");
    return value;
  };
  const within = (at: SQL) => sql.join([
    ...(filter.from ? [sql`${at} >= ${startOfCityDay(day(filter.from), timeZone).toISOString()}::timestamptz`] : []),
    ...(filter.to ? [sql`${at} <= ${endOfCityDay(day(filter.to), timeZone).toISOString()}::timestamptz`] : []),
    ...(place ? [sql`${at} <= ${place.at}::timestamptz`] : []),
    sql`true`,
  ], sql` AND `);
  const who = (column: SQL) => (filter.staff ? sql`${column} = ${filter.staff}` : sql`true`);
  const limit = trailSize + slack;

  const sources: Record<TraceKind, SQL | null> = {
    case: sql`SELECT 'case', e.at, e.actor, e.appeal, e.seq::bigint, e.kind, NULL::text, e.before, e.after, e.reason, 'c' || e.appeal || '.' || lpad(e.seq::text, 6, '0')
      FROM private.event e WHERE ${filter.appeal ? sql`e.appeal = ${filter.appeal}` : sql`e.actor IS NOT NULL`} AND ${who(sql`e.actor`)} AND ${within(sql`e.at`)} ORDER BY e.at DESC LIMIT ${limit}`,
    look: sql`SELECT 'look', l.at, l.staff, l.appeal, NULL::bigint, 'look', NULL::text, NULL::jsonb, NULL::jsonb, NULL::text, 'l' || lpad(l.id::text, 12, '0')
      FROM private.applicant_look l WHERE ${filter.appeal ? sql`l.appeal = ${filter.appeal}` : sql`true`} AND ${who(sql`l.staff`)} AND ${within(sql`l.at`)} ORDER BY l.at DESC LIMIT ${limit}`,
    search: filter.appeal ? null : sql`SELECT 'search', f.at, f.staff, NULL::bigint, NULL::bigint, 'search', NULL::text, NULL::jsonb, jsonb_build_object('by', f.by, 'people', cardinality(f.people)), NULL::text, 's' || f.id
      FROM private.applicant_search f WHERE ${who(sql`f.staff`)} AND ${within(sql`f.at`)} ORDER BY f.at DESC LIMIT ${limit}`,
    office: filter.appeal ? null : sql`SELECT 'office', o.at, o.actor, NULL::bigint, o.seq, o.kind, o.subject, o.before, o.after, o.reason, 'o' || lpad(o.seq::text, 12, '0')
      FROM private.office_event o WHERE ${who(sql`o.actor`)} AND ${within(sql`o.at`)} ORDER BY o.at DESC LIMIT ${limit}`,
    guess: filter.appeal ? null : sql`SELECT 'guess', g.at, w.id, NULL::bigint, NULL::bigint, 'guess', g.login, NULL::jsonb, jsonb_build_object('address', g.address), NULL::text, 'g' || lpad(g.id::text, 12, '0')
      FROM private.sign_in_attempt g JOIN private.staff w ON w.login = g.login WHERE NOT g.succeeded AND ${who(sql`w.id`)} AND ${within(sql`g.at`)} ORDER BY g.at DESC LIMIT ${limit}`,
  };
  const asked = traceKinds.flatMap((kind) => (filter.kind && filter.kind !== kind ? [] : sources[kind] ? [sql`(${sources[kind]})`] : []));
  if (asked.length === 0) return { traces: [], next: null };
  const rows = await privateDb().execute<Row>(sql`
    SELECT t.source, t.at::text AS at, t.actor, t.appeal, t.seq, t.kind, t.subject, t.before, t.after, t.reason, t.place, s.name, s.login, a.number
    FROM (${sql.join(asked, sql` UNION ALL `)}) t (source, at, actor, appeal, seq, kind, subject, before, after, reason, place)
    LEFT JOIN private.staff s ON s.id = t.actor LEFT JOIN private.appeal a ON a.id = t.appeal
    ${place ? sql`WHERE (t.at, t.place) < (${place.at}::timestamptz, ${place.place})` : sql``}
    ORDER BY t.at DESC, t.place DESC LIMIT ${trailSize + 1}`);
  const number = (value: string | null) => (value === null ? null : Number(value));
  const last = rows.length > trailSize ? rows[trailSize - 1]! : null;
  return {
    traces: rows.slice(0, trailSize).map(({ place: _, ...row }) => ({ ...row, at: new Date(`${row.at.replace(" ", "T")}:00`), actor: number(row.actor), appeal: number(row.appeal), seq: number(row.seq) })),
    next: last && Buffer.from(`${last.at} | ${last.place}`).toString("base64url"),
  };
}
