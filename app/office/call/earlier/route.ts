import { isOutage } from "#app/_server/outage.ts";
import { sameSite } from "#app/_server/perform.ts";
import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { callWords, earlierLine } from "#app/office/call/words.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { Refusal } from "#lib/errors.ts";
import { earlierCases } from "#lib/intake/call/earlier.ts";

/**
 * The earlier cases of a caller's number, while it is typed. By POST, though nothing changes that one sees: the number must not
 * stand in an address, and each look is written down. A number that isn't whole yet finds nothing.
 */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  try {
    if (!sameSite({ site: headers.get("sec-fetch-site"), origin: headers.get("origin"), host: headers.get("x-forwarded-host") ?? headers.get("host") })) throw new Refusal("crossSite");
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    const typed = (await request.formData().catch(() => null))?.get("phone");
    const words = await callWords();
    const phone = typeof typed === "string" ? e164(typed.slice(0, 40), words.city.timeZone) : null;
    const cases = phone ? (await earlierCases(actor, phone)).map((one) => earlierLine(one, words)) : null;
    return Response.json({ cases }, { headers: { "cache-control": "private, no-store" } });
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const refusal = error instanceof Refusal ? error : new Refusal(isOutage(error) ? "unavailable" : "broken");
    return Response.json({ title: refusal.say(await officeLanguage()), status: refusal.status }, { status: refusal.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
  }
}
