/**
 * The statutory terms as versioned data: Administrative Procedural and Process-Related Code of Kazakhstan (АППК), text
 * of February 2026. When the law changes, a row is added with its first day; nothing that was computed is touched.
 * Signals have no row: a message is not by itself a legal appeal, its term is the category's target.
 */
export type AppealKind = "application" | "complaint" | "message" | "proposal" | "response" | "request";

/** What an appeal's `due_basis` may say: the article of the Code, the category's target, or the imported source's own. */
export type DueBasis = "76" | "87" | "99" | "target" | "source";

export type DeadlineRule = {
  kind: AppealKind;
  track: "appeal";
  /** Counted from the day after registration; a last day that is not a working one rolls forward (art. 76 (1), (5)). */
  workingDays: number;
  article: Extract<DueBasis, "76" | "87" | "99">;
  /** The law's full reference, as a letter would cite it. */
  reference: string;
  /** The first day of registration the row holds for; the Code is in force since 1 July 2021. */
  from: string;
  extendable: boolean;
};

const since = "2021-07-01";
const simplified = (kind: AppealKind): DeadlineRule => ({
  kind, track: "appeal", workingDays: 15, article: "87", reference: "87 (2) → 76 (1)", from: since, extendable: true,
});

export const deadlineRules: readonly DeadlineRule[] = [
  { kind: "application", track: "appeal", workingDays: 15, article: "76", reference: "76 (1), (2), (5)", from: since, extendable: true },
  { kind: "complaint", track: "appeal", workingDays: 20, article: "99", reference: "99", from: since, extendable: false },
  simplified("message"), simplified("proposal"), simplified("response"), simplified("request"),
];

/** The terms that run beside the answer's own, each since the Code is in force. Working days, but for the extension, which is in months. */
export const sideTerms = {
  /** On the day of arrival; what comes after hours, on the next working day. */
  registration: { workingDays: 0, article: "64 (1)–(3)", from: since },
  /** To the body whose matter it is; the receiver's clock starts the day after arrival. */
  redirect: { workingDays: 3, article: "65, 76 (2)", from: since },
  /** By the head or a deputy, reasoned, from the day of that decision. */
  extension: { months: 2, article: "76 (3)", from: since },
  /** The applicant is told that the term was extended. */
  extensionNotice: { workingDays: 3, article: "76 (3)", from: since },
  /**
   * A reasonable term, set for each case, to supply what an appeal lacks. No article says that the answer's own clock
   * stands still meanwhile, so it runs (docs/decisions/0010-terms.md); `stands` would add the days that were waited.
   */
  conformity: { article: "64 (6)", answerClock: "runs" as "runs" | "stands", from: since },
  /** Of an appeal whose missing content was not supplied in the term that was set. */
  return: { workingDays: 3, article: "64 (7)", from: since },
} as const;
export type SideTerm = keyof typeof sideTerms;

/** The rule an appeal falls under when it is registered on `day` (YYYY-MM-DD). */
export function deadlineRule(kind: AppealKind, day: string, rules = deadlineRules): DeadlineRule {
  const found = rules.filter((rule) => rule.kind === kind && rule.from <= day).sort((a, b) => b.from.localeCompare(a.from))[0];
  if (!found) throw new Error(`No deadline rule for ${kind} on ${day}: db/reference/deadline-rules.ts begins on ${since}.`);
  return found;
}
