import { compose, periodRow, type Draft } from "#lib/charts/compose.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { figure, isShown } from "#lib/charts/figures.ts";
import { periodIn, periodName, sentence, yearBefore } from "#lib/charts/period.ts";
import type { ChartSpec, Figure, Row } from "#lib/charts/spec.ts";
import { measureName, measureTitle, memberName, ofText, pivotWords, valueFigure, varying, viewScope, viewTitle } from "#lib/charts/view-words.ts";
import { Refusal } from "#lib/errors.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import { durationParts, type CubeRow } from "#lib/stats/cube-row.ts";
import { measured, withParts, type Measure, type Value } from "#lib/stats/measure.ts";
import { monthsOf } from "#lib/stats/period.ts";
import { layOut, pivot, type Pivot } from "#lib/stats/pivot.ts";
import { latest, readView, together, viewQuery, type Axis, type View } from "#lib/stats/view.ts";

/** Rows that a picture can hold, by what they are; the table has them all. */
const MOST: Record<"month" | "quarter" | "year" | "list", number> = { month: 36, quarter: 12, year: 12, list: 15 };

/** The measures that make one picture together. */
const outcomes = ["on_time_share", "late", "open"] as const, spans = ["median_days", "p90_days"] as const;

/**
 * The charts of a view: of each group of measures that makes one picture, where just one thing varies, time or a list. What
 * varies in two ways is better read as a table. Each has its own address, that of the view with its measures alone.
 */
export function viewCharts(ctx: ChartContext, table: Pivot): ChartSpec[] {
  const asked = table.view.measure;
  const has = (group: readonly Measure[]): boolean => group.every((measure) => asked.includes(measure));
  const [axis, ...more] = varying(table);
  if (more.length > 0) return [];
  if (axis === undefined) return has(durationParts) ? [chart(ctx, table, undefined, durationParts)] : [];
  const groups: Measure[][] = [];
  if (asked.length === 1) groups.push(asked);
  else {
    if (asked.includes("received")) groups.push(["received"]);
    // Of a sensitive category late and open aren't told: then its share alone is drawn.
    if (has(outcomes) && axis === "period" && table.source.rows.some((row) => isShown(row.late_open_status))) groups.push([...outcomes]);
    else if (asked.includes("on_time_share")) groups.push(["on_time_share"]);
    if (has(spans)) groups.push([...spans]);
  }
  return groups.map((group) => chart(ctx, table, axis, group));
}

/** The chart of a view whose measures make one picture; its first where the address names none. @throws Refusal as readView and pivot do; viewHasNoChart */
export function viewChart(ctx: ChartContext, cube: CubeRow[], search: URLSearchParams): ChartSpec {
  const view = readView(search);
  const specs = viewCharts(ctx, pivot(view, cube, ctx.codelists, pivotWords(ctx)));
  const found = search.get("measure") ? specs.find((spec) => spec.query.measure === view.measure.join(",")) : specs[0];
  if (!found) throw new Refusal("viewHasNoChart");
  return found;
}

type Member = { key: string; row: CubeRow };

