import { plain } from "#lib/resident/plain.ts";
import { answered, type Webhook } from "#lib/resident/webhook.ts";
import { infobipWebhook } from "#lib/resident/webhooks/infobip.ts";
import { smscWebhook } from "#lib/resident/webhooks/smsc.ts";
import { twilioWebhook } from "#lib/resident/webhooks/twilio.ts";
import { whatsappWebhook } from "#lib/resident/webhooks/whatsapp.ts";

/** The addresses that providers call (lib/ways, calledAt). What stands for a star is a secret. */
const webhooks: Record<string, Webhook> = {
  "/api/intake/whatsapp": whatsappWebhook, "/api/intake/sms/twilio": twilioWebhook, "/api/intake/sms/infobip/*": infobipWebhook, "/api/intake/sms/smsc/*": smscWebhook,
};

/** Answers any address below /api/intake. Never throws. @param request with its body whole in memory */
export async function answerWebhook(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url), end = pathname.lastIndexOf("/") + 1;
  const webhook = webhooks[pathname] ?? webhooks[`${pathname.slice(0, end)}*`];
  if (!webhook) return plain(404, "Nobody is heard here.");
  const answer = webhook[request.method as "GET" | "POST"];
  if (!answer) return new Response(null, { status: 405, headers: { allow: ["GET", "POST"].filter((method) => method in webhook).join(", ") } });
  return answered(webhook.name, () => answer(request, decodeURIComponent(pathname.slice(end))));
}
