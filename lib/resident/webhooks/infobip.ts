import { infobipThings } from "#lib/intake/sms/infobip.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { plain } from "#lib/resident/plain.ts";
import { wayOf } from "#lib/resident/way.ts";
import { parsedJson, sameSecret, type Webhook } from "#lib/resident/webhook.ts";
import { mayCall } from "#lib/ways/address-list.ts";

/** SMS and delivery reports from Infobip, which signs nothing: it knows this address's secret, and may have to call from known addresses. */
export const infobipWebhook: Webhook = {
  name: "Infobip",
  async POST(request, secret) {
    const way = await wayOf("infobip");
    if (!way) return plain(404, "Infobip is not set up here.");
    if (!sameSecret(secret, way.secrets.pathSecret)) return plain(401, "Not the address that was agreed on.");
    if (!mayCall(way.settings.addresses, request.headers.get("x-client-address"))) return plain(403, "Not from where Infobip calls.");
    await deliverTogether(infobipThings(parsedJson(new Uint8Array(await request.arrayBuffer()))));
    return plain(200, "");
  },
};
