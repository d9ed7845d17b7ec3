import type { ChartContext, Scope } from "#lib/charts/context.ts";
import { isShown, percent, shareText } from "#lib/charts/figures.ts";
import { periodIn, sentence, yearBefore } from "#lib/charts/period.ts";
import { seriesOf, withOutcomes } from "#lib/charts/select.ts";
import { findings as words } from "#lib/i18n/areas/findings.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { countsDiffer } from "#lib/stats/counts-differ.ts";
import { durationParts, type CubeRow } from "#lib/stats/cube-row.ts";
import type { Measure } from "#lib/stats/measure.ts";
import { monthsOf, type Grain } from "#lib/stats/period.ts";
import { shareDifference } from "#lib/stats/share-difference.ts";
import { dimensions, readView, viewQuery, type Dimension } from "#lib/stats/view.ts";

/** What findings are told of: a published cell, by which step and up to when, and where not all of it, which of its parts are compared. */
export type Subject = Scope & { grain?: Grain | undefined; to?: string | undefined; parts?: Part[] };
export type Part = { dimension: Dimension; code: string };

/** What a reader may quote: one sentence, the published rows it was computed from, and why there is no number where there is none. */
export type Finding = {
  kind: "change" | "wait" | "onTime";
  text: string;
  /** Null where no such rows are published of it. */
  rows: { measure: Measure[]; grain: Grain; from: string; to: string } & Record<Dimension, string> | null;
  lacks?: "withheld" | "releases" | "published";
};

/** The explorer's page of the rows that a finding was computed from; `release` where it is pinned to one. */
export function numbersAddress(locale: Locale, { measure, ...rows }: NonNullable<Finding["rows"]>, release: string | null = null): string {
  const asked = new URLSearchParams({ ...rows, measure: measure.join(), ...(release !== null && { release }) });
  return `/${locale}/stats?${viewQuery(readView(asked))}`;
}

/** Sentences and numbers of one language. */
type Say = { ctx: ChartContext; t: ReturnType<typeof translator<keyof (typeof words)["kk"]>>; number: (n: number) => string; when: (period: string) => { when: string; When: string } };

/**
 * Three findings about a city, a district, a category or whatever a view is of, from published rows alone: what changed most
 * within a year, how long an answer takes, and the share on time against a year before. A withheld number is never looked at,
 * so zero and small say the same; nothing is called a change that chance could have made.
 */
export function findings(ctx: ChartContext, cube: CubeRow[], subject: Subject = {}): Finding[] {
  const { grain = "quarter", to, parts = partsOf(ctx, subject), ...scope } = subject;
  const until = to === undefined ? scope : { ...scope, to };
  const series = seriesOf(cube, until, grain);
  if (series.length === 0) return [];
  const say: Say = {
    ctx, t: translator(words, ctx.locale), number: (n) => formatNumber(ctx.locale, n),
    when: (period) => ({ when: periodIn(ctx, period), When: sentence(periodIn(ctx, period)) }),
  };
  const quarters = seriesOf(cube, until, "quarter");
  // Of a channel nothing but the months' counts is published.
  const never = (kind: "wait" | "onTime"): Finding => ({ kind, rows: null, text: say.t(`${kind}Never`), lacks: "published" });
  const changed = change(say, cube, series, parts);
  return scope.channel !== undefined && scope.channel !== "all" ? [changed, never("wait"), never("onTime")] : [changed, wait(say, cube, quarters), onTime(say, cube, quarters)];
}

const measures = { change: ["received"], wait: ["median_days", "p90_days"], onTime: ["on_time_share"] } satisfies Record<Finding["kind"], Measure[]>;

/** The rows of a cell from a period to its own, as a view has them. */
const rowsOf = (kind: Finding["kind"], { category, district, channel, grain, period }: CubeRow, from = period): Finding["rows"] =>
  ({ measure: measures[kind], grain, category, district, channel, from, to: period });
const counted = (row: CubeRow | undefined): row is CubeRow & { received: number } => !!row && isShown(row.received_status) && row.received !== null;

/** The part with the largest difference in appeals to the same period a year before; else the whole. */
function change(say: Say, cube: CubeRow[], series: CubeRow[], parts: Part[]): Finding {
  const { ctx, t, number, when } = say;
  const whole = series.at(-1)!;
  const earlier = yearBefore(whole.period);
  const near = cube.filter(({ period }) => period === whole.period || period === earlier);
  const pairs = parts.flatMap(({ dimension, code }) => {
    const cell = (period: string) => near.find((r) => r.period === period && dimensions.every((name) => r[name] === (name === dimension ? code : whole[name])));
    const now = cell(whole.period), before = cell(earlier);
    return counted(now) && counted(before) && countsDiffer(now.received, before.received) ? [{ dimension, code, now, before }] : [];
  });
  const most = pairs.sort((a, b) => Math.abs(b.now.received - b.before.received) - Math.abs(a.now.received - a.before.received))[0];
  const compared = (now: number, before: number) => ({
    n: now, N: number(now), Before: number(before), direction: now > before ? "up" : "down", change: shareText(ctx, Math.abs(now - before), before),
  });
  if (most) {
    return {
      kind: "change", rows: rowsOf("change", most.now, earlier),
      text: t("changePart", { ...when(whole.period), dimension: most.dimension, name: ctx.name(most.dimension, most.code).text, ...compared(most.now.received, most.before.received) }),
    };
  }
  if (!counted(whole)) return { kind: "change", rows: rowsOf("change", whole), text: t("changeHidden", when(whole.period)), lacks: "withheld" };
  const before = series.find((r) => r.period === earlier);
  const received = { ...when(whole.period), ...compared(whole.received, counted(before) ? before.received : 0) };
  if (!before) return { kind: "change", rows: rowsOf("change", whole), text: t("changeNone", received) };
  if (!counted(before)) return { kind: "change", rows: rowsOf("change", whole, earlier), text: t("changeBeforeHidden", received), lacks: "withheld" };
  return { kind: "change", rows: rowsOf("change", whole, earlier), text: t(countsDiffer(whole.received, before.received) ? "changeWhole" : "changeSteady", received) };
}

