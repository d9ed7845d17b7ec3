import { and, eq } from "drizzle-orm";
import { privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { record } from "#lib/appeals/record.ts";
import { Refusal } from "#lib/errors.ts";
import { type HandWay, letterChannel } from "#lib/outbox/notice.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type RecordDelivery = { id: number; seen: Seen; notice: number; way: HandWay; /** The city's day, YYYY-MM-DD. */ day: string };

/** What people may still see to: a letter that waits, and what no channel could deliver. */
export const forPeople = ({ state, channel }: { state: string; channel: string }): boolean =>
  (state === "waiting" && channel === letterChannel) || state === "dead" || state === "given_up";

/** An official posted a letter, handed it over or read it out. */
export async function recordDelivery(actor: Actor, { id, seen, notice, way, day }: RecordDelivery, now = new Date()): Promise<void> {
  demand(actor, "delivery.record");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, id, seen);
    const { timeZone } = await officeCity(tx);
    const [row] = await tx.select({ kind: outbox.kind, state: outbox.state, channel: outbox.channel, createdAt: outbox.createdAt }).from(outbox)
      .where(and(eq(outbox.id, notice), eq(outbox.appeal, found.id))).for("update");
    if (!row || !forPeople(row)) throw new Refusal("noticeSettled");
    const today = cityDay(now, timeZone);
    if (day > today || day < cityDay(row.createdAt, timeZone)) throw new Refusal("deliveryDay", {}, "day");
    await tx.update(outbox).set({ state: "handed_over", way, doneAt: day === today ? now : startOfCityDay(day, timeZone), doneBy: actor.id, tryAt: null }).where(eq(outbox.id, notice));
    await record(tx, actor, found, {}, { kind: "delivery", more: { notice: row.kind, delivery: "handed_over", way, deliveredOn: day } });
  });
}
