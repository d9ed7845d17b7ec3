import { z } from "zod";
import type { Said } from "#lib/intake/conversation.ts";

const file = z.looseObject({ id: z.string().min(1), mime_type: z.string().default("application/octet-stream"), sha256: z.string().optional(), filename: z.string().optional(), caption: z.string().optional() });
const reply = z.looseObject({ title: z.string().default(""), description: z.string().optional() });

/** A message of the Cloud API as far as we read it; what is not here stays in the original. */
const Message = z.looseObject({
  type: z.string().default("unknown"),
  timestamp: z.coerce.number().int().positive(),
  from: z.string().optional(),
  context: z.looseObject({ id: z.string().optional(), forwarded: z.boolean().optional(), frequently_forwarded: z.boolean().optional() }).optional(),
  text: z.looseObject({ body: z.string() }).optional(),
  image: file.optional(), audio: file.optional(), voice: file.optional(), video: file.optional(), document: file.optional(), sticker: file.optional(),
  location: z.looseObject({ latitude: z.coerce.number().min(-90).max(90), longitude: z.coerce.number().min(-180).max(180), name: z.string().optional(), address: z.string().optional() }).optional().catch(undefined),
  contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: z.string().optional() }).optional(), phones: z.array(z.looseObject({ phone: z.string().optional() })).optional() })).optional(),
  reaction: z.looseObject({ message_id: z.string(), emoji: z.string().optional() }).optional(),
  button: z.looseObject({ text: z.string().default("") }).optional(),
  interactive: z.looseObject({ type: z.string().optional(), button_reply: reply.optional(), list_reply: reply.optional(), nfm_reply: z.looseObject({ response_json: z.string().optional(), body: z.string().optional() }).optional() }).optional(),
  system: z.looseObject({ body: z.string().optional(), type: z.string().optional() }).optional(),
  order: z.looseObject({ text: z.string().optional() }).optional(),
});
const Original = z.object({ message: Message, contact: z.looseObject({ profile: z.looseObject({ name: z.string().optional() }).optional(), wa_id: z.string().optional(), user_id: z.string().optional() }).nullable() });

/** What a message says, before anybody knows whose case it is. `opens`: a reaction or a sticker alone is no appeal. */
export type Read = Pick<Said, "at" | "form" | "text" | "detail" | "attachments"> & { name: string | null; /** Digits as WhatsApp writes them. */ phone: string | null; userId: string | null; place: { latitude: number; longitude: number } | null; opens: boolean };

const filesOf = ["image", "audio", "voice", "video", "document", "sticker"] as const;
const sha256 = (text: string | undefined): Buffer | null => {
  const bytes = Buffer.from(text ?? "", "base64");
  return bytes.length === 32 ? bytes : null;
};

/** Reads a kept message of WhatsApp. @throws ZodError when it isn't one; it is then shown to an administrator, as it came */
export function readMessage(original: unknown): Read {
  const { message, contact } = Original.parse(original);
  const media = filesOf.flatMap((kind) => message[kind] ?? []);
  const words = [
    message.text?.body, ...media.map((one) => one.caption), message.button?.text, message.interactive?.button_reply?.title, message.interactive?.list_reply?.title, message.interactive?.list_reply?.description,
    message.interactive?.nfm_reply?.body, message.system?.body, message.order?.text, message.reaction?.emoji,
    message.location && [message.location.name, message.location.address].filter(Boolean).join(", "),
    ...(message.contacts ?? []).map((one) => [one.name?.formatted_name, ...(one.phones ?? []).map((phone) => phone.phone)].filter(Boolean).join(", ")),
  ];
  const detail = {
    ...(message.context?.id && { repliesTo: message.context.id }), ...(message.reaction && { repliesTo: message.reaction.message_id, removed: message.reaction.emoji === undefined }),
    ...((message.context?.forwarded || message.context?.frequently_forwarded) && { forwarded: true }),
    ...(message.location && { latitude: message.location.latitude, longitude: message.location.longitude }),
    ...(message.interactive?.nfm_reply?.response_json && { form: message.interactive.nfm_reply.response_json }),
  };
  const form = /^[a-z_]{1,30}$/.test(message.type) ? message.type : "unknown";
  const text = words.filter(Boolean).join("\n").trim();
  return {
    at: new Date(message.timestamp * 1000), form, text, detail,
    attachments: media.map((one) => ({ mediaId: one.id, type: one.mime_type.split(";")[0]!.trim().toLowerCase(), name: one.filename ?? null, expectedSha256: sha256(one.sha256) })),
    name: contact?.profile?.name?.trim() || null, phone: message.from ?? contact?.wa_id ?? null, userId: contact?.user_id ?? null,
    place: message.location ? { latitude: message.location.latitude, longitude: message.location.longitude } : null,
    opens: ["text", "image", "audio", "voice", "video", "document", "location", "contacts", "button", "interactive", "order"].includes(form) && (text !== "" || media.length > 0 || message.location !== undefined),
  };
}
