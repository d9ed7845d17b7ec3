import { sayRoute } from "#app/office/admin/routing/say-route.ts";
import { caseContext } from "#app/office/cases/context.ts";
import type { Route } from "#lib/appeals/routing.ts";
import type { Trial } from "#lib/appeals/routing-trial.ts";
import { officeRouting } from "#lib/i18n/areas/office-routing.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/**
 * What a trial found, line by line. Of a draft: how many of the newest cases it decides and which; of one case, or of the
 * rules as they stand: where each goes and why.
 */
export async function sayTrials(trials: Trial[], number: string | null, draft: boolean, locale: Locale): Promise<{ label: string; value: string }[]> {
  const context = await caseContext(), t = translator(officeRouting, locale);
  const say = (route: Route | null) => (route ? sayRoute(context, route) : t("trial.nobody"));
  if (!draft) return trials.map((one) => ({ label: one.number, value: say(one.now) }));
  const lines = (number ? trials : trials.filter((one) => one.byDraft)).map((one) => ({
    label: one.number, value: one.byDraft ? t("trial.draft", { now: say(one.now) }) : t("trial.other", { then: say(one.then) }),
  }));
  const decided = trials.filter((one) => one.byDraft).length;
  return number ? lines : [{ label: t("trial.newest", { n: trials.length }), value: t("trial.decides", { n: decided }) }, ...lines];
}
