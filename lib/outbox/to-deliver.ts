import { and, asc, count, eq, inArray, isNull, notInArray, or } from "drizzle-orm";
import { appeal, person, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { courtesies, letterChannel } from "#lib/outbox/notice.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Letters shown at once; the count says when there are more. */
export const shownLetters = 50;

/** What people must still see to: letters that wait, and e-mail that couldn't be delivered; the oldest first. */
export async function toDeliver(actor: Actor) {
  demand(actor, "delivery.record");
  const where = and(or(and(eq(outbox.state, "waiting"), eq(outbox.channel, letterChannel), isNull(outbox.tryAt)), inArray(outbox.state, ["dead", "given_up"])), notInArray(outbox.kind, [...courtesies]), isNull(appeal.erasedAt), ownScope(actor));
  const [rows, [all]] = await Promise.all([
    privateDb().select({
      id: outbox.id, kind: outbox.kind, state: outbox.state, createdAt: outbox.createdAt, appeal: appeal.id, number: appeal.number, version: appeal.version, seq: appeal.historySeq, way: person.way,
    }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).leftJoin(person, eq(person.id, appeal.applicant)).where(where).orderBy(asc(outbox.createdAt), asc(outbox.id)).limit(shownLetters),
    privateDb().select({ n: count() }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).where(where),
  ]);
  return { n: all!.n, rows };
}
