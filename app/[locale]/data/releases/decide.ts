"use server";
import { redirect } from "next/navigation";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { confirm, leave } from "#lib/subscriptions/subscribe.ts";

/** What a form of ours carries; who calls an action by hand may send anything. */
function sent(form: unknown) {
  const field = (name: string) => (form instanceof FormData && typeof form.get(name) === "string" ? String(form.get(name)) : "");
  const locale = field("locale");
  return { locale: isLocale(locale) ? locale : defaultLocale, key: field("key").slice(0, 100) };
}

/** The reader's "yes". The page it leads to has no key in its address. */
export async function confirmTelling(form: FormData): Promise<void> {
  const { locale, key } = sent(form);
  const language = await confirm(key);
  redirect(`/${language ?? locale}/data/releases/confirm?done=${language ? "in" : "late"}`);
}

/** The reader leaves; the same for who has left before. */
export async function stopTelling(form: FormData): Promise<void> {
  const { locale, key } = sent(form);
  await leave(key);
  redirect(`/${locale}/data/releases/leave?done=out`);
}
