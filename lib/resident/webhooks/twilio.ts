import { env } from "#env.ts";
import { isSignedByTwilio } from "#lib/intake/sms/twilio-signature.ts";
import { twilioThing } from "#lib/intake/sms/twilio.ts";
import { deliverTogether } from "#lib/resident/deliver-together.ts";
import { plain } from "#lib/resident/plain.ts";
import { wayOf } from "#lib/resident/way.ts";
import { postedForm, type Webhook } from "#lib/resident/webhook.ts";

/** TwiML that says nothing back: the answer comes from the outbox. */
const nothingToSay = () => new Response('<?xml version="1.0" encoding="UTF-8"?><Response/>', { headers: { "content-type": "text/xml; charset=utf-8", "cache-control": "no-store" } });

/** @param form of a POST; a GET has it in the address, which is signed as it is */
async function hear(request: Request, form: URLSearchParams | null): Promise<Response> {
  const way = await wayOf("twilio");
  if (!way) return plain(404, "Twilio is not set up here.");
  const { pathname, search, searchParams, origin } = new URL(request.url);
  // Behind a proxy the request's own address is not the one that Twilio called.
  const called = `${env.PUBLIC_URL?.replace(/\/+$/, "") ?? origin}${pathname}${search}`;
  if (!isSignedByTwilio(called, form, request.headers.get("x-twilio-signature"), way.secrets.authToken)) return plain(403, "Not signed by Twilio.");
  await deliverTogether([twilioThing(form ?? searchParams)]);
  return nothingToSay();
}

/** SMS that residents sent and what became of ours, as Twilio tells them: by either method, signed. */
export const twilioWebhook: Webhook = {
  name: "Twilio",
  GET: (request) => hear(request, null),
  POST: async (request) => hear(request, await postedForm(request)),
};
