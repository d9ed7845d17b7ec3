import { z } from "zod";
import { message } from "#db/private/intake.ts";
import { lockForSystem } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { Refusal } from "#lib/errors.ts";
import type { Taker } from "#lib/intake/arrivals.ts";
import { receive } from "#lib/intake/receive.ts";
import { hold, receptionChannel, takeSeat } from "#lib/reception/book.ts";

export const receptionSource = "reception";

const Said = z.object({ language: z.enum(["kk", "ru", "en"]), slot: z.string(), wish: z.string(), topic: z.string(), name: z.string(), phone: z.string() });

/**
 * A reception that somebody booked on the web: a case and its visit, and the person is told when and where. Should the seat
 * be gone – the desk was quicker, the hours have changed – the case is there all the same, with the time that he wished.
 */
export const takeReception: Taker = async (tx, arrived, now) => {
  const { language, slot, wish, topic, name, phone } = Said.parse(arrived.original);
  const clock = await cityClock(tx);
  const seat = await takeSeat(tx, clock, slot, now).catch((error: unknown) => {
    if (error instanceof Refusal) return null;
    throw error;
  });
  const text = seat ? topic : `${topic}\n\n${wish}`;
  const receipt = await receive(tx, {
    source: arrived.source, sourceId: arrived.sourceId, channel: receptionChannel, language, text, applicant: { name, phone }, receivedAt: arrived.arrivedAt,
  }, null, arrived);
  if (!receipt) throw new Error(`the case of thing ${arrived.id} is here already`);
  await tx.insert(message).values({ appeal: receipt.id, inbound: arrived.id, at: arrived.arrivedAt, channel: receptionChannel, form: "text", text });
  if (seat) await hold(tx, null, await lockForSystem(tx, receipt.id), seat, now);
  return { state: "done", appeal: receipt.id };
};
