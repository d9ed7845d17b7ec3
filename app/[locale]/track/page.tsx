import { publicPage } from "#app/_server/public-page.tsx";
import { keptForPage } from "#app/_server/same-request.ts";
import { look } from "./look.tsx";
import type { Told } from "./tell.tsx";
import { TrackForm } from "./track-form.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** A resident follows his own appeal by its code. Asked with GET the page is the same for everybody; a case comes only in the answer to a POST. */
export default function TrackPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/track", async ({ locale }) => {
    const t = translator(track, locale);
    const told = await keptForPage<Told>("track");
    const words = { title: t("title"), lead: t("lead"), code: t("code"), hint: t("hint"), show: t("show"), another: t("another"), offline: t("offline"), large: t("large"), sending: t("sending") };
    return {
      title: told?.number ? t("number", { number: told.number }) : t("title"), description: t("description"), index: !told, ...(told && told.status !== 200 ? { status: told.status } : {}),
      body: <TrackForm action={look} locale={locale} words={words} told={told} />,
    };
  });
}
