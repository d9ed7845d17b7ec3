import { z } from "zod";

const here = /^(localhost|127(\.\d+){3}|::1)$/;

/** The mailbox that residents write to (IMAP). Sending is set up in the portal's surroundings: SMTP_URL, MAIL_FROM. */
export const emailWay = {
  settings: z.object({
    host: z.string().regex(/^[\p{L}\p{N}.:-]{1,253}$/u),
    port: z.number().int().min(1).max(65_535).default(993),
    /** As for SMTP: unencrypted to a server on this machine only. */
    security: z.enum(["tls", "starttls", "none"]).default("tls"),
    user: z.string().min(1).max(300),
    folder: z.string().min(1).max(300).default("INBOX"),
  }).refine(({ security, host }) => security !== "none" || here.test(host), { path: ["security"] }),
  secrets: z.object({ password: z.string().min(1).max(1000) }),
  sends: "email",
};
