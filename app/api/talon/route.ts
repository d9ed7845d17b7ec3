import { isOutage } from "#app/_server/outage.ts";
import { portalUrl } from "#env.ts";
import { readSite } from "#app/_server/site.ts";
import { track } from "#lib/i18n/areas/track.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { plain } from "#lib/resident/plain.ts";
import { talonPdf } from "#lib/resident/talon.ts";
import { followCase } from "#lib/track/follow.ts";
import { ownWords } from "#lib/track/say.ts";

/** The talon of a code, to keep or print. The code comes in the body and goes nowhere but onto the paper. */
export async function POST(request: Request) {
  const form = await request.formData().catch(() => null);
  const asked = form?.get("locale"), locale = isLocale(asked) ? asked : defaultLocale;
  const code = String(form?.get("code") ?? "").trim().slice(0, 200);
  const t = translator(track, locale);
  if (code === "") return plain(400, t("needed"));
  try {
    const found = await followCase(code, request.headers.get("x-client-address"));
    if ("limited" in found) return plain(429, t("limited", { minutes: found.limited }));
    const site = await readSite(locale);
    if (!found.case || !site) return plain(404, translator(write, locale)("talon.missing"));
    const { number, receivedAt: at } = found.case;
    const pdf = await talonPdf({ number, at, code }, site.city, locale, portalUrl(), (await ownWords(code))?.visit ?? null);
    return new Response(new Uint8Array(pdf), { headers: { "Content-Type": "application/pdf", "Content-Disposition": `attachment; filename="talon-${number}.pdf"`, "Cache-Control": "no-store" } });
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return plain(503, t("unavailable"));
  }
}
