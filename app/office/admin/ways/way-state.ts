import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { WayState } from "#lib/ways/state.ts";

/** How a way is, in words by column: what last came and went, what is stuck. */
export function wayStateWords({ active, hindrance, arrivals, sending }: WayState, locale: Locale, moment: (at: Date) => string) {
  const t = translator(officeWays, locale), when = (at: Date | null) => (at ? moment(at) : t("never"));
  const stuck = (counts: { waiting: number; dead: number } | null, words: "arrivals" | "sendings") =>
    [counts?.waiting ? t(`${words}.waiting`, { n: counts.waiting }) : "", counts?.dead ? t(`${words}.dead`, { n: counts.dead }) : ""].filter(Boolean).join(", ") || t("none");
  return {
    state: active && hindrance ? `${t("on")}: ${t(hindrance)}` : t(active ? "on" : "off"),
    came: arrivals === null ? t("none") : when(arrivals.lastAt),
    stuck: stuck(arrivals, "arrivals"),
    sent: sending === null ? t("none") : `${when(sending.lastAt)}${sending.delivery && sending.deliveryAt ? ` (${t(`delivery.${sending.delivery}` as "delivery.sent")})` : ""}${sending.ready ? "" : `; ${t("notReady")}`}`,
    unsent: stuck(sending, "sendings"),
  };
}
export const wayColumns = ["state", "came", "stuck", "sent", "unsent"] as const;
