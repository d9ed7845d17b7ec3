import { z } from "zod";
import type { Attempt } from "#lib/outbox/channel.ts";
import { aboutUs, ask, type OutgoingSms, refused, unknownAnswer } from "#lib/outbox/sms/provider.ts";
import type { openWay } from "#lib/ways/ways.ts";

const Taken = z.looseObject({ sid: z.string().min(1).max(500) });
const Refused = z.looseObject({ code: z.number(), message: z.string().default("") });

/** Twilio's errors about the receiver or the text (twilio.com/docs/api/errors); all others are about our account. */
const ofMessage = new Set([21211, 21214, 21217, 21265, 21602, 21605, 21610, 21612, 21614, 21617, 21623, 30003, 30004, 30005, 30006]);

/** One attempt by Twilio's Messages resource. */
export async function sendByTwilio({ settings, secrets }: ReturnType<typeof openWay<"twilio">>, { to, text, sender, reportTo }: OutgoingSms): Promise<Attempt> {
  const answer = await ask(`${settings.apiUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${settings.accountSid}/Messages.json`, {
    headers: { authorization: `Basic ${Buffer.from(`${settings.accountSid}:${secrets.authToken}`).toString("base64")}` },
    body: new URLSearchParams({ To: to, Body: text, ...(/^MG[0-9a-f]{32}$/i.test(sender) ? { MessagingServiceSid: sender } : { From: sender }), ...(reportTo ? { StatusCallback: reportTo } : {}) }),
  });
  if ("end" in answer) return answer;
  const taken = answer.status < 300 ? Taken.safeParse(answer.body).data : undefined;
  if (taken) return { end: "sent", providerId: taken.sid };
  const wrong = answer.status >= 400 ? Refused.safeParse(answer.body).data : undefined;
  if (!wrong) return unknownAnswer(answer.status);
  return (ofMessage.has(wrong.code) ? refused : aboutUs)(`${wrong.code} ${wrong.message}`);
}
