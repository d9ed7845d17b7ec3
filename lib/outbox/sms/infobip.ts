import { z } from "zod";
import type { Attempt } from "#lib/outbox/channel.ts";
import { aboutUs, ask, type OutgoingSms, refused, unknownAnswer } from "#lib/outbox/sms/provider.ts";
import type { openWay } from "#lib/ways/ways.ts";

const Taken = z.looseObject({ messages: z.array(z.looseObject({ messageId: z.string().min(1).max(500), status: z.looseObject({ groupName: z.string(), name: z.string().default("") }) })).min(1) });
const Refused = z.looseObject({ errorCode: z.string(), description: z.string().default("") });

/** Rejections by which Infobip says something of our account or sender, not of the receiver. */
const ofOurs = /CREDITS|PREPAID|SENDER|SOURCE|ROUTE|DESTINATION_NOT_REGISTERED|SYSTEM|FLOODING|UNKNOWN/;

/** One attempt by Infobip's SMS API. The message has our own id there, too, so that a report finds it even when the answer was lost. */
export async function sendByInfobip({ settings, secrets }: ReturnType<typeof openWay<"infobip">>, { to, text, messageId, sender, reportTo }: OutgoingSms): Promise<Attempt> {
  const answer = await ask(`${settings.apiUrl.replace(/\/+$/, "")}/sms/3/messages`, {
    headers: { authorization: `App ${secrets.apiKey}`, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ messages: [{ sender, destinations: [{ to: to.slice(1), messageId }], content: { text }, ...(reportTo ? { webhooks: { delivery: { url: reportTo }, contentType: "application/json" } } : {}) }] }),
  });
  if ("end" in answer) return answer;
  const taken = Taken.safeParse(answer.body).data?.messages[0];
  if (taken) {
    const { messageId: providerId, status: { groupName, name } } = taken;
    if (["PENDING", "ACCEPTED", "DELIVERED"].includes(groupName)) return { end: "sent", providerId };
    return groupName === "REJECTED" && ofOurs.test(name) ? aboutUs(name) : refused(`${groupName} ${name}`);
  }
  const wrong = Refused.safeParse(answer.body).data;
  return wrong && answer.status < 500 ? aboutUs(`${wrong.errorCode} ${wrong.description}`) : unknownAnswer(answer.status);
}
