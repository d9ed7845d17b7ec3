import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { daysOffByLaw, isWeekend, kurbanAitDays, transferNames } from "#db/reference/calendar-rule.ts";
import { calendarDay, type Connection, privateDb, staff } from "#db/private.ts";
import { calendarDraft } from "#db/private/deadlines.ts";
import { officeEvent } from "#db/private/history.ts";
import { type Change, Conflict } from "#lib/appeals/conflict.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export { isWeekend };

/** What a day is beside the ordinary week: off or worked, by which law or decree; null: nothing beside it. */
export type Exception = { working: boolean; nameKk: string | null; nameRu: string | null; nameEn: string | null; basis: string } | null;
export type DraftDay = { day: string; to: Exception };
/** The newest link of the calendar's history a form was drawn from. */
export type SeenCalendar = { seq: number };

const columns = { working: calendarDay.working, nameKk: calendarDay.nameKk, nameRu: calendarDay.nameRu, nameEn: calendarDay.nameEn, basis: calendarDay.basis };
const calendarKinds = sql`${officeEvent.kind} IN ('calendar', 'calendar_draft')`;

/** The newest link of the calendar's history: its days and their draft. */
export async function calendarSeq(db: Connection): Promise<number> {
  const [row] = await db.select({ seq: sql<string>`coalesce(max(${officeEvent.seq}), 0)` }).from(officeEvent).where(calendarKinds);
  return Number(row!.seq);
}

/** The exceptions that stand, by day. */
export async function standingDays(db: Connection): Promise<Map<string, NonNullable<Exception>>> {
  const rows = await db.select({ day: calendarDay.day, ...columns }).from(calendarDay).orderBy(asc(calendarDay.day));
  return new Map(rows.map(({ day, ...row }) => [day, row]));
}

/** The draft, by day, with who drafted it. */
export async function draftedDays(db: Connection): Promise<(DraftDay & { by: string })[]> {
  const rows = await db.select({ day: calendarDraft.day, working: calendarDraft.working, nameKk: calendarDraft.nameKk, nameRu: calendarDraft.nameRu, nameEn: calendarDraft.nameEn, basis: calendarDraft.basis, by: staff.name })
    .from(calendarDraft).innerJoin(staff, eq(staff.id, calendarDraft.draftedBy)).orderBy(asc(calendarDraft.day));
  return rows.map(({ day, by, working, basis, ...names }) => ({ day, by, to: working === null ? null : { working, ...names, basis: basis! } }));
}

/**
 * Takes the draft for this transaction: whoever comes second waits here, and then is told what changed.
 * @throws Conflict when the draft or the calendar moved on since the form was drawn
 */
