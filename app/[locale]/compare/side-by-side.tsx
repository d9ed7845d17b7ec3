import type { ReactNode } from "react";
import { DataTable } from "#app/_ui/data-table.tsx";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import { Name } from "#app/_ui/named.tsx";
import styles from "./compare.module.css";
import { verdictOf, type Compared } from "#lib/charts/compare/comparison.ts";
import { rateFigure } from "#lib/charts/compare/received.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { days, figure, received, shareFigure } from "#lib/charts/figures.ts";
import type { Figure } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { PublishedShare, Side, Tested, Untested } from "#lib/stats/comparison.ts";
import type { Interval } from "#lib/stats/wilson.ts";

type Line = { key: string; label: string; figures: Figure[]; difference: ReactNode; chance: string };

/** Every measure of both, what lies between them, and whether chance alone could have made it. */
export function SideBySide({ ctx, compared, caption }: { ctx: ChartContext; compared: Compared; caption: string }) {
  const { say, sides, names } = compared;
  const both = (make: (side: Side) => Figure): Figure[] => sides.map(make);
  const share = (of: (side: Side) => PublishedShare) => both((side) => partFigure(ctx, say, of(side)));
  const untested = (figures: Figure[]): Pick<Line, "difference" | "chance"> => {
    const why = figures.every(({ value, status }) => value !== null || status === "") ? "untestable" : figures.some(({ status }) => status === "c") ? "withheld" : "missing";
    return { difference: "", chance: say(why) };
  };
  const count = both(({ row }) => received(ctx, row)), rate = both((side) => rateFigure(ctx, side));
  const plain = (["late", "open"] as const).map((key) => ({ key, label: say(key), figures: both(({ row }) => figure(ctx, row[key], row.late_open_status)) }));
  const waits = (["median", "p90"] as const).map((key) => ({ key, label: say(key), figures: both(({ row }) => days(ctx, row, key)) }));
  const lines: Line[] = [
    { key: "received", label: say("received"), figures: count, difference: <Ratio ctx={ctx} compared={compared} />, chance: verdictOf(compared, compared.received) },
    ...(rate.some(({ value }) => value !== null) ? [{ key: "perThousand", label: say("perThousand"), figures: rate, difference: "", chance: "" }] : []),
    { key: "onTime", label: say("onTime"), figures: share(({ onTime }) => onTime), difference: <Points ctx={ctx} say={say} verdict={compared.onTime} />, chance: verdictOf(compared, compared.onTime) },
    ...plain.map((line) => ({ ...line, difference: "", chance: "" })),
    { key: "withinFive", label: say("withinFive"), figures: share(({ withinFive }) => withinFive), difference: <Points ctx={ctx} say={say} verdict={compared.withinFive} />, chance: verdictOf(compared, compared.withinFive) },
    ...waits.filter(({ figures }) => figures.some(({ status }) => status !== "z")).map((line) => ({ ...line, ...untested(line.figures) })),
  ];
  return (
    <>
      <DataTable id="side-by-side" locale={ctx.locale} caption={caption} heads={[say("measure")]}
        columns={[...names.map((name, i) => ({ key: i, label: <Name name={name} /> })), { label: say("difference"), text: true }, { label: say("chance"), text: true }]}
        rows={lines.map(({ key, label, figures, difference, chance }) => ({
          key, heads: [<span key="measure" className={styles.measure}>{label}</span>], cells: [...figures.map((cell, i) => <FigureCell key={i} locale={ctx.locale} figure={cell} />),
            <span key="difference" className={styles.words}>{difference}</span>, <span key="chance" className={styles.words}>{chance}</span>],
        }))} />
      <MarkLegend locale={ctx.locale} statuses={new Set(lines.flatMap(({ figures }) => figures.map(({ status }) => status)))} />
    </>
  );
}

/** A share with its two numbers. */
function partFigure(ctx: ChartContext, say: Compared["say"], { count, of, status }: PublishedShare): Figure {
  const share = shareFigure(ctx, count, of, status);
  return count === null ? share : { ...share, text: say("part", { Share: share.text, N: formatNumber(ctx.locale, count), Total: formatNumber(ctx.locale, of) }) };
}

const signed = (ctx: ChartContext, value: number): string => `${value > 0 ? "+" : ""}${formatNumber(ctx.locale, value)}`;

function Points({ ctx, say, verdict }: { ctx: ChartContext; say: Compared["say"]; verdict: Tested<"difference"> | Untested }) {
  if (typeof verdict === "string") return null;
  const points = (share: number): number => Math.round(100 * share) || 0;
  const n = points(verdict.difference);
  return <>{say("points", { n: Math.abs(n), Difference: signed(ctx, n) })}<Between say={say} low={signed(ctx, points(verdict.low))} high={signed(ctx, points(verdict.high))} /></>;
}

function Ratio({ ctx, compared: { say, received: verdict, against } }: { ctx: ChartContext; compared: Compared }) {
  if (typeof verdict === "string") return null;
  const times = (ratio: number): string => formatNumber(ctx.locale, ratio, 2);
  return <>{say("times", { Ratio: times(verdict.ratio) })}, {say(against)}<Between say={say} low={times(verdict.low)} high={times(verdict.high)} /></>;
}

const Between = ({ say, low, high }: { say: Compared["say"] } & Record<keyof Interval, string>) => <span className={styles.between}>{say("between", { Low: low, High: high })}</span>;
