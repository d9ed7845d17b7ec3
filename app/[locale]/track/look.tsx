"use server";
import { keepForPage } from "#app/_server/same-request.ts";
import { fieldOf, localeOf, orAway, tellCase, type Told } from "./tell.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import { translator } from "#lib/i18n/translate.ts";

/**
 * The tracking form's one action. The code comes in the body and goes nowhere else: not into an address, a log or a cache.
 * A case that is found comes back drawn, and its form empty.
 */
export async function look(form: FormData): Promise<Told> {
  const locale = localeOf(form), code = fieldOf(form, "code");
  const told = code.trim() === "" ? { status: 200 as const, code, error: translator(track, locale)("needed") } : await orAway(locale, code, () => tellCase(locale, code));
  await keepForPage("track", told);
  return told;
}