function chart(ctx: ChartContext, table: Pivot, axis: Axis | undefined, group: readonly Measure[]): ChartSpec {
  const t = translator(explorer, ctx.locale);
  const view: View = { ...table.view, measure: [...group] };
  // As its own address lays it out: by value means by what is drawn.
  const narrowed = layOut(view, table.source, ctx.codelists, pivotWords(ctx));
  const measures = withParts(group);
  const draft = axis === undefined ? bands(ctx, table.source.rows[0]!) : drawing(ctx, axis, group, members(narrowed, axis));
  const drawn = axis === undefined ? draft.rows : picked(ctx, draft.rows, axis, view);
  const shown = new Set(draft.series.map(({ key }) => key));
  const rest = measures.filter((measure) => !shown.has(measure));
  const rows = axis === undefined ? [] : members(narrowed, axis);
  const { what, span } = viewScope(ctx, narrowed);
  const spec = compose(ctx, { ...draft, rows: drawn }, {
    chart: "view", query: {}, periods: [], measure: viewTitle(ctx, narrowed),
    heads: axis === undefined ? ctx.t("band") : t(axis), tableRows: draft.rows,
    title: axis === undefined ? viewTitle(ctx, narrowed) : finding(ctx, narrowed, axis, group[0]!, draft.rows), summary: [hidden(ctx, draft.rows, axis)],
    more: axis === undefined ? [] : rest.map((measure) => ({ key: measure, label: measureName(ctx, measure), cells: rows.map(({ row }) => valueFigure(ctx, measured(row, measure))) })),
    ...(drawn.length < draft.rows.length && { rest: t("restInTable", { n: draft.rows.length - drawn.length }) }),
  });
  // Counts come out before outcomes: where "latest" of these measures alone is another period than the table's, the chart's address names the table's.
  const { from, latestOf } = table.source, pinned = view.from === latest && latestOf(group) !== from ? { from, to: from } : {};
  const query = viewQuery({ ...view, ...pinned, release: null });
  const subtitle = t("caption", { title: viewTitle(ctx, narrowed), what, span });
  return { ...spec, id: `view-${group[0]!}`, subtitle, table: { ...spec.table, caption: subtitle }, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The cells along the one axis that varies: time as it goes, a list in the order of the table. */
function members({ view, rows, columns, source }: Pivot, axis: Axis): Member[] {
  const [side, paths] = view.rows.includes(axis) ? [view.rows, rows] : [view.columns, columns];
  const keys = [...new Set(paths.map((path) => path[side.indexOf(axis)]!))];
  if (axis === "period") keys.sort((a, b) => monthsOf(a)[0] - monthsOf(b)[0]);
  const byKey = new Map(source.rows.map((row) => [row[axis as "period"], row]));
  return keys.map((key) => ({ key, row: byKey.get(key)! }));
}

function drawing(ctx: ChartContext, axis: Axis, group: readonly Measure[], cells: Member[]): Draft {
  const t = translator(explorer, ctx.locale);
  const time = axis === "period";
  const base = ({ key }: Member): Omit<Row, "figures"> => {
    if (time) return periodRow(ctx, key, periodName(ctx, key));
    const { text, lang } = memberName(ctx, axis, key);
    return { key, label: text, ...(lang && { lang }) };
  };
  const series = (measures: readonly Measure[]) => measures.map((measure) => ({ key: measure, label: measureName(ctx, measure) }));
  const figures = (member: Member, measures: readonly Measure[]): Figure[] => measures.map((measure) => valueFigure(ctx, measured(member.row, measure)));
  const note = (value: Value): { note?: string } => (value.of ? { note: ofText(ctx, value.of) } : {});
  if (group.includes("median_days") && group.length > 1) {
    return {
      kind: "range", series: series(spans), unit: ctx.t("workingDays"), beyond: ctx.t("beyond"),
      rows: (time ? cells.toReversed() : cells).map((member) => ({ ...base(member), figures: figures(member, spans).map((one) => stillOpen(ctx, member.row, one)) })),
    };
  }
  if (group.length > 1) {
    const parts = ["on_time", "late", "open"] as const;
    return {
      kind: "stacked", series: series(parts), unit: ctx.t("appeals"), noteLabel: ctx.t("shareAbove"),
      rows: cells.map((member) => ({ ...base(member), figures: figures(member, parts), note: valueFigure(ctx, measured(member.row, "on_time_share")).text })),
    };
  }
  const [measure] = group as [Measure];
  const unit = measure === "on_time_share" ? "%" : measure.endsWith("_days") && !measure.startsWith("days") ? ctx.t("workingDays") : ctx.t("appeals");
  const rows = cells.map((member) => ({ ...base(member), figures: figures(member, [measure]), ...note(measured(member.row, measure)) }));
  if (!time) return { kind: "ranked", series: series([measure]), unit, rows };
  const monthly = cells.every(({ row }) => row.grain === "month");
  return monthly ? { kind: "line", series: series([measure]), unit, rows } : { kind: "columns", tone: "plain", series: series([measure]), unit, rows };
}

/** A median or p90 that falls in an open case has no number and lies beyond the axis. */
const stillOpen = (ctx: ChartContext, row: CubeRow, one: Figure): Figure =>
  (one.value === null && isShown(row.duration_status) ? { value: null, status: "", text: ctx.t("stillOpen") } : one);

function bands(ctx: ChartContext, row: CubeRow): Draft {
  return {
    kind: "bands", series: [{ key: "number", label: ctx.t("number") }], unit: ctx.t("appeals"),
    rows: durationParts.map((part) => ({ key: part, label: measureName(ctx, part), figures: [figure(ctx, row[part], row.duration_status)] })),
  };
}

/** A list without what stands for others of it, the total and groups beside their parts: they would be counted twice. */
function apart({ codelists }: ChartContext, axis: Axis, rows: Row[]): Row[] {
  const groups = axis === "category" || axis === "district" ? new Set(codelists[axis].filter(({ code }) => rows.some(({ key }) => key === code)).map(({ parent }) => parent)) : new Set<string | null>();
  return rows.filter(({ key }) => key !== together && !groups.has(key));
}

/** What there is room for: of time the newest unbroken run, of a list its first parts. */
function picked(ctx: ChartContext, rows: Row[], axis: Axis, { grain }: View): Row[] {
  if (axis !== "period") return apart(ctx, axis, rows).slice(0, MOST.list);
  const down = rows.length > 1 && monthsOf(rows[0]!.key)[0] > monthsOf(rows[1]!.key)[0];
  if (down) return rows.slice(0, MOST[grain]);
  let start = rows.length - 1;
  while (start > 0 && monthsOf(rows[start - 1]!.key)[1] + 1 === monthsOf(rows[start]!.key)[0]) start--;
  return rows.slice(Math.max(start, rows.length - MOST[grain], 0));
}

/** Of time the newest number beside that of a year before, of a list from where to where it goes; never who is last. */
function finding(ctx: ChartContext, table: Pivot, axis: Axis, measure: Measure, rows: Row[]): string {
  const t = translator(explorer, ctx.locale);
  const shown = (axis === "period" ? rows : apart(ctx, axis, rows)).filter((row) => row.figures[0]!.value !== null);
  if (shown.length === 0) return ctx.t(rows.some((row) => row.figures[0]!.status === "c") ? "allHidden" : "nothing");
  const said = (row: Row): string => (measure === "on_time_share" ? valueFigure(ctx, measured(rowOf(table, axis, row.key), measure)).text : row.figures[0]!.text);
  const name = measureTitle(ctx, measure);
  if (axis !== "period") {
    const sorted = shown.toSorted((a, b) => a.figures[0]!.value! - b.figures[0]!.value!);
    return t("viewSpread", { title: viewTitle(ctx, table), from: said(sorted[0]!), to: said(sorted.at(-1)!), one: sorted.length === 1 ? "yes" : "no" });
  }
  const inTime = shown.toSorted((a, b) => monthsOf(a.key)[0] - monthsOf(b.key)[0]);
  const last = inTime.at(-1)!, before = inTime.find(({ key }) => key === yearBefore(last.key)) ?? inTime.at(-2);
  const now = { measure: name, value: said(last), when: periodIn(ctx, last.key) };
  return sentence(before ? t("viewThen", { ...now, before: said(before), beforeWhen: periodIn(ctx, before.key) }) : t("viewNow", now));
}

const rowOf = ({ source }: Pivot, axis: Axis, key: string): CubeRow => source.rows.find((row) => row[axis as "period"] === key)!;

function hidden(ctx: ChartContext, rows: Row[], axis: Axis | undefined): string {
  const n = rows.filter((row) => row.figures[0]!.status === "c").length;
  if (n === 0 || n === rows.length || axis === undefined) return "";
  return axis === "period" ? ctx.t("hiddenPeriods", { n }) : translator(explorer, ctx.locale)("hiddenRows", { n });
}
