import { headers } from "next/headers";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { FollowedCase } from "./followed-case.tsx";
import type { Note } from "./own-words.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import { defaultLocale, isLocale, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { followCase } from "#lib/track/follow.ts";
import { ownWords } from "#lib/track/say.ts";

/** What a code led to: the case, or why there is none, with what was typed. `status` is for the page that is drawn without JavaScript. */
export type Told = { status: 200 | 400 | 404 | 409 | 429 | 503; code: string; error?: string; number?: string; view?: ReactNode };

/** Who calls an action by hand may send anything. */
export const fieldOf = (form: unknown, name: string): string => (form instanceof FormData && typeof form.get(name) === "string" ? String(form.get(name)) : "");
export const localeOf = (form: unknown): Locale => (isLocale(fieldOf(form, "locale")) ? fieldOf(form, "locale") as Locale : defaultLocale);
export const callerOf = async (): Promise<string | null> => (await headers()).get("x-client-address");

/** Answers for one that can't be, while the database is away; what else is thrown is a fault of ours. */
export async function orAway(locale: Locale, code: string, answer: () => Promise<Told>): Promise<Told> {
  try {
    return await answer();
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return { status: 503, code, error: translator(track, locale)("unavailable") };
  }
}

/**
 * A case drawn for the holder of its code, with what he may say to it; its form comes back empty.
 * @param note what became of what he just said
 */
export async function tellCase(locale: Locale, code: string, note?: Note): Promise<Told> {
  const t = translator(track, locale);
  const found = await followCase(code, await callerOf());
  if ("limited" in found) return { status: 429, code, error: t("limited", { minutes: found.limited }) };
  if (found.case === null) return { status: 404, code, error: t("missing") };
  const words = await ownWords(code);
  const own = words && { code, words, ...(note ? { note } : {}) };
  return { status: note?.status ?? 200, code: "", number: found.case.number, view: <FollowedCase locale={locale} followed={found.case} own={own} now={new Date()} /> };
}
