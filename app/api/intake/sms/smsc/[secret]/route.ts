import { plain } from "#app/_server/plain.ts";
import { answered, postedForm, sameSecret } from "#app/_server/webhook.ts";
import { smscReport } from "#lib/intake/sms/smsc.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { wayOf } from "#lib/resident/way.ts";
import { mayCall } from "#lib/ways/address-list.ts";

type Context = { params: Promise<{ secret: string }> };

async function hear(request: Request, { params }: Context, fields: () => Promise<URLSearchParams | null>): Promise<Response> {
  const [{ secret }, way] = await Promise.all([params, wayOf("smsc")]);
  if (!way) return plain(404, "SMSC is not set up here.");
  if (!sameSecret(secret, way.secrets.pathSecret)) return plain(401, "Not the address that was agreed on.");
  if (!mayCall(way.settings.addresses, request.headers.get("x-client-address"))) return plain(403, "Not from where SMSC calls.");
  const told = await fields();
  if (!told) return plain(413, "Larger than any report.");
  await deliverTogether([smscReport(told)]);
  return plain(200, "OK");
}

/** What became of our SMS, as SMSC tells it. What residents write it is asked for (lib/intake/sms/poll-smsc.ts). */
export const GET = (request: Request, context: Context) => answered("SMSC", () => hear(request, context, async () => new URL(request.url).searchParams));
export const POST = (request: Request, context: Context) => answered("SMSC", () => hear(request, context, () => postedForm(request)));