export async function lockDraft(tx: Connection, seen: SeenCalendar): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('open-akimat calendar draft'))`);
  const seq = await calendarSeq(tx);
  if (seq === seen.seq) return;
  const rows = await tx.select({ seq: officeEvent.seq, at: officeEvent.at, by: staff.name, kind: officeEvent.kind, subject: officeEvent.subject, after: officeEvent.after, reason: officeEvent.reason })
    .from(officeEvent).leftJoin(staff, eq(staff.id, officeEvent.actor)).where(and(calendarKinds, sql`${officeEvent.seq} > ${seen.seq}`)).orderBy(asc(officeEvent.seq)).limit(50);
  const changes = rows.map(({ subject, after, ...row }): Change => {
    const working = (after as Exception)?.working;
    return { ...row, before: null, after: { day: subject, calendarDay: working === undefined ? "ordinary" : working ? "working" : "off" } };
  });
  throw new Conflict(changes, { version: 0, seq });
}

const alike = (a: Exception | undefined, b: Exception) =>
  JSON.stringify([a?.working, a?.nameKk, a?.nameRu, a?.nameEn, a?.basis]) === JSON.stringify([b?.working, b?.nameKk, b?.nameRu, b?.nameEn, b?.basis]);

/** Puts days into the draft; a day that would stay as it is leaves it. @throws Refusal "calendarNothing" when nothing changes */
async function putDays(tx: Connection, actor: Actor, days: DraftDay[]): Promise<void> {
  const standing = await standingDays(tx), drafted = new Map((await draftedDays(tx)).map((one) => [one.day, one.to]));
  const changed = days.filter(({ day, to }) => !alike((drafted.has(day) ? drafted.get(day) : standing.get(day)) ?? null, to));
  if (changed.length === 0) throw new Refusal("calendarNothing", {}, "day");
  for (const { day, to } of changed) {
    await tx.delete(calendarDraft).where(eq(calendarDraft.day, day));
    if (!alike(standing.get(day) ?? null, to)) {
      await tx.insert(calendarDraft).values({ day, working: to?.working ?? null, nameKk: to?.nameKk, nameRu: to?.nameRu, nameEn: to?.nameEn, basis: to?.basis, draftedBy: actor.id });
    }
    await recordOffice(tx, actor, { kind: "calendar_draft", subject: day, before: standing.get(day) ?? null, after: to });
  }
}

const change = async (actor: Actor, seen: SeenCalendar, work: (tx: Connection) => Promise<void>): Promise<void> => {
  demand(actor, "calendar.manage");
  await privateDb().transaction(async (tx) => {
    await lockDraft(tx, seen);
    await work(tx);
  });
};

/** Drafts one day: off, worked, or (null) as in the ordinary week. @throws Refusal naming the field to mend */
export const draftDay = (actor: Actor, input: { seen: SeenCalendar } & DraftDay): Promise<void> => change(actor, input.seen, async (tx) => {
  const { day, to } = input;
  if (to) {
    for (const [field, value] of Object.entries(to)) if (field !== "working" && !String(value ?? "").trim()) throw new Refusal("required", {}, field);
    if (to.working !== isWeekend(day)) throw new Refusal("calendarOrdinary", { day }, "day");
  }
  await putDays(tx, actor, [{ day, to }]);
});

/** Drafts a decreed transfer: a weekday off for a worked day of a weekend. */
export const draftTransfer = (actor: Actor, input: { seen: SeenCalendar; off: string; working: string; basis: string }): Promise<void> => change(actor, input.seen, async (tx) => {
  const { off, working, basis } = input;
  if (isWeekend(off)) throw new Refusal("calendarOrdinary", { day: off }, "off");
  if (!isWeekend(working)) throw new Refusal("calendarOrdinary", { day: working }, "working");
  if (!basis.trim()) throw new Refusal("required", {}, "basis");
  const spoken = (day: string) => day.split("-").reverse().join(".");
  const moved = `${basis.trim()}: ${spoken(working)} → ${spoken(off)}`;
  const named = ({ kk, ru, en }: typeof transferNames.off) => ({ nameKk: kk, nameRu: ru, nameEn: en });
  await putDays(tx, actor, [
    { day: off, to: { working: false, ...named(transferNames.off), basis: moved } },
    { day: working, to: { working: true, ...named(transferNames.working), basis: moved } },
  ]);
});

/**
 * Drafts a year's holidays with the transfer rule, but for days the calendar knows already. Kurban Ait is announced each
 * year; where this release doesn't know it, it is typed by hand.
 */
export const draftYear = (actor: Actor, input: { seen: SeenCalendar; year: number; kurbanAit: string | null }): Promise<void> => change(actor, input.seen, async (tx) => {
  const { year, kurbanAit } = input;
  if (kurbanAit && !kurbanAit.startsWith(`${year}-`)) throw new Refusal("invalid", {}, "kurbanAit");
  const standing = await standingDays(tx);
  const byLaw = daysOffByLaw(year, kurbanAit ? [kurbanAit] : kurbanAitDays).filter(({ day }) => !standing.has(day));
  await putDays(tx, actor, byLaw.map(({ day, working, names, basis }) => ({ day, to: { working, nameKk: names.kk, nameRu: names.ru, nameEn: names.en, basis } })));
});

/** Takes days out of the draft: they stay as the calendar has them. */
export const takeOutOfDraft = (actor: Actor, input: { seen: SeenCalendar; days: string[] }): Promise<void> => change(actor, input.seen, async (tx) => {
  const gone = input.days.length > 0 ? await tx.delete(calendarDraft).where(inArray(calendarDraft.day, input.days)).returning({ day: calendarDraft.day }) : [];
  if (gone.length === 0) throw new Refusal("required", {}, "days");
  const standing = await standingDays(tx);
  for (const { day } of gone) await recordOffice(tx, actor, { kind: "calendar_draft", subject: day, after: { ...standing.get(day), act: "takenOut" } });
});

/** The calendar as its editor shows it: what stands, what is drafted, and the newest link for its forms. */
export async function readCalendar(actor: Actor) {
  demand(actor, "calendar.manage");
  const db = privateDb();
  const [standing, draft, seq] = await Promise.all([standingDays(db), draftedDays(db), calendarSeq(db)]);
  return { standing, draft, seq };
}
