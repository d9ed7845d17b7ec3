import { createHash } from "node:crypto";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import type { Part } from "#lib/intake/sms/part.ts";

/** An SMS that came, whoever brought it (casework.md, Intake): the one shape all providers end in. */
export type Sms = {
  provider: SmsProvider;
  messageId: string;
  /** E.164; null: a name or a short code, which nobody can answer. */
  from: string | null;
  to: string | null;
  text: string;
  receivedAt: Date;
  /** Of a long text that came in several; null: it is whole. */
  part: Part | null;
};

/** What a provider says of an SMS of ours, in the words of lib/outbox/note-delivery.ts; status null: nothing that we note. */
export type SmsReport = { messageId: string; status: "sent" | "delivered" | "read" | "failed" | null; at: Date; error: string | null };

/** How one provider's payloads are read. @throws ZodError when they are not as they should be */
export type SmsReader = { message(original: unknown, arrivedAt: Date): Sms; report(original: unknown, arrivedAt: Date): SmsReport };

export const smsProviders = ["infobip", "twilio", "smsc"] as const;
export type SmsProvider = (typeof smsProviders)[number];

/** A sender's number in E.164: "87011234567" and "77011234567" are +77011234567. Null for names and short codes. */
export function senderNumber(written: string): string | null {
  const digits = written.replace(/[\s().-]/g, "");
  if (!/^\+?[1-9]\d{9,14}$/.test(digits)) return null;
  // 87… with eleven digits is a Kazakh number as people write it; satellite phones of the world's prefix 87 have twelve.
  return phoneNumber(/^8[67]\d{9}$/.test(digits) ? `+7${digits.slice(1)}` : `+${digits.replace("+", "")}`, "KZ");
}

/** An id for what has none: the same content is the same thing. */
export const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value) ?? "").digest("hex");
