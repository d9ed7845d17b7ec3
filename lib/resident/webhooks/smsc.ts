import { smscReport } from "#lib/intake/sms/smsc.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { plain } from "#lib/resident/plain.ts";
import { wayOf } from "#lib/resident/way.ts";
import { postedForm, sameSecret, type Webhook } from "#lib/resident/webhook.ts";
import { mayCall } from "#lib/ways/address-list.ts";

async function hear(request: Request, secret: string, fields: URLSearchParams): Promise<Response> {
  const way = await wayOf("smsc");
  if (!way) return plain(404, "SMSC is not set up here.");
  if (!sameSecret(secret, way.secrets.pathSecret)) return plain(401, "Not the address that was agreed on.");
  if (!mayCall(way.settings.addresses, request.headers.get("x-client-address"))) return plain(403, "Not from where SMSC calls.");
  await deliverTogether([smscReport(fields)]);
  return plain(200, "OK");
}

/** What became of our SMS, as SMSC tells it. What residents write it is asked for (lib/intake/sms/poll-smsc.ts). */
export const smscWebhook: Webhook = {
  name: "SMSC",
  GET: (request, secret) => hear(request, secret, new URL(request.url).searchParams),
  POST: async (request, secret) => hear(request, secret, await postedForm(request)),
};
