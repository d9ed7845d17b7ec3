import { z } from "zod";
import { plausibleMoment } from "#lib/intake/plausible-moment.ts";
import { partOf } from "#lib/intake/sms/part.ts";
import { digest, senderNumber, type SmsReader, type SmsReport } from "#lib/intake/sms/sms.ts";
import { storable } from "#lib/intake/storable.ts";
import type { Thing } from "#lib/resident/deliver.ts";

type Loose = { [name: string]: unknown };
const word = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/**
 * What a webhook of Infobip's brings, a thing each: messages and delivery reports both come as `results[]`, a report has a
 * `status`. What is neither is of kind "unknown". Never throws.
 */
export function infobipThings(delivered: unknown): Thing[] {
  const body = storable(delivered);
  const results = typeof body === "object" && body !== null && "results" in body ? (body as Loose).results : null;
  return Array.isArray(results) && results.length > 0 ? results.map(thingOf) : [unknown(body)];
}

const unknown = (original: unknown): Thing => ({ source: "infobip", sourceId: `unknown ${digest(original)}`, kind: "unknown", sender: null, original });

function thingOf(result: unknown): Thing {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return unknown(result);
  const one = result as Loose, id = word(one.messageId)?.slice(0, 400), from = word(one.from);
  if (typeof one.status === "object" && one.status !== null) {
    return { source: "infobip", sourceId: `${id ?? digest(one)} ${word((one.status as Loose).groupName)?.slice(0, 50) ?? "?"}`, kind: "status", sender: null, original: one };
  }
  if (from === null || (typeof one.text !== "string" && typeof one.cleanText !== "string")) return unknown(one);
  return { source: "infobip", sourceId: id ?? `message ${digest(one)}`, kind: "message", sender: (senderNumber(from) ?? from).slice(0, 300), original: one };
}

const Moment = z.string().transform((text) => new Date(text)).refine((at) => !Number.isNaN(at.getTime())).nullish().catch(null);
const Message = z.looseObject({ messageId: z.string().optional(), from: z.string(), to: z.string().nullish(), text: z.string().nullish(), cleanText: z.string().nullish(), receivedAt: Moment, udh: z.string().nullish().catch(null) });
const Report = z.looseObject({
  messageId: z.string().min(1), doneAt: Moment, sentAt: Moment,
  status: z.looseObject({ groupName: z.string(), name: z.string().nullish(), id: z.number().nullish() }),
  error: z.looseObject({ id: z.number().nullish(), name: z.string().nullish() }).nullish(),
});

const statuses: Record<string, SmsReport["status"]> = { DELIVERED: "delivered", UNDELIVERABLE: "failed", EXPIRED: "failed", REJECTED: "failed" };

export const infobip: SmsReader = {
  message(original, arrivedAt) {
    const { messageId, from, to, text, cleanText, receivedAt, udh } = Message.parse(original);
    // cleanText lacks the keyword that a shared number's messages begin with; what was said is the whole.
    return { provider: "infobip", messageId: messageId ?? "", from: senderNumber(from), to: to ?? null, text: text ?? cleanText ?? "", receivedAt: plausibleMoment(receivedAt ?? null, arrivedAt), part: partOf(udh) };
  },
  report(original, arrivedAt) {
    const { messageId, status, error, doneAt, sentAt } = Report.parse(original);
    const became = statuses[status.groupName] ?? null;
    return { messageId, status: became, at: plausibleMoment(doneAt ?? sentAt ?? null, arrivedAt), error: became === "failed" ? [status.name, error?.name].filter(Boolean).join(", ") || null : null };
  },
};
