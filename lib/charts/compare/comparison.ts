import type { ChartContext, ChartQuery, Name } from "#lib/charts/context.ts";
import type { Subject } from "#lib/charts/findings.ts";
import { periodName } from "#lib/charts/period.ts";
import { Refusal } from "#lib/errors.ts";
import { compare as words } from "#lib/i18n/areas/compare.ts";
import { translator, type Translate } from "#lib/i18n/translate.ts";
import { compare, type Comparison, type Untested } from "#lib/stats/comparison.ts";
import { readComparison, type Comparable } from "#lib/stats/comparison-query.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** A comparison with the names of its two sides and the words to speak about it. */
export type Compared = Comparison & { names: readonly [Name, Name]; say: Translate<keyof typeof words.kk>; A: string; B: string };

/** The comparison that a chart is asked for. @throws Refusal as lib/stats/comparison-query.ts and comparison.ts do */
export function comparisonFor(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): Compared {
  const asked = readComparison(new URLSearchParams(Object.entries(query) as [string, string][]), cube, ctx.codelists);
  if (asked.a === null || asked.b === null) throw new Refusal("comparedAlone", {}, "a");
  const comparison = compare(asked, cube, ctx.codelists);
  const names = [sideName(ctx, asked.by, asked.a), sideName(ctx, asked.by, asked.b)] as const;
  return { ...comparison, names, say: translator(words, ctx.locale), A: names[0].text, B: names[1].text };
}

/** What one side is called. */
export function sideName(ctx: ChartContext, by: Comparable, code: string): Name {
  const t = translator(words, ctx.locale);
  if (by === "period") return { text: periodName(ctx, code) };
  if (code === "all") return { text: t(by === "district" ? "wholeCity" : "allCategories") };
  return ctx.name(by, code);
}

/** "the difference is more than chance", or why nothing is said of it. */
export const verdictOf = ({ say }: Compared, verdict: Untested | { more: boolean }): string =>
  (typeof verdict === "string" ? say(verdict) : say(verdict.more ? "more" : "within"));

/** The periods that a comparison is about, for a subtitle. */
export const periodsOf = ({ by, sides: [a, b] }: Comparison): string[] => (by === "period" ? [] : [...new Set([a.row.period, b.row.period])]);

/** What is found out about one side alone: of its own cell, up to its own period. */
export const sideSubject = ({ category, district, grain, period }: CubeRow): Subject => ({ category, district, grain, to: period });
