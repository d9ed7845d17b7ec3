import type { Context } from "#app/office/cases/context.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Route, RoutingConditions } from "#lib/appeals/routing.ts";

export const languageName: Record<string, string> = { kk: "қазақша", ru: "русский", en: "English" };

/** A rule's conditions in a few words: "Heating, Centre, WhatsApp, «жылу, тепло»". */
export function sayConditions(context: Context, conditions: RoutingConditions): string {
  const said = [
    ...(["category", "district", "channel"] as const).flatMap((list) => (conditions[list] ? [context.named(list, conditions[list])!.text] : [])),
    ...(conditions.language ? [languageName[conditions.language]!] : []), ...(conditions.words.trim() ? [context.locale === "en" ? `“${conditions.words.trim()}”` : `«${conditions.words.trim()}»`] : []),
  ];
  return said.join(", ") || translator(officeWork, context.locale)("route.any");
}

/** Why a case would go there: "rule 3: Heating → Utilities". */
export function sayRoute(context: Context, route: Route): string {
  const values = { what: sayConditions(context, route.conditions), department: context.named("department", route.department)!.text };
  const w = translator(officeWork, context.locale);
  return route.n === null ? w("route.default", values) : w("route.rule", { ...values, n: route.n });
}
