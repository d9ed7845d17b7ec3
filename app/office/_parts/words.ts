import type { FormWords } from "#app/office/_parts/field.ts";
import { office } from "#lib/i18n/areas/office.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** The words that every form needs in the browser. */
export function formWords(locale: Locale): FormWords {
  const t = translator(office, locale);
  return { conflict: t("conflict.title"), typed: t("conflict.typed"), signIn: t("signIn.again"), required: t("required") };
}
