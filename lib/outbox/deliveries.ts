import { and, asc, desc, eq, isNotNull } from "drizzle-orm";
import { answer, appeal, person, privateDb, staff } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { forPeople, mayFail } from "#lib/outbox/record-delivery.ts";
import { codeMark } from "#lib/outbox/notice.ts";
import { segmentsOf } from "#lib/outbox/sms/segments.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** How a case's applicant was told of what, oldest first; how he wants to be told; when he read the answer. */
export async function deliveriesOf(actor: Actor, caseId: number) {
  demand(actor, "case.read");
  const db = privateDb();
  const [notices, [applicant], reads] = await Promise.all([
    db.select({
      id: outbox.id, kind: outbox.kind, channel: outbox.channel, state: outbox.state, language: outbox.language, subject: outbox.subject, text: outbox.text, short: outbox.short, createdAt: outbox.createdAt,
      tries: outbox.tries, tryAt: outbox.tryAt, lastError: outbox.lastError, sentTo: outbox.sentTo, doneAt: outbox.doneAt, way: outbox.way, obstacle: outbox.obstacle, by: staff.name,
    }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).leftJoin(staff, eq(staff.id, outbox.doneBy))
      .where(and(eq(outbox.appeal, caseId), scopeOf(actor))).orderBy(asc(outbox.id)),
    db.select({ way: person.way }).from(appeal).innerJoin(person, eq(person.id, appeal.applicant)).where(and(eq(appeal.id, caseId), scopeOf(actor))),
    db.select({ round: answer.round, readAt: answer.readAt }).from(answer).innerJoin(appeal, eq(appeal.id, answer.appeal))
      .where(and(eq(answer.appeal, caseId), isNotNull(answer.readAt), scopeOf(actor))).orderBy(desc(answer.id)),
  ]);
  return { notices: notices.map((notice) => ({ ...notice, text: notice.text.replace(codeMark, "•••"), short: notice.short?.replace(codeMark, "•••") ?? null, segments: notice.channel === "sms" ? segmentsOf(notice.short ?? notice.text) : null, forPeople: forPeople(notice), mayFail: mayFail(notice) })), way: applicant?.way ?? null, reads: reads as { round: number; readAt: Date }[] };
}
