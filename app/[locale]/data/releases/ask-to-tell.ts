"use server";
import { headers } from "next/headers";
import { isOutage } from "#app/_server/outage.ts";
import { keepForPage } from "#app/_server/same-request.ts";
import { Refusal } from "#lib/errors.ts";
import { releases } from "#lib/i18n/areas/releases.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { subscribe } from "#lib/subscriptions/subscribe.ts";

/** What asking led to, with what was typed. `status` is for the page that is drawn without JavaScript. */
export type Answer = { status: 200 | 400 | 429 | 503; email: string; error?: string; sent?: string };

/** Asks that releases be told to an address; it comes in the body and goes nowhere else: not into a page's address, a log or a cache. */
export async function askToTell(form: FormData): Promise<Answer> {
  const answer = await ask(form);
  await keepForPage("askToTell", answer);
  return answer;
}

async function ask(form: unknown): Promise<Answer> {
  // Who calls an action by hand may send anything.
  const field = (name: string) => (form instanceof FormData && typeof form.get(name) === "string" ? String(form.get(name)) : "");
  const asked = field("locale"), locale = isLocale(asked) ? asked : defaultLocale, email = field("email").slice(0, 300);
  const t = translator(releases, locale);
  if (email.trim() === "") return { status: 400, email, error: t("tell.needed") };
  try {
    const { limited } = await subscribe(email, locale, (await headers()).get("x-client-address"));
    return limited === undefined ? { status: 200, email: "", sent: t("tell.sent") } : { status: 429, email, error: t("tell.limited", { minutes: limited }) };
  } catch (error) {
    if (error instanceof Refusal) return { status: 400, email, error: error.say(locale) };
    console.error(error);
    if (!isOutage(error)) throw error;
    return { status: 503, email, error: t("tell.unavailable") };
  }
}
