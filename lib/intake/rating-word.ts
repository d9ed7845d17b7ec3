import { and, desc, eq, gt, inArray, type SQL } from "drizzle-orm";
import { message } from "#db/private/intake.ts";
import { outbox } from "#db/private/outbox.ts";
import { appeal, type Connection, person } from "#db/private.ts";
import { lockForSystem } from "#lib/appeals/case.ts";
import type { Arrived } from "#lib/intake/arrivals.ts";
import { type Rated, rate } from "#lib/intake/rate.ts";

/** So long after the question its answer is taken for one; so long "no" opens the case again (private.reopens_until). */
const answerableMs = 30 * 86_400_000;

const words: [Rated["answer"], RegExp][] = [["yes", /^(иә|ия|иа|да|yes)$/u], ["partly", /^(жартылай|ішінара|частично|partly)$/u], ["no", /^(жоқ|жок|нет|no)$/u]];

/**
 * What a few words say to the question whether it was solved; null: they are about something else. A reason stands behind
 * a mark: "Нет, темно" is an answer, "Нет воды" another matter.
 */
export function ratingIn(text: string): Pick<Rated, "answer" | "reason"> | null {
  const [, word = "", reason = ""] = /^\s*[«"“]?(\p{L}+)[»"”]?\s*(?:$|[\n.,!:;–—-]\s*(.*))$/su.exec(text) ?? [];
  const answer = words.find(([, form]) => form.test(word.toLowerCase()))?.[0];
  return answer ? { answer, reason: reason.trim().slice(0, 2000) } : null;
}

type Reply = Pick<typeof message.$inferInsert, "at" | "channel" | "text" | "detail">;

/**
 * Takes an answer to our question whether it was really solved, by the channel that asked.
 * @param which of the outbox's questions, of whose applicant, it can be an answer to
 * @returns the case; null when it is no such answer, and is to be taken as any other words
 */
export async function rateByWord(tx: Connection, arrived: Arrived, reply: Reply, which: SQL | undefined, now: Date): Promise<number | null> {
  const said = ratingIn(reply.text ?? "");
  if (!said || !which) return null;
  const [asked] = await tx.select({ appeal: appeal.id, key: outbox.key }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).innerJoin(person, eq(person.id, appeal.applicant))
    .where(and(eq(outbox.kind, "rating"), inArray(outbox.state, ["sent", "sending", "in_doubt"]), gt(outbox.createdAt, new Date(now.getTime() - answerableMs)), which)).orderBy(desc(outbox.id)).limit(1);
  if (!asked) return null;
  const found = await lockForSystem(tx, asked.appeal);
  if (found.status !== "answered" || asked.key !== `rating ${found.id} ${found.round}`) return null;
  await tx.insert(message).values({ ...reply, appeal: found.id, inbound: arrived.id, form: "text" });
  const reopens = said.answer === "no" && found.closedAt !== null && found.closedAt.getTime() + answerableMs > now.getTime();
  await rate(tx, arrived, found, { ...said, round: found.round, reopens }, now);
  return found.id;
}
