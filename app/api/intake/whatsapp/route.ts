import { timingSafeEqual } from "node:crypto";
import { connection } from "next/server";
import { limitedBody } from "#app/_server/limited-body.ts";
import { isOutage } from "#app/_server/outage.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { isSigned } from "#lib/intake/whatsapp/signature.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { wayOf } from "#lib/resident/way.ts";

/** Meta's deliveries have up to 3 MB. */
const largestDelivery = 3 * 1024 * 1024;

const plain = (status: number, text: string) => new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });

/** An outage is a 503, so that Meta comes again; nothing of what went wrong is told. */
async function answered(answer: () => Promise<Response>): Promise<Response> {
  try {
    await connection();
    return await answer();
  } catch (error) {
    console.error("WhatsApp's webhook:", error);
    return plain(isOutage(error) ? 503 : 500, "Try again later.\n");
  }
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Meta's handshake: whoever knows the word we agreed on gets his challenge back. */
export const GET = (request: Request) => answered(async () => {
  const query = new URL(request.url).searchParams, way = await wayOf("whatsapp");
  if (!way) return plain(404, "WhatsApp is not set up here.\n");
  const known = query.get("hub.mode") === "subscribe" && same(Buffer.from(query.get("hub.verify_token") ?? "").toString("hex"), Buffer.from(way.secrets.verifyToken).toString("hex"));
  return known ? plain(200, query.get("hub.challenge") ?? "") : plain(403, "Not the word that was agreed on.\n");
});

/** A delivery: its signature is checked over the very bytes, it is kept, then answered; what it means is found out later. */
export const POST = (request: Request) => answered(async () => {
  const way = await wayOf("whatsapp");
  if (!way) return plain(404, "WhatsApp is not set up here.\n");
  const raw = await limitedBody(request, largestDelivery);
  if (!raw) return plain(413, "Larger than any delivery of Meta's.\n");
  if (!isSigned(raw, request.headers.get("x-hub-signature-256"), way.secrets.appSecret)) return plain(401, "Not signed by Meta.\n");
  await deliver(thingsOf(parsed(raw)));
  return plain(200, "");
});

/** What was signed is kept even if it is no JSON. */
function parsed(raw: Uint8Array): unknown {
  const text = new TextDecoder().decode(raw);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
