import { limitedBody } from "#app/_server/limited-body.ts";
import { plain } from "#app/_server/plain.ts";
import { answered, largestDelivery, parsedJson, sameSecret } from "#app/_server/webhook.ts";
import { infobipThings } from "#lib/intake/sms/infobip.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { wayOf } from "#lib/resident/way.ts";
import { mayCall } from "#lib/ways/address-list.ts";

/** SMS and delivery reports from Infobip, which signs nothing: it knows this address's secret, and may have to call from known addresses. */
export const POST = (request: Request, { params }: { params: Promise<{ secret: string }> }) => answered("Infobip", async () => {
  const [{ secret }, way] = await Promise.all([params, wayOf("infobip")]);
  if (!way) return plain(404, "Infobip is not set up here.");
  if (!sameSecret(secret, way.secrets.pathSecret)) return plain(401, "Not the address that was agreed on.");
  if (!mayCall(way.settings.addresses, request.headers.get("x-client-address"))) return plain(403, "Not from where Infobip calls.");
  const raw = await limitedBody(request, largestDelivery);
  if (!raw) return plain(413, "Larger than any delivery.");
  await deliverTogether(infobipThings(parsedJson(raw)));
  return plain(200, "");
});
