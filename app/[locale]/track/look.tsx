"use server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { FollowedCase } from "./followed-case.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { followCase } from "#lib/track/follow.ts";

/** What a code led to: the case, or why there is none, with what was typed. `status` is for the page that is drawn without JavaScript. */
export type Told = { status: 200 | 404 | 429 | 503; code: string; error?: string; number?: string; view?: ReactNode };

/**
 * The tracking form's one action. The code comes in the body and goes nowhere else: not into an address, a log or a cache.
 * A case that is found comes back drawn, and its form empty.
 */
export async function look(form: FormData): Promise<Told> {
  const told = await tell(form);
  await keepForPage("track", told);
  return told;
}

async function tell(form: unknown): Promise<Told> {
  // Who calls an action by hand may send anything.
  const field = (name: string) => (form instanceof FormData && typeof form.get(name) === "string" ? String(form.get(name)) : "");
  const locale = isLocale(field("locale")) ? field("locale") as typeof defaultLocale : defaultLocale, code = field("code");
  const t = translator(track, locale);
  if (code.trim() === "") return { status: 200, code, error: t("needed") };
  try {
    const found = await followCase(code, (await headers()).get("x-client-address"));
    if ("limited" in found) return { status: 429, code, error: t("limited", { minutes: found.limited }) };
    if (found.case === null) return { status: 404, code, error: t("missing") };
    return { status: 200, code: "", number: found.case.number, view: <FollowedCase locale={locale} followed={found.case} now={new Date()} /> };
  } catch (error) {
    console.error(error);
    if (!isOutage(error)) throw error;
    return { status: 503, code, error: t("unavailable") };
  }
}
