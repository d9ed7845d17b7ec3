"use server";
import { keepForPage } from "#app/_server/same-request.ts";
import type { Note } from "./own-words.tsx";
import { callerOf, fieldOf, localeOf, orAway, tellCase, type Told } from "./tell.tsx";
import { track } from "#lib/i18n/areas/track.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { readOwnWord } from "#lib/track/own-word.ts";
import { sayToCase } from "#lib/track/say.ts";

/** What the holder of a code says to his case: kept at once, and the case drawn anew with a receipt, or with what is wrong. */
export async function say(form: FormData): Promise<Told> {
  const locale = localeOf(form), code = fieldOf(form, "code");
  const told = await orAway(locale, code, () => tell(locale, code, form));
  await keepForPage("track", told);
  return told;
}

async function tell(locale: Locale, code: string, form: unknown): Promise<Told> {
  const t = translator(track, locale), id = fieldOf(form, "id"), act = fieldOf(form, "act");
  const word = form instanceof FormData && /^[0-9a-f-]{36}$/.test(id) ? await readOwnWord(form) : null;
  if (!word) return tellCase(locale, code);
  const typed = { text: fieldOf(form, "text"), reason: fieldOf(form, "reason"), answer: fieldOf(form, "answer") };
  const wrong = (status: Note["status"], error: string): Promise<Told> => tellCase(locale, code, { act, status, error, typed });
  if ("wrong" in word) return wrong(400, t(word.wrong));
  const outcome = await sayToCase(code, await callerOf(), id, word);
  if ("case" in outcome) return { status: 404, code, error: t("missing") };
  if ("limited" in outcome) return { status: 429, code, error: t("limitedWords", { minutes: outcome.limited }) };
  if ("refused" in outcome) return wrong(409, t(`refused.${outcome.refused}`));
  return tellCase(locale, code, { act, status: 200, kept: t(outcome.reopens ? "kept.reopens" : `kept.${outcome.kept}`), at: outcome.at });
}
