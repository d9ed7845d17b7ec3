import { FiguresTable } from "#app/_ui/figures-table.tsx";
import page from "#app/_ui/page.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { periodIn } from "#lib/charts/period.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { translator } from "#lib/i18n/translate.ts";
import { filterCube, type CubeRow } from "#lib/stats/cube.ts";

type Props = { ctx: ChartContext; cube: CubeRow[]; period: string; dimension: "category" | "district"; codes: { code: string }[] };

/** All codes of a dimension in one period, in the order of their tree, the city first. */
export function CodesTable({ ctx, cube, period, dimension, codes }: Props) {
  const t = translator(places, ctx.locale);
  const other = dimension === "category" ? "district" : "category";
  const rows = filterCube(cube, { period, [other]: "all", channel: "all" });
  const ordered = ["all", ...codes.map(({ code }) => code)].flatMap((code) => rows.find((row) => row[dimension] === code) ?? []);
  const folder = dimension === "category" ? "categories" : "districts";
  return (
    <section className={page.section}>
      <FiguresTable ctx={ctx} id="codes" caption={t("table", { when: periodIn(ctx, period) })} rows={ordered} heads={[dimension]}
        link={(row) => `/${ctx.locale}/${folder}/${row[dimension]}`} />
    </section>
  );
}
