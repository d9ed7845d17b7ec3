import type { Track } from "#lib/appeals/status.ts";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { unfilled } from "#lib/templates/fields.ts";

/**
 * What an answer must be: filled in, in the language it says it is, reasoned, citing the law, explaining the right to
 * complain (АППК art. 89 (2); the right itself: art. 91, 92). Recognised in the text: a machine can tell that a part is
 * missing, whether it is good is for the one who signs.
 */
export const answerPartNames = ["filled", "language", "reasons", "law", "complaint"] as const;
export type AnswerPart = (typeof answerPartNames)[number];

/** The languages a case may be answered in, its own first: an appeal in the state language or its own (art. 89 (2)), a signal in any. */
export const answerLanguages = (track: Track, own: Locale): Locale[] => (track === "appeal" ? [...new Set<Locale>([own, "kk"])] : [own, ...locales.filter((one) => one !== own)]);

const letters = (text: string, of: RegExp) => text.match(of)?.length ?? 0;
const enough = { reasons: 80, language: 40 }; // letters

/** "You may complain", said as a right: a complaint that was received is not one. */
const complaining = [
  [/шағымдан(?!ушы)|шағым\p{L}{0,12}\s+(бер|жаса|келтір|түсір)/iu, /құқы|бола|ала(сыз|ды)|мүмкін/iu],
  [/обжал|(подать|подаётся|подается|обратиться с|направить) жалоб/iu, /вправе|прав[оа]|можете|может|можно/iu],
  [/\bcomplain|\bappeal(s|ed)?\b/i, /\bright|\bmay\b|\bcan\b|\bentitled/i],
] as const;
const saysRight = (sentence: string): boolean => complaining.some(([what, may]) => what.test(sentence) && may.test(sentence));

// No part of a pattern may run on without end: a text of one word repeated would be searched for minutes.
/** An article, an act by name, or an order by number, in the three languages. */
const law = [
  /\d\s?-?\s?ба(п|б)/iu, /кодекс/iu, /(?<!\p{L})(ӘРПК|АППК|APPC)(?!\p{L})/u, /(?<!\p{L})(Заң|Закон)/u, /заңнама|законодательств/iu,
  /(бұйры|қаулы|приказ|постановлени|решени)[^.\n]{0,90}№|№\s?[\p{L}\d/-]{1,20}\s+(бұйры|қаулы)/iu,
  /(?<!\p{L})(ст|п|пп)\.\s?\d|(стать|пункт)\p{L}{0,6}\s{1,3}\d/iu, /қағидалары|ережелері|правил(а|ами|ам)?\s+[«"]/iu,
  /\b(art\.|articles?|section|clause)\s?\d|\b(Code|Law|Act|Decree)\b|\bOrder\s+No/,
];

/** The text as two: what is said on the matter, and the right to complain to the end of its paragraph. */
function apart(text: string): { matter: string; complaint: boolean } {
  let complaint = false;
  const matter = text.split(/\n+/).map((paragraph) => {
    const sentences = paragraph.split(/(?<=[.!?…])\s+/);
    const from = sentences.findIndex(saysRight);
    complaint ||= from >= 0;
    return from < 0 ? paragraph : sentences.slice(0, from).join(" ");
  });
  return { matter: matter.join("\n"), complaint };
}

/** Whether the letters are those of the language; a text of a few words is not judged. */
function isIn(language: Locale, text: string): boolean {
  const all = letters(text, /\p{L}/gu), cyrillic = letters(text, /\p{Script=Cyrillic}/gu), kazakh = letters(text, /[әғқңөұүһі]/giu);
  if (all < enough.language) return true;
  if (language === "en") return cyrillic < all / 2;
  return cyrillic >= all / 2 && (language === "kk" ? kazakh >= cyrillic * 0.04 : kazakh < cyrillic * 0.08);
}

/** Which parts an answer has. Pure and quick: the office's form asks it at every letter. */
export function answerParts(text: string, language: Locale): Record<AnswerPart, boolean> {
  const { matter, complaint } = apart(text.replaceAll(/\[[^[\]\n]*\]/g, "")); // a gap is nothing said
  return {
    filled: unfilled(text).length === 0, language: isIn(language, text), reasons: letters(matter, /\p{L}/gu) >= enough.reasons,
    law: law.some((one) => one.test(matter)), complaint,
  };
}
