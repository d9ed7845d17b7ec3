import { officeConversation } from "#lib/i18n/areas/office-conversation.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Wordless } from "#lib/appeals/wordless.ts";

/** What a message is, where it isn't words: a picture, a place. */
export const formWord = (form: string, locale: Locale): string => translator(officeConversation, locale)(`form.${form}` in officeConversation.kk ? `form.${form}` as "form.image" : "form.other");

/** A case without a text of its own in a list: "Picture, Place: the first words that followed"; null when there is nothing at all. */
export function wordlessLine(said: Wordless | null, locale: Locale): string | null {
  const forms = [...new Set((said?.forms ?? []).map((form) => formWord(form, locale)))].join(", ");
  return [forms, said?.text].filter(Boolean).join(": ") || null;
}
