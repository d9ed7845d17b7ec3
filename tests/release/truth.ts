import type { Sql } from "postgres";
import { monthsOf, type Answer, type Question } from "#tests/disclosure/outsider.ts";
import { keyOf, type Files, type Lists } from "#tests/disclosure/public-files.ts";

type Frozen = { month: string; category: string; district: string; channel: string; result: string | null; days: number | null; reopened: boolean | null; release: string };
export type Truth = { cases: Frozen[]; files: Files[]; lists: Lists };

export const readTruth = async (owner: Sql, files: Files[], lists: Lists): Promise<Truth> => ({
  files, lists, cases: [...await owner<Frozen[]>`SELECT to_char(month, 'YYYY-MM') AS month, category, district, channel, result, working_days AS days, reopened, counts_release AS release FROM private.frozen`],
});

/** The truth as far as some of the releases go. */
export const truthOf = ({ cases, lists }: Truth, files: Files[]): Truth => ({ files, lists, cases: cases.filter((row) => row.release <= files.at(-1)!.id) });

/** The cases that a question is about. */
export function casesOf({ cases, files, lists }: Truth, { key, vintage, added }: Pick<Question, "key" | "vintage" | "added">): Frozen[] {
  const [period, category, district, channel] = key.split(" ") as [string, string, string, string];
  const months = period.includes("Q") ? monthsOf(period) : [period];
  const inside = (tree: Map<string, string | null>, code: string, asked: string) => asked === "all" || code === asked || tree.get(code) === asked;
  const quarter = quarterOf(period);
  const corrections = files.filter((file, i) => i > 0 && file.correction && file.revised.some((of) => of === quarter || monthsOf(quarter).includes(of))).map((file) => file.id);
  return cases.filter((row) => {
    const at = corrections.indexOf(row.release) + 1;
    return months.includes(row.month) && inside(lists.category, row.category, category) && inside(lists.district, row.district, district)
      && (channel === "all" || row.channel === channel) && (added ? at === vintage : at <= vintage);
  });
}

const bands = ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"];

/** How many cases a question is about, by those that its split counts. */
export function sizeOf(truth: Truth, question: Pick<Question, "key" | "vintage" | "added" | "what">): number {
  const rows = casesOf(truth, question);
  return bands.includes(question.what) ? rows.filter((row) => row.result !== "outside").length : rows.length;
}

const isSensitive = ({ lists }: Truth, category: string) => lists.sensitive.has(category);

/** What must not be known: every withheld count; splits of fewer than their threshold, of sensitive categories always. */
export function isProtected(truth: Truth, question: Question): boolean {
  if (question.what === "received" || isSensitive(truth, question.category)) return true;
  return sizeOf(truth, question) < (bands.includes(question.what) ? 20 : 10);
}

/**
 * Whether a stranger has learnt too much. A count: an interval narrower than k (10 for a sensitive category city-wide), unless it is provably
 * zero; never more than the period's own total, which is published whatever it is. A split: known exactly and other than zero, save
 * that all were on time, or all within a day (docs/decisions/0005-disclosure.md).
 */
export function isExposed(truth: Truth, answer: Answer): boolean {
  const { low, high, what, category, district } = answer;
  if (high <= 0) return false;
  if (what === "received") {
    const k = isSensitive(truth, category) && district === "all" && !answer.added ? 10 : 5;
    // Shown once and hidden by a correction since: what is asked is what came to it, and that it is nothing may be plain.
    const before = answer.added ? undefined : shownBefore(truth, answer);
    if (before !== undefined) return high > before && high - low < 5;
    const total = sizeOf(truth, { ...answer, key: `${answer.period} all all all` });
    return high - low < Math.min(k, total);
  }
  if (low !== high) return false;
  const praise = (what === "on_time" || what === "days_1") && !isSensitive(truth, category);
  return !(praise && low === sizeOf(truth, answer));
}

/** The last number that a withheld cell was shown with in the vintages before. */
function shownBefore({ files }: Truth, { key, period, vintage }: Answer): number | undefined {
  const values: number[] = [];
  let at = 0;
  let published = false;
  for (const file of files) {
    if (published && file.correction && file.revised.some((of) => quarterOf(of) === quarterOf(period))) at++;
    published ||= file.appeals.some((row) => quarterOf(row.period!) === quarterOf(period));
    const value = file.appeals.find((row) => keyOf(row) === key);
    if (at < vintage && value && value.received !== "") values.push(Number(value.received));
  }
  return values.length ? Math.max(...values) : undefined;
}

const quarterOf = (period: string): string => (period.includes("Q") ? period : `${period.slice(0, 4)}-Q${Math.ceil(Number(period.slice(5)) / 3)}`);

export const describeAnswer = (truth: Truth, answer: Answer): string =>
  `${answer.key} ${answer.what} of ${sizeOf(truth, answer)}, ${answer.added ? "added by" : "as of"} vintage ${answer.vintage}: ${answer.low} to ${answer.high}`;
