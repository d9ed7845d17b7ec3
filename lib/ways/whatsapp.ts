import { z } from "zod";

/** The WhatsApp Cloud API's account (developers.facebook.com/docs/whatsapp/cloud-api). */
export const whatsappWay = {
  settings: z.object({
    /** Of our own number, as the Graph API names it. */
    phoneNumberId: z.string().regex(/^\d{1,30}$/),
    graphUrl: z.url({ protocol: /^https?$/ }).default("https://graph.facebook.com/v23.0"),
    /** The approved template for what is said later than 24 hours after the person's last message, by language. Its one variable is the text. */
    templates: z.partialRecord(z.enum(["kk", "ru", "en"]), z.object({ name: z.string().min(1), language: z.string().min(2) })).default({}),
  }),
  secrets: z.object({
    /** Signs every delivery (X-Hub-Signature-256). */
    appSecret: z.string().min(1),
    /** What we told Meta to repeat in the handshake. */
    verifyToken: z.string().min(1),
    accessToken: z.string().min(1),
  }),
  sends: "whatsapp",
  calledAt: ["/api/intake/whatsapp"],
};
