import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { outbox } from "#db/private/outbox.ts";
import type { Taker } from "#lib/intake/arrivals.ts";
import { enter, ongoing, sameSender } from "#lib/intake/conversation.ts";
import { languageOf } from "#lib/intake/language.ts";
import { nearestDistrict } from "#lib/intake/nearest-district.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { plausibleMoment } from "#lib/intake/plausible-moment.ts";
import { rateByWord } from "#lib/intake/rating-word.ts";
import { readMessage } from "#lib/intake/whatsapp/read-message.ts";
import { noteDelivery } from "#lib/outbox/note-delivery.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";

const Status = z.object({ status: z.looseObject({
  id: z.string(), status: z.string(), biz_opaque_callback_data: z.uuid().nullable().catch(null), timestamp: z.coerce.number().int().positive(),
  errors: z.array(z.looseObject({ code: z.number().optional(), title: z.string().optional() })).optional(),
}) });

/** What WhatsApp brought: words go into their conversation, statuses to the message they are about, the rest is only kept. */
export const takeWhatsapp: Taker = async (tx, arrived, now) => {
  if (arrived.kind === "status") {
    const { status } = Status.parse(arrived.original);
    const fault = status.errors?.[0];
    const appeal = await noteDelivery(tx, { channel: "whatsapp", providerId: status.id, messageId: status.biz_opaque_callback_data, status: status.status, at: plausibleMoment(new Date(status.timestamp * 1000), arrived.arrivedAt), error: fault ? `${fault.code ?? ""} ${fault.title ?? ""}`.trim() : null }, now);
    return appeal === null ? { state: "kept" } : { state: "done", appeal };
  }
  if (arrived.kind !== "message") return { state: "kept" };
  const read = readMessage(arrived.original);
  const { name, phone: digits, userId, place, opens, ...said } = read;
  const phone = digits === null ? null : phoneNumber(`+${digits.replace(/^\+/, "")}`, "KZ");
  const from = { name, phone, whatsapp: userId ?? digits, email: null };
  const open = await ongoing(tx, { channel: "whatsapp", from }, now), repliesTo = said.detail?.repliesTo, at = plausibleMoment(said.at, arrived.arrivedAt);
  // An answer to the question itself, or a word of who has nothing open that it could be about.
  const question = typeof repliesTo === "string" ? eq(outbox.providerId, repliesTo) : open === null ? sql`true` : undefined;
  const rated = said.form === "text" ? await rateByWord(tx, arrived, { at, channel: "whatsapp", text: said.text, detail: said.detail }, question && and(eq(outbox.channel, "whatsapp"), question, sameSender(from)), now) : null;
  if (rated !== null) return { state: "done", appeal: rated };
  if (!opens && open === null) return { state: "kept" };
  const [district, city] = await Promise.all([place ? nearestDistrict(tx, place) : null, officeCity(tx)]);
  return { state: "done", appeal: await enter(tx, arrived, { ...said, at, channel: "whatsapp", from, district, language: languageOf(said.text) ?? city.language }, now) };
};
