import { eq } from "drizzle-orm";
import { z } from "zod";
import { attachment, message } from "#db/private/intake.ts";
import { category, type Connection, district } from "#db/private.ts";
import { joinAnnounced } from "#lib/appeals/problem-announce.ts";
import type { Taker } from "#lib/intake/arrivals.ts";
import { cityChannel } from "#lib/intake/city-channel.ts";
import { receive } from "#lib/intake/receive.ts";
import { tellReceived } from "#lib/outbox/tell-received.ts";

export const webSource = "web";

const Said = z.object({
  language: z.enum(["kk", "ru", "en"]), text: z.string(), category: z.string().nullable(), district: z.string().nullable(),
  name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable(), known: z.uuid().nullable().default(null), way: z.enum(["email", "whatsapp", "sms"]).nullable().default(null),
});

/** A code that is still in the list: the form was drawn from what is published, and that may be older. */
async function still(tx: Connection, list: typeof category | typeof district, code: string | null): Promise<string | null> {
  if (code === null) return null;
  const [row] = await tx.select({ code: list.code }).from(list).where(eq(list.code, code));
  return row?.code ?? null;
}

/** A form of the portal's own: a case with the number and the code that its talon promised, and its photos. Each form is a matter of its own; who left a phone or an e-mail is told its number and code there, too. */
export const takeWeb: Taker = async (tx, arrived, now) => {
  if (arrived.kind !== "message") return { state: "kept" };
  const { language, text, name, phone, email, way, known, ...said } = Said.parse(arrived.original);
  const receipt = await receive(tx, {
    source: arrived.source, sourceId: arrived.sourceId, channel: await cityChannel(tx, "web"), language, text, applicant: { name, phone, email, way }, receivedAt: arrived.arrivedAt,
    category: await still(tx, category, said.category), district: await still(tx, district, said.district),
  }, null, arrived);
  if (!receipt) throw new Error(`the case of thing ${arrived.id} is here already`);
  const [line] = await tx.insert(message).values({ appeal: receipt.id, inbound: arrived.id, at: arrived.arrivedAt, channel: "web", form: "text", text }).returning({ id: message.id });
  await tx.update(attachment).set({ appeal: receipt.id, message: line!.id }).where(eq(attachment.inbound, arrived.id));
  await tellReceived(tx, receipt.id, now);
  if (known !== null) await joinAnnounced(tx, receipt.id, known);
  return { state: "done", appeal: receipt.id };
};
