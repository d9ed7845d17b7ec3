import { z } from "zod";
import { digest, senderNumber, type SmsReader, type SmsReport } from "#lib/intake/sms/sms.ts";
import { storable } from "#lib/intake/storable.ts";
import type { Thing } from "#lib/resident/deliver.ts";

/** What a call of Twilio's brings: a status callback has a MessageStatus, a message a Body. Never throws. */
export function twilioThing(fields: URLSearchParams): Thing {
  const original = storable(Object.fromEntries(fields)), source = "twilio";
  const id = fields.get("MessageSid") || fields.get("SmsSid"), status = fields.get("MessageStatus"), from = fields.get("From");
  if (id && status) return { source, sourceId: `${safe(id)} ${safe(status)}`, kind: "status", sender: null, original };
  if (id && from && fields.has("Body")) return { source, sourceId: safe(id), kind: "message", sender: senderNumber(from) ?? safe(from), original };
  return { source, sourceId: `unknown ${digest(original)}`, kind: "unknown", sender: null, original };
}

const safe = (text: string): string => (storable(text) as string).slice(0, 200);

const Message = z.looseObject({ MessageSid: z.string().optional(), SmsSid: z.string().optional(), From: z.string(), To: z.string().optional(), Body: z.string() });
const Report = z.looseObject({ MessageSid: z.string().optional(), SmsSid: z.string().optional(), MessageStatus: z.string(), ErrorCode: z.string().optional() });

const statuses: Record<string, SmsReport["status"]> = { sent: "sent", delivered: "delivered", read: "read", undelivered: "failed", failed: "failed", canceled: "failed" };

/** Twilio puts long texts together itself and says nothing of when they were sent. */
export const twilio: SmsReader = {
  message(original, arrivedAt) {
    const { MessageSid, SmsSid, From, To, Body } = Message.parse(original);
    return { provider: "twilio", messageId: MessageSid ?? SmsSid ?? "", from: senderNumber(From), to: To ?? null, text: Body, receivedAt: arrivedAt, part: null };
  },
  report(original, arrivedAt) {
    const { MessageSid, SmsSid, MessageStatus, ErrorCode } = Report.parse(original);
    const status = statuses[MessageStatus] ?? null;
    return { messageId: MessageSid || (SmsSid ?? ""), status, at: arrivedAt, error: status === "failed" ? [MessageStatus, ErrorCode].filter(Boolean).join(" ") : null };
  },
};
