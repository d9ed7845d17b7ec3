import { publicPage } from "#app/_server/public-page.tsx";
import { keptForPage } from "#app/_server/same-request.ts";
import { NewForm } from "../new/new-form.tsx";
import { Booking } from "./booking.tsx";
import { bookReception, type Told } from "./book-reception.tsx";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import { offers } from "#lib/resident/book.ts";
import { newToken, writeToken } from "#lib/resident/form-token.ts";

export const instant = false;

/** A resident books a personal reception. What may be booked is as of this minute, so nobody keeps this page (scripts/serve/page-cache.ts). */
export default function ReceptionPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/reception", async (site) => {
    const t = translator(reception, site.locale), w = translator(write, site.locale);
    const kept = await keptForPage<Told>("reception");
    const told = kept ?? { status: 200, done: false, view: <Booking site={site} filled={{ offers: await offers(), token: writeToken(newToken(new Date())), typed: { slot: "", name: "", phone: "", topic: "" }, faults: {}, said: [] }} /> };
    return {
      title: t(told.done ? "done.title" : "title"), description: t("description"), index: !kept, ...(told.status !== 200 && { status: told.status }),
      body: <NewForm action={bookReception} told={told} words={{ label: t("title"), offline: w("offline"), large: w("large"), sending: w("sending") }} />,
    };
  });
}
