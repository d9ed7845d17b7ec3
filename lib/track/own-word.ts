import { type Answer, answers, type OwnWord } from "#lib/track/say.ts";

/** What is wrong with a form, as a key of the words of its page. */
export type Wrong = "add.needed" | "add.long" | "rate.needed" | "rate.reasonNeeded" | "rate.round";

/** Longer than any letter; who writes more sends it in two. */
export const mostLetters = 8000;
const mostReason = 2000;

/**
 * One of the tracking page's forms as it was sent: what is said, or what is wrong with it.
 * @param photos those that came with it, made anew by us
 */
export function readOwnWord(form: FormData, photos: readonly Buffer[]): OwnWord | { wrong: Wrong } | null {
  const field = (name: string) => (typeof form.get(name) === "string" ? String(form.get(name)).trim() : "");
  if (field("act") === "withdrawal") return { what: "withdrawal", said: { reason: field("reason").slice(0, mostReason) } };
  if (field("act") === "rating") {
    const answer = answers.find((one) => one === field("answer")), reason = field("reason").slice(0, mostReason), round = Number(field("round"));
    if (!answer) return { wrong: "rate.needed" };
    if (answer === "no" && !reason) return { wrong: "rate.reasonNeeded" };
    if (!Number.isInteger(round) || round < 1 || round > 10_000) return { wrong: "rate.round" };
    return { what: "rating", said: { answer: answer satisfies Answer, reason, round } };
  }
  if (field("act") !== "addition") return null;
  const text = field("text").replaceAll("\r\n", "\n");
  if (!text && photos.length === 0) return { wrong: "add.needed" };
  if (text.length > mostLetters) return { wrong: "add.long" };
  return { what: "addition", said: { text }, photos };
}
