import { z } from "zod";
import { dateParser } from "#lib/intake/source-date.ts";
import { plausibleMoment } from "#lib/intake/plausible-moment.ts";
import { partOf } from "#lib/intake/sms/part.ts";
import { digest, senderNumber, type SmsReader, type SmsReport } from "#lib/intake/sms/sms.ts";
import { storable } from "#lib/intake/storable.ts";
import type { Thing } from "#lib/resident/deliver.ts";

const text = z.union([z.string(), z.number().transform(String)]);
const Listed = z.looseObject({ id: text, phone: text });

/** The SMS that came, as SMSC lists them when it is asked; their times are of the account's time zone. Never throws. */
export function smscThings(listed: readonly unknown[], timeZone: string): Thing[] {
  return (storable(listed) as unknown[]).map((answer) => {
    const found = Listed.safeParse(answer), original = { answer, timeZone };
    if (!found.success) return { source: "smsc", sourceId: `unknown ${digest(answer)}`, kind: "unknown", sender: null, original };
    const { id, phone } = found.data;
    return { source: "smsc", sourceId: id.slice(0, 200) || `message ${digest(answer)}`, kind: "message", sender: (senderNumber(phone) ?? phone).slice(0, 300) || null, original };
  });
}

/** What SMSC tells our address of an SMS of ours. Never throws. */
export function smscReport(fields: URLSearchParams): Thing {
  const original = storable(Object.fromEntries(fields)), id = fields.get("id"), status = fields.get("status");
  if (!id || !status) return { source: "smsc", sourceId: `unknown ${digest(original)}`, kind: "unknown", sender: null, original };
  return { source: "smsc", sourceId: storable(`report ${id.slice(0, 200)} ${status.slice(0, 20)}`) as string, kind: "status", sender: null, original };
}

const Message = z.object({ timeZone: z.string(), answer: z.looseObject({ id: text, phone: text, to_phone: text.nullish(), message: text, received: z.string().nullish().catch(null), udh: z.string().nullish().catch(null) }) });
const Report = z.looseObject({ id: z.string().min(1), status: z.coerce.number().int(), ts: z.coerce.number().int().positive().optional().catch(undefined), err: z.string().optional() });

/** smsc.kz/api/http/status_messages: -1 waits, 0 is with the operator, from 20 on it couldn't be delivered. */
const statuses: Record<string, SmsReport["status"]> = { "0": "sent", "1": "delivered", "2": "read", "4": "read", "-2": "failed", "3": "failed", "20": "failed", "22": "failed", "23": "failed", "24": "failed", "25": "failed" };

function moment(written: string | null | undefined, timeZone: string): Date | null {
  const read = written ? dateParser(["dd.MM.yyyy HH:mm:ss"], timeZone)(written) : null;
  return read !== null && typeof read === "object" ? new Date(read.at) : null;
}

export const smsc: SmsReader = {
  message(original, arrivedAt) {
    const { timeZone, answer: { id, phone, to_phone: to, message, received, udh } } = Message.parse(original);
    return { provider: "smsc", messageId: id, from: senderNumber(phone), to: to ?? null, text: message, receivedAt: plausibleMoment(moment(received, timeZone), arrivedAt), part: partOf(udh) };
  },
  report(original, arrivedAt) {
    const { id, status, ts, err } = Report.parse(original);
    const became = statuses[status] ?? null;
    return { messageId: id, status: became, at: plausibleMoment(ts === undefined ? null : new Date(ts * 1000), arrivedAt), error: became === "failed" ? `status ${status}${err && err !== "0" ? `, error ${err}` : ""}` : null };
  },
};
