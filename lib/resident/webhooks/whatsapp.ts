import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { isSigned } from "#lib/intake/whatsapp/signature.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { plain } from "#lib/resident/plain.ts";
import { wayOf } from "#lib/resident/way.ts";
import { parsedJson, sameSecret, type Webhook } from "#lib/resident/webhook.ts";

export const whatsappWebhook: Webhook = {
  name: "WhatsApp",
  /** Meta's handshake: whoever knows the word we agreed on gets his challenge back. */
  async GET(request) {
    const query = new URL(request.url).searchParams, way = await wayOf("whatsapp");
    if (!way) return plain(404, "WhatsApp is not set up here.");
    const known = query.get("hub.mode") === "subscribe" && sameSecret(query.get("hub.verify_token") ?? "", way.secrets.verifyToken);
    return known ? plain(200, query.get("hub.challenge") ?? "") : plain(403, "Not the word that was agreed on.");
  },
  /** A delivery: its signature is checked over the very bytes, it is kept, then answered; what it means is found out later. */
  async POST(request) {
    const way = await wayOf("whatsapp");
    if (!way) return plain(404, "WhatsApp is not set up here.");
    const raw = new Uint8Array(await request.arrayBuffer());
    if (!isSigned(raw, request.headers.get("x-hub-signature-256"), way.secrets.appSecret)) return plain(401, "Not signed by Meta.");
    await deliverTogether(thingsOf(parsedJson(raw)));
    return plain(200, "");
  },
};
