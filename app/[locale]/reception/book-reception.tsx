"use server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { readSite, type Site } from "#app/_server/site.ts";
import { Booked } from "./booked.tsx";
import { Booking, type Filled, type VisitField, visitFields } from "./booking.tsx";
import { formatMoment } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { bookOffer, offers } from "#lib/resident/book.ts";
import { codeOfForm, type FormToken, newToken, readToken, writeToken } from "#lib/resident/form-token.ts";
import { e164Typed } from "#lib/resident/web-form.ts";
import { followCase } from "#lib/track/follow.ts";
import { ownWords } from "#lib/track/say.ts";

export type Told = { status: 200 | 400 | 409 | 429 | 503; done: boolean; view: ReactNode };

const quickest = 3000;
const mostPerNetwork = 10, longestTopic = 5000;

/** Books a reception, or draws the form again with what is wrong and all that was typed. */
export async function bookReception(form: FormData): Promise<Told> {
  const told = await tell(form instanceof FormData ? form : new FormData());
  await keepForPage("reception", told);
  return told;
}

async function tell(form: FormData): Promise<Told> {
  const field = (name: string) => (typeof form.get(name) === "string" ? String(form.get(name)) : "");
  const asked = field("locale"), locale = isLocale(asked) ? asked : defaultLocale, now = new Date();
  const t = translator(reception, locale), w = translator(write, locale);
  const site = await readSite(locale);
  if (!site) throw new Error("The city is not set up.");
  const given = readToken(field("token"), now), token = given ?? newToken(now);
  const go = field("go"), address = (await headers()).get("x-client-address");
  const typed = { slot: field("slot"), name: field("name").slice(0, 200), phone: field("phone").slice(0, 40), topic: field("topic").replaceAll("\r\n", "\n") };
  const draw = (status: Told["status"], more: Partial<Filled>): Told => ({ status, done: false, view: <Booking site={site} filled={{ offers: [], token: writeToken(token), typed, faults: {}, said: [], ...more }} /> });
  try {
    const again = go === "talon" && given ? await givenAgain(site, given, now, address) : null;
    if (again) return again;
    const free = await offers();
    const drawn = (status: Told["status"], said: string[], faults: Filled["faults"] = {}) => draw(status, { offers: free, said, faults });
    if (go !== "send") return drawn(200, []); // what the tab kept, drawn again
    const offer = free.find((one) => one.slot === typed.slot), phone = e164Typed(typed.phone);
    const faults: Record<VisitField, string | false> = {
      slot: typed.slot === "" && t("fault.slot"), name: !typed.name.trim() && t("fault.name"), phone: !phone && w("fault.phone"),
      topic: !typed.topic.trim() ? t("fault.topic") : typed.topic.length > longestTopic && w("fault.long", { most: longestTopic }),
    };
    const wrong = visitFields.filter((name) => faults[name]);
    const said = [...(field("homepage") ? [w("trap")] : []), ...(!given ? [w("stale")] : now.getTime() - given.at < quickest ? [w("quick")] : [])];
    if (wrong.length + said.length > 0) return drawn(400, said, Object.fromEntries(wrong.map((name) => [name, faults[name]])));
    // What is no longer offered may be this very form, sent a second time: the database knows.
    const wish = offer ? t("wish", { at: formatMoment(locale, offer.startsAt, site.city.timeZone), host: offer.host }) : "";
    const code = codeOfForm(token);
    const done = await bookOffer({
      formId: token.id, slot: typed.slot, said: { language: locale, wish, topic: typed.topic.trim(), name: typed.name.trim(), phone: phone! }, trackingCode: code, address, most: mostPerNetwork,
    });
    if ("taken" in done) return drawn(409, [], { slot: t("taken") });
    if ("limited" in done) return drawn(429, [w("limited", { minutes: done.limited })]);
    const receipt = { number: done.number, at: done.at, code };
    return { status: 200, done: true, view: <Booked site={site} visit={done.visit} receipt={receipt} again={!done.again ? undefined : done.same ? "again" : "kept"} /> };
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return draw(503, { said: [w("unavailable")] });
  }
}

/** What a form booked whose page was loaded again, for an hour: later it is somebody else who sits there. Null: nothing was sent of it. */
async function givenAgain(site: Site, token: FormToken, now: Date, address: string | null): Promise<Told | null> {
  const code = codeOfForm(token), found = await followCase(code, address);
  const sent = "case" in found ? found.case : null;
  if (!sent || now.getTime() - sent.receivedAt.getTime() > 3_600_000) return null;
  return { status: 200, done: true, view: <Booked site={site} visit={(await ownWords(code))?.visit ?? null} receipt={{ number: sent.number, at: sent.receivedAt, code }} /> };
}
