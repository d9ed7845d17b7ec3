"use server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { readSite } from "#app/_server/site.ts";
import { Booked } from "./booked.tsx";
import { Booking } from "./booking.tsx";
import { formatMoment } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { bookOffer, offers } from "#lib/resident/book.ts";
import { codeOfForm, newToken, readToken, writeToken } from "#lib/resident/form-token.ts";
import { e164Typed } from "#lib/resident/web-form.ts";

export type Told = { status: 200 | 400 | 409 | 429 | 503; done: boolean; view: ReactNode };

const quickest = 3000;
const mostPerNetwork = 10;

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
  const typed = { slot: field("slot"), name: field("name").slice(0, 200), phone: field("phone").slice(0, 40), topic: field("topic").replaceAll("\r\n", "\n").slice(0, 5000) };
  try {
    const free = await offers();
    const drawn = (status: Told["status"], said: string[]): Told => ({ status, done: false, view: <Booking site={site} filled={{ offers: free, token: writeToken(token), typed, said }} /> });
    const offer = free.find((one) => one.slot === typed.slot), phone = e164Typed(typed.phone);
    const wrong = [
      ...(typed.slot === "" ? [t("fault.slot")] : []), ...(typed.name.trim() ? [] : [t("fault.name")]), ...(phone ? [] : [w("fault.phone")]), ...(typed.topic.trim() ? [] : [t("fault.topic")]),
      ...(field("homepage") ? [w("trap")] : []), ...(!given ? [w("stale")] : now.getTime() - given.at < quickest ? [w("quick")] : []),
    ];
    if (wrong.length > 0) return drawn(400, wrong);
    // What is no longer offered may be this very form, sent a second time: the database knows.
    const wish = offer ? t("wish", { at: formatMoment(locale, offer.startsAt, site.city.timeZone), host: offer.host }) : "";
    const code = codeOfForm(token);
    const done = await bookOffer({
      formId: token.id, slot: typed.slot, said: { language: locale, wish, topic: typed.topic.trim(), name: typed.name.trim(), phone: phone! }, trackingCode: code,
      address: (await headers()).get("x-client-address"), most: mostPerNetwork,
    });
    if ("taken" in done) return drawn(409, [t("taken")]);
    if ("limited" in done) return drawn(429, [w("limited", { minutes: done.limited })]);
    return { status: 200, done: true, view: <Booked site={site} offer={offer ?? null} receipt={{ number: done.number, at: done.at, code }} again={done.again} /> };
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return { status: 503, done: false, view: <Booking site={site} filled={{ offers: [], token: writeToken(token), typed, said: [w("unavailable")] }} /> };
  }
}
