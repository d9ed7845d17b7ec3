import { and, eq } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { record } from "#lib/appeals/record.ts";
import { Refusal } from "#lib/errors.ts";
import { askWhetherSolved } from "#lib/outbox/ask-solved.ts";
import { type HandWay, isCourtesy, letterChannel, type Obstacle } from "#lib/outbox/notice.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type RecordDelivery = { id: number; seen: Seen; notice: number; way: HandWay; /** The city's day, YYYY-MM-DD. */ day: string };

/** What people may still see to: a letter that waits, and what could not be delivered so far. */
export const forPeople = ({ kind, state, channel }: { kind: string; state: string; channel: string }): boolean =>
  !isCourtesy(kind) && ((state === "waiting" && channel === letterChannel) || state === "dead" || state === "given_up" || state === "undeliverable");

/** What may turn out not to reach the applicant: what people see to, and what they posted and the post brought back. */
export const mayFail = (notice: { kind: string; state: string; channel: string; way: string | null }): boolean =>
  (forPeople(notice) && notice.state !== "undeliverable") || (notice.state === "handed_over" && notice.way === "post");

/** Takes a case's message for this transaction. @throws Refusal "noticeSettled" when it is another case's */
async function holdNotice(tx: Connection, found: Case, notice: number) {
  const [row] = await tx.select({ kind: outbox.kind, state: outbox.state, channel: outbox.channel, way: outbox.way, createdAt: outbox.createdAt }).from(outbox)
    .where(and(eq(outbox.id, notice), eq(outbox.appeal, found.id))).for("update");
  if (!row) throw new Refusal("noticeSettled");
  return row;
}

/** An official posted a letter, handed it over or read it out. */
export async function recordDelivery(actor: Actor, { id, seen, notice, way, day }: RecordDelivery, now = new Date()): Promise<void> {
  demand(actor, "delivery.record");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, id, seen);
    const { timeZone } = await officeCity(tx);
    const row = await holdNotice(tx, found, notice);
    if (!forPeople(row)) throw new Refusal("noticeSettled");
    const today = cityDay(now, timeZone);
    if (day > today || day < cityDay(row.createdAt, timeZone)) throw new Refusal("deliveryDay", {}, "day");
    await tx.update(outbox).set({ state: "handed_over", way, obstacle: null, doneAt: day === today ? now : startOfCityDay(day, timeZone), doneBy: actor.id, tryAt: null }).where(eq(outbox.id, notice));
    await record(tx, actor, found, {}, { kind: "delivery", more: { notice: row.kind, delivery: "handed_over", way, deliveredOn: day } });
    if (row.kind === "answer") await askWhetherSolved(tx, found.id, now);
  });
}

export type RecordObstacle = { id: number; seen: Seen; notice: number; obstacle: Obstacle };

/** An official knows that a letter can't reach the applicant: it leaves the list of letters and stands on the case. */
export async function recordObstacle(actor: Actor, { id, seen, notice, obstacle }: RecordObstacle, now = new Date()): Promise<void> {
  demand(actor, "delivery.record");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, id, seen);
    const row = await holdNotice(tx, found, notice);
    if (!mayFail(row)) throw new Refusal("noticeSettled");
    await tx.update(outbox).set({ state: "undeliverable", obstacle, way: null, doneAt: now, doneBy: actor.id, tryAt: null }).where(eq(outbox.id, notice));
    await record(tx, actor, found, {}, { kind: "undelivered", more: { notice: row.kind, obstacle } });
  });
}