/** What a scope is made of. What has no code is a gap in the records, not news. */
function partsOf({ codelists }: ChartContext, { category = "all", district = "all", channel = "all" }: Scope): Part[] {
  if (channel !== "all") return [];
  const categories = codelists.category.filter(({ parent }) => parent === (category === "all" ? null : category));
  // Of the city its districts: the areas that hold them are nearly all of it.
  const districts = codelists.district.filter(({ parent, kind }) => (district === "all" ? kind !== "area" : parent === district));
  const named = (dimension: "category" | "district", members: { code: string }[]) => members.filter(({ code }) => code !== "unknown").map(({ code }) => ({ dimension, code }));
  return [...named("category", categories), ...named("district", districts)];
}

/** Of no quarter are there outcomes: they are not out yet, or where those of a later one are, nobody has them. */
function without({ t, when }: Say, kind: "wait" | "onTime", status: "duration_status" | "outcome_status", cube: CubeRow[], quarters: CubeRow[]): Finding {
  const newest = quarters.at(-1);
  const isOver = newest && cube.some((row) => row.grain === "quarter" && row[status] !== "x" && monthsOf(row.period)[0] > monthsOf(newest.period)[0]);
  if (isOver) return { kind, rows: rowsOf(kind, newest), text: t(`${kind}Missing`, when(newest.period)) };
  return { kind, rows: newest ? rowsOf(kind, newest) : null, text: t(`${kind}Later`), lacks: "releases" };
}

/** Median and p90 of the newest quarter that has them shown; a later one that is withheld is said to be. */
function wait(say: Say, cube: CubeRow[], quarters: CubeRow[]): Finding {
  const { t, number, when } = say;
  const known = withOutcomes(quarters, "duration_status");
  const newest = known.at(-1);
  if (!newest) return without(say, "wait", "duration_status", cube, quarters);
  const row = known.findLast((r) => isShown(r.duration_status) && r.longer_or_open !== null);
  if (!row) return { kind: "wait", rows: rowsOf("wait", newest, known[0]!.period), text: t("waitHidden", when(newest.period)), lacks: "withheld" };
  const n = durationParts.reduce((sum, part) => sum + (row[part] ?? 0), 0);
  const median = isShown(row.median_status) ? row.median_days : null, p90 = isShown(row.p90_status) ? row.p90_days : null;
  const said = { ...when(row.period), n, N: number(n), median, p90 };
  const text = median === null ? t("waitOpen", said) : p90 === null ? t("waitTail", said) : t("wait", said);
  return { kind: "wait", rows: rowsOf("wait", row), text: row === newest ? text : `${text} ${t("waitSince")}` };
}

const shared = (r: CubeRow | undefined): r is CubeRow & { on_time: number; with_deadline: number } =>
  !!r && isShown(r.outcome_status) && r.on_time !== null && r.with_deadline !== null && r.with_deadline > 0;

/** The share answered on time in the newest quarter with outcomes, against the same quarter a year before, in whole percentage points. */
function onTime(say: Say, cube: CubeRow[], quarters: CubeRow[]): Finding {
  const { ctx, t, number, when } = say;
  const known = withOutcomes(quarters, "outcome_status");
  const row = known.at(-1);
  if (!row) return without(say, "onTime", "outcome_status", cube, quarters);
  if (!shared(row)) {
    const hidden = row.outcome_status === "c";
    // Where nothing has a deadline no share is published, and the count is all there is to see.
    return { kind: "onTime", rows: rowsOf(hidden ? "onTime" : "change", row), text: t(hidden ? "onTimeHidden" : "onTimeNone", when(row.period)), ...(hidden && { lacks: "withheld" }) };
  }
  const before = known.find((r) => r.period === yearBefore(row.period));
  const said = { ...when(row.period), share: shareText(ctx, row.on_time, row.with_deadline), N: number(row.on_time), Total: number(row.with_deadline) };
  if (!shared(before)) {
    return { kind: "onTime", rows: rowsOf("onTime", row), text: t(before?.outcome_status === "c" ? "onTimeBeforeHidden" : "onTimeFirst", said) };
  }
  const now = percent(row.on_time, row.with_deadline), then = percent(before.on_time, before.with_deadline);
  const { low, high } = shareDifference({ count: row.on_time, of: row.with_deadline }, { count: before.on_time, of: before.with_deadline });
  return {
    kind: "onTime", rows: rowsOf("onTime", row, before.period),
    text: t(now === then ? "onTimeSame" : "onTimeChange", {
      ...said, beforeShare: shareText(ctx, before.on_time, before.with_deadline), BeforeN: number(before.on_time), BeforeTotal: number(before.with_deadline),
      points: Math.abs(now - then), direction: now > then ? "up" : "down", chance: low <= 0 && high >= 0 ? "yes" : "no",
    }),
  };
}
