import { z } from "zod";
import { privateDb } from "#db/private.ts";
import type { WhatsappWay } from "#lib/intake/whatsapp/graph.ts";
import type { Attempt, Channel, OutboxMessage } from "#lib/outbox/channel.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { neverLeft } from "#lib/outbox/unsent.ts";
import { formNow, lastWord } from "#lib/outbox/whatsapp-window.ts";
import { readWay } from "#lib/ways/read.ts";

/** The longest text Meta takes; a template's body has 1024 with its own words. */
const longest = { text: 4096, template: 900 };

/** A template's variable is one line without runs of spaces (error 132000 otherwise). */
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ").replace(/\s{2,}/g, " ").trim();

const Taken = z.looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1).max(500) })).min(1) });
const Refused = z.looseObject({ error: z.looseObject({ code: z.number(), error_subcode: z.number().optional(), message: z.string().default("") }) });

/** Errors of the Graph API that are about us or about Meta, not about this message: mending settings or waiting helps. */
const aboutUs = new Set([0, 1, 2, 3, 4, 10, 190, 368, 80007, 130429, 131000, 131005, 131016, 131031, 131042, 131045, 131048, 131057, 133004, 133010, 133016]);
/** Too much to one person at once. */
const tooFast = 131056;

/** What an answer of Meta's means. An error without its code comes from a machine in between: it may have passed the message on. */
function judge(status: number, body: unknown): Attempt {
  const refused = Refused.safeParse(body);
  if (!refused.success) {
    if (status === 429 || status === 401 || status === 403) return { end: "later", error: `HTTP ${status}`, away: true };
    return { end: "doubt", error: `HTTP ${status} without a word that is known` };
  }
  const { code, error_subcode: subcode, message } = refused.data.error, error = withoutAddresses(`${code} ${message}`).replace(/\+?\d{9,}/g, "…");
  if (code === tooFast) return { end: "later", error, away: false };
  if (aboutUs.has(code) || (code >= 200 && code < 300) || (code === 100 && subcode === 33) || status === 429 || status >= 500) return { end: "later", error, away: true };
  return { end: "refused", error };
}

/** A person by phone or by the id that WhatsApp made for this business alone. */
const receiver = (address: string) => (/^\d+$/.test(address) ? { to: address } : { recipient: address });

/** What is too long for a message, or for a template's variable, is said in a few words, as by SMS: what happened, and where to read the rest. */
async function bodyOf(way: WhatsappWay, { address, language, text, short, messageId }: OutboxMessage, now: Date) {
  const form = formNow(way.settings, language, await lastWord(privateDb(), address), now);
  if (form === null) return null;
  const template = way.settings.templates[language];
  const said = [text, short ?? ""].map((words) => (form === "text" ? words : oneLine(words))).find((words) => words !== "" && words.length <= longest[form]);
  if (said === undefined) return null;
  return {
    messaging_product: "whatsapp", recipient_type: "individual", ...receiver(address),
    // Comes back with every word about this message, so that it is known by it even when the answer was lost.
    biz_opaque_callback_data: messageId,
    ...(form === "text" ? { type: "text", text: { preview_url: false, body: said } }
      : { type: "template", template: { name: template!.name, language: { code: template!.language }, components: [{ type: "body", parameters: [{ type: "text", text: said }] }] } }),
  };
}

async function hand(way: WhatsappWay, body: object): Promise<Attempt> {
  let answer: Response;
  try {
    answer = await fetch(`${way.settings.graphUrl}/${way.settings.phoneNumberId}/messages`, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(60_000), headers: { authorization: `Bearer ${way.secrets.accessToken}`, "content-type": "application/json" }, body: JSON.stringify(body),
    });
  } catch (fault) {
    return neverLeft(fault) ? { end: "later", error: "Meta can't be reached", away: true } : { end: "doubt", error: "no answer" };
  }
  const said: unknown = await answer.json().catch(() => null);
  if (!answer.ok) return judge(answer.status, said);
  const taken = Taken.safeParse(said);
  return taken.success ? { end: "sent", providerId: taken.data.messages[0]!.id } : { end: "doubt", error: "an answer without an id" };
}

/**
 * WhatsApp by the Graph API: free text for a day after the person's last message, then the approved template of his
 * language. What fits in neither is refused, so that the next channel tells him.
 */
export const whatsappChannel: Channel = {
  code: "whatsapp",
  ready: async (db) => await readWay("whatsapp", db) !== null,
  addressOf: ({ whatsapp, phone, way }) => (way === "whatsapp" ? whatsapp ?? phone?.slice(1) ?? null : way === null ? whatsapp : null),
  async send(message, now) {
    try {
      const way = await readWay("whatsapp");
      if (!way) return { end: "later", error: "switched off", away: true };
      const body = await bodyOf(way, message, now);
      return body ? await hand(way, body) : { end: "refused", error: "later than 24 hours after the last message, or too long" };
    } catch {
      return { end: "later", error: "its settings can't be read", away: true };
    }
  },
};
