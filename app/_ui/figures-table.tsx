import { DataTable, type TableColumn } from "#app/_ui/data-table.tsx";
import styles from "./data-table.module.css";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import { Name } from "#app/_ui/named.tsx";
import type { ChartContext } from "#lib/charts/context.ts";
import { figure, shareText } from "#lib/charts/figures.ts";
import { periodName } from "#lib/charts/period.ts";
import type { Figure } from "#lib/charts/spec.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

type Dimension = "category" | "district" | "channel";
type Props = {
  ctx: ChartContext; id: string; caption: string; rows: CubeRow[];
  /** What names a row, beside or instead of its period. */
  heads: ("period" | Dimension)[];
  /** Where a row's name leads. */
  link?: (row: CubeRow) => string | null;
};

/** Published rows as a table: received alone for months, all measures for quarters and years. */
export function FiguresTable({ ctx, id, caption, rows, heads, link }: Props) {
  const t = translator(explorer, ctx.locale);
  const received = rows.every((row) => row.grain === "month");
  const columns: TableColumn[] = received ? [{ label: t("received") }]
    : [t("received"), t("withDeadline"), t("onTime"), t("share"), t("late"), t("open"), t("median"), t("p90")].map((label) => ({ label }));
  const figures = rows.map((row) => (received ? [figure(ctx, row.received, row.received_status)] : allFigures(ctx, row)));
  return (
    <>
      <DataTable id={id} locale={ctx.locale} caption={caption} heads={heads.map((head) => t(head))} columns={columns}
        rows={rows.map((row, i) => ({
          key: [row.period, row.category, row.district, row.channel].join(" "),
          strong: heads.some((head) => head !== "period" && row[head] === "all"),
          heads: heads.map((head) => <RowHead key={head} ctx={ctx} row={row} head={head} href={head === "period" ? null : link?.(row) ?? null} />),
          cells: figures[i]!.map((cell, j) => <FigureCell key={j} locale={ctx.locale} figure={cell} />),
        }))} />
      <MarkLegend locale={ctx.locale} statuses={new Set(figures.flat().map((cell) => cell.status))} />
    </>
  );
}

function RowHead({ ctx, row, head, href }: { ctx: ChartContext; row: CubeRow; head: "period" | Dimension; href: string | null }) {
  const t = translator(explorer, ctx.locale);
  if (head === "period") return <>{periodName(ctx, row.period)}</>;
  if (row[head] === "all") return <>{head === "district" ? t("cityWide") : t("total")}</>;
  const name = <Name name={ctx.name(head, row[head])} />;
  const deep = head !== "channel" && (ctx.codelists[head].find((member) => member.code === row[head])?.depth ?? 0) > 0;
  return <span className={deep ? styles.deep : undefined}>{href ? <a href={href}>{name}</a> : name}</span>;
}

function allFigures(ctx: ChartContext, row: CubeRow): Figure[] {
  const onTime = figure(ctx, row.on_time, row.outcome_status);
  const share: Figure = onTime.value === null ? onTime : { ...onTime, status: "", text: shareText(ctx, row.on_time!, row.with_deadline ?? 0) };
  return [
    figure(ctx, row.received, row.received_status), figure(ctx, row.with_deadline, row.outcome_status), onTime, share,
    figure(ctx, row.late, row.late_open_status), figure(ctx, row.open, row.late_open_status),
    figure(ctx, row.median_days, row.median_status), figure(ctx, row.p90_days, row.p90_status),
  ];
}
