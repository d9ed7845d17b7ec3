import { limitedBody } from "#app/_server/limited-body.ts";
import { plain } from "#app/_server/plain.ts";
import { answered, parsedJson, sameSecret } from "#app/_server/webhook.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { isSigned } from "#lib/intake/whatsapp/signature.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { wayOf } from "#lib/resident/way.ts";

/** Meta's deliveries have up to 3 MB. */
const largestDelivery = 3 * 1024 * 1024;

/** Meta's handshake: whoever knows the word we agreed on gets his challenge back. */
export const GET = (request: Request) => answered("WhatsApp", async () => {
  const query = new URL(request.url).searchParams, way = await wayOf("whatsapp");
  if (!way) return plain(404, "WhatsApp is not set up here.");
  const known = query.get("hub.mode") === "subscribe" && sameSecret(query.get("hub.verify_token") ?? "", way.secrets.verifyToken);
  return known ? plain(200, query.get("hub.challenge") ?? "") : plain(403, "Not the word that was agreed on.");
});

/** A delivery: its signature is checked over the very bytes, it is kept, then answered; what it means is found out later. */
export const POST = (request: Request) => answered("WhatsApp", async () => {
  const way = await wayOf("whatsapp");
  if (!way) return plain(404, "WhatsApp is not set up here.");
  const raw = await limitedBody(request, largestDelivery);
  if (!raw) return plain(413, "Larger than any delivery of Meta's.");
  if (!isSigned(raw, request.headers.get("x-hub-signature-256"), way.secrets.appSecret)) return plain(401, "Not signed by Meta.");
  await deliverTogether(thingsOf(parsedJson(raw)));
  return plain(200, "");
});
