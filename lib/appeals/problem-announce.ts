import { eq, inArray } from "drizzle-orm";
import { DateTime } from "luxon";
import { announcement, problem } from "#db/private/problem.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { lockForSystem, type Seen } from "#lib/appeals/case.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { holdProblem } from "#lib/appeals/problem.ts";
import { demandOwn } from "#lib/appeals/problem-link.ts";
import { record } from "#lib/appeals/record.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Names } from "#lib/i18n/locale.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What was last said in public of a problem, still or until lately; null when nothing ever was. */
export async function announcementOf(id: number) {
  const [row] = await privateDb().select({ kk: announcement.textKk, ru: announcement.textRu, en: announcement.textEn, until: announcement.until }).from(announcement).where(eq(announcement.problem, id));
  return row ?? null;
}

/**
 * Says in public what the akimat knows of a problem and until when (the city's day and time), where people write about its
 * district; never how many wrote.
 * @throws Refusal "required" without any text, "invalid" for a time that is past or more than three months ahead
 */
export async function announceProblem(actor: Actor, input: { problem: number; seen: Seen; texts: Names; day: string; time: string }, now = new Date()): Promise<void> {
  demand(actor, "problem.manage");
  const [kk, ru, en] = [input.texts.kk, input.texts.ru, input.texts.en].map((text) => text?.trim() || null) as [string | null, string | null, string | null];
  if (!kk && !ru && !en) throw new Refusal("required", {}, "text_kk");
  await privateDb().transaction(async (tx) => {
    const found = await holdProblem(tx, actor, input.problem, input.seen);
    demandOwn(actor, found);
    if (found.closedAt) throw new Refusal("problemClosed");
    const until = DateTime.fromISO(`${input.day}T${input.time}`, { zone: (await officeCity(tx)).timeZone }).toJSDate();
    if (!(until > now && until.getTime() < now.getTime() + 92 * 86_400_000)) throw new Refusal("invalid", {}, "day");
    const said = { textKk: kk, textRu: ru, textEn: en, until, announcedBy: actor.id, announcedAt: now };
    await tx.insert(announcement).values({ problem: found.id, ...said }).onConflictDoUpdate({ target: announcement.problem, set: said });
    await recordOffice(tx, actor, { kind: "problem", subject: String(found.id), after: { problemTitle: found.title, announced: { kk, ru, en }, announcedUntil: until.toISOString() } });
  });
}

/** Takes back what was said in public: from now on nobody is shown it. */
export async function withdrawAnnouncement(actor: Actor, input: { problem: number; seen: Seen }, now = new Date()): Promise<void> {
  demand(actor, "problem.manage");
  await privateDb().transaction(async (tx) => {
    const found = await holdProblem(tx, actor, input.problem, input.seen);
    demandOwn(actor, found);
    await tx.update(announcement).set({ until: now }).where(eq(announcement.problem, found.id));
    await recordOffice(tx, actor, { kind: "problem", subject: String(found.id), after: { problemTitle: found.title, announced: null } });
  });
}

/** Adds a new case to the problem that its sender chose among the announced; one that is over by now is left for the triager. */
export async function joinAnnounced(tx: Connection, caseId: number, ref: string): Promise<void> {
  const [to] = await tx.select({ id: problem.id, title: problem.title, closedAt: problem.closedAt }).from(problem)
    .where(inArray(problem.id, tx.select({ id: announcement.problem }).from(announcement).where(eq(announcement.ref, ref)))).for("share");
  if (!to || to.closedAt) return;
  const found = await lockForSystem(tx, caseId);
  if (found.problem === null && !found.closedAt) await record(tx, null, found, { problem: to.id }, { kind: "problem_linked", more: { problemTitle: to.title } });
}
