import { answerLanguages, answerPartNames, answerParts } from "#lib/appeals/answer-parts.ts";
import type { Track } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { unfilled } from "#lib/templates/fields.ts";

/**
 * Whether an answer may go on: to its signature, or to whoever sent a signal. Signals are informal: there only an
 * unfilled place is refused.
 * @param own the language of the case
 * @throws Refusal "answerUnfilled", "answerLanguage", "answerParts" naming what is missing
 */
export function demandAnswer(track: Track, draft: { text: string; language: Locale }, own: Locale): void {
  const blanks = unfilled(draft.text);
  if (blanks.length > 0) throw new Refusal("answerUnfilled", { blanks: blanks.join(", ") }, "text");
  if (track === "signal") return;
  if (!answerLanguages(track, own).includes(draft.language)) throw new Refusal("answerLanguage", { language: own }, "language");
  const parts = answerParts(draft.text, draft.language);
  if (answerPartNames.some((one) => !parts[one])) {
    throw new Refusal("answerParts", Object.fromEntries(answerPartNames.map((one) => [one, parts[one] ? "yes" : "no"])), "text");
  }
}
