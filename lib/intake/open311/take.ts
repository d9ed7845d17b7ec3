import { eq } from "drizzle-orm";
import { z } from "zod";
import { attachment, message } from "#db/private/intake.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Taker } from "#lib/intake/arrivals.ts";
import { cityChannel } from "#lib/intake/city-channel.ts";
import { languageOf } from "#lib/intake/language.ts";
import { nearestDistrict } from "#lib/intake/nearest-district.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { receive } from "#lib/intake/receive.ts";

const word = z.string().nullable();
const Original = z.object({
  client: z.string(), language: z.enum(["kk", "ru", "en"]).nullable(),
  asked: z.object({
    service_code: z.string(), lat: z.number().nullable(), long: z.number().nullable(), address_string: word, address_id: word, description: word, email: word, phone: word, first_name: word, last_name: word,
    media: z.array(z.string()),
  }),
});

/** A request of an Open311 client: a case of its own each, because each has its own id that the client was told. */
export const takeOpen311: Taker = async (tx, arrived) => {
  const { client, language, asked } = Original.parse(arrived.original);
  const place = asked.lat !== null && asked.long !== null ? { latitude: asked.lat, longitude: asked.long } : null;
  const [city, district, through] = await Promise.all([
    officeCity(tx), asked.address_id ?? (place ? nearestDistrict(tx, place) : null), cityChannel(tx, "open311"),
  ]);
  const text = [asked.description, asked.address_string, ...asked.media].filter(Boolean).join("\n");
  const receipt = await receive(tx, {
    source: arrived.source, sourceId: arrived.sourceId, channel: through, language: languageOf(asked.description ?? "") ?? language ?? city.language, text, category: asked.service_code, district,
    applicant: { name: [asked.first_name, asked.last_name].filter(Boolean).join(" ") || null, phone: phoneNumber(asked.phone, "KZ"), email: asked.email, address: null }, receivedAt: arrived.arrivedAt,
  }, null, arrived);
  if (!receipt) throw new Error(`the case of thing ${arrived.id} is here already`);
  const [line] = await tx.insert(message).values({ appeal: receipt.id, inbound: arrived.id, at: arrived.arrivedAt, channel: through, form: "text", text, detail: { client, ...place } }).returning({ id: message.id });
  await tx.update(attachment).set({ appeal: receipt.id, message: line!.id }).where(eq(attachment.inbound, arrived.id));
  return { state: "done", appeal: receipt.id };
};
