import { z } from "zod";

const filled = (longest: number) => z.string().trim().max(longest).transform((text) => text || null).nullable().default(null);

/** What somebody said to the city, whichever channel it came by: the one shape all channels end in. */
export const Message = z.object({
  /** 'portal' for our own forms and desks; a channel's provider where messages have ids of theirs (delivered twice, kept once). */
  source: z.string().default("portal"),
  sourceId: z.string().min(1).max(200).optional(),
  channel: z.string().min(1),
  language: z.enum(["kk", "ru", "en"]),
  /** May be empty where a picture or a place says it all. */
  text: z.string().trim().max(50_000),
  category: z.string().nullable().default(null),
  district: z.string().nullable().default(null),
  applicant: z.object({
    name: filled(300), address: filled(500),
    /** E.164 already: who takes the message knows the country (lib/intake/phone-number.ts). */
    phone: z.string().regex(/^\+[1-9]\d{6,14}$/).nullable().default(null),
    email: z.email().max(254).nullable().default(null),
    /** His id at WhatsApp, where the phone may not be told. */
    whatsapp: filled(200),
    /** How he wants to be told, where he said so. */
    way: z.enum(["email", "whatsapp", "sms", "phone"]).nullable().default(null),
  }).nullable().default(null),
  receivedAt: z.date(),
}).refine(({ text, source }) => text !== "" || source !== "portal", { path: ["text"], error: "is empty" });
export type Message = z.input<typeof Message>;
