import { z } from "zod";
import type { Attempt } from "#lib/outbox/channel.ts";
import { aboutUs, ask, type OutgoingSms, refused, unknownAnswer } from "#lib/outbox/sms/provider.ts";
import type { openWay } from "#lib/ways/ways.ts";

const Taken = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String), cnt: z.coerce.number().positive() });
const Refused = z.looseObject({ error_code: z.coerce.number(), error: z.string().default("") });

/** smsc.kz/api/http/send: forbidden by its text, no such number, can't be delivered there. The others: parameters, password, money, blocked, too fast. */
const ofMessage = new Set([6, 7, 8]);

/** One attempt by SMSC's send.php; the password goes in the body, never in an address. */
export async function sendBySmsc({ settings, secrets }: ReturnType<typeof openWay<"smsc">>, { to, text, sender }: OutgoingSms): Promise<Attempt> {
  const answer = await ask(`${settings.apiUrl.replace(/\/+$/, "")}/send.php`, {
    body: new URLSearchParams({ login: settings.login, psw: secrets.password, phones: to, mes: text, sender, charset: "utf-8", fmt: "3" }),
  });
  if ("end" in answer) return answer;
  const wrong = Refused.safeParse(answer.body).data;
  if (wrong) return (ofMessage.has(wrong.error_code) ? refused : aboutUs)(`${wrong.error_code} ${wrong.error}`);
  const taken = Taken.safeParse(answer.body).data;
  return taken ? { end: "sent", providerId: taken.id } : unknownAnswer(answer.status);
}
