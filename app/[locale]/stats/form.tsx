import { Button, Select } from "#app/_ui/field.tsx";
import { Name } from "#app/_ui/named.tsx";
import styles from "./stats.module.css";
import { Ticks } from "./ticks.tsx";
import { TidyForm } from "./tidy-form.tsx";
import type { ChartContext } from "#lib/charts/context.ts";
import { periodName } from "#lib/charts/period.ts";
import { measureName } from "#lib/charts/view-words.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import { durationParts, type CubeRow } from "#lib/stats/cube-row.ts";
import { grainsOf, measures, usualMeasures, type Measure } from "#lib/stats/measure.ts";
import { grains, monthsOf } from "#lib/stats/period.ts";
import { axes, dimensions, each, latest, sorts, together, top, type Dimension, type View } from "#lib/stats/view.ts";

type Props = { ctx: ChartContext; view: View; cube: CubeRow[]; wrong: string | undefined; open: boolean };

const all = { category: "allCategory", district: "allDistrict", channel: "allChannel" } as const;
const every = { category: "eachCategory", district: "eachDistrict", channel: "eachChannel" } as const;
const tops = { category: "topCategory", district: "topDistrict" } as const;
/** How long it took: the bands, then the marks of half and of nine in ten. */
const waits: readonly Measure[] = [...durationParts, "median_days", "p90_days"];
const orders = { list: "sortList", name: "sortName", value: "sortValue" } as const;

/** A plain GET form: what it sends is the address of the view. What the address needn't say stands unticked. */
export function ExplorerForm({ ctx, view, cube, wrong, open }: Props) {
  const t = translator(explorer, ctx.locale);
  const usual = view.measure.join() === usualMeasures(view.grain).join();
  const periods = periodsFor(cube);
  const measureOption = (measure: Measure) => ({
    value: measure, grains: grainsOf(measure), label: <>{measureName(ctx, measure)}{grainsOf(measure).length === 1 && <small> {t("only", { grain: "quarter" })}</small>}</>,
  });
  const axisOptions = axes.map((axis) => <option key={axis} value={axis}>{t(axis)}</option>);
  return (
    <details className={styles.change} open={open}>
      <summary>{t("change")}</summary>
      <form className={styles.form} method="get" action={`/${ctx.locale}/stats`} aria-label={t("form")} id="change">
        <TidyForm form="change" />
        {view.release && <input type="hidden" name="release" value={view.release} />}
        <fieldset id="f-measure" aria-invalid={wrong === "measure" || undefined}>
          <legend>{t("measures")}</legend>
          <p className={styles.hint}>{t("measureHint")}</p>
          <Ticks name="measure" chosen={usual ? [] : view.measure} options={measures.filter((measure) => !waits.includes(measure)).map(measureOption)} />
          <p id="waits">{t("wait")}</p>
          <Ticks name="measure" labelledBy="waits" chosen={usual ? [] : view.measure} options={waits.map(measureOption)} />
        </fieldset>
        <fieldset>
          <legend>{t("when")}</legend>
          <Select name="grain" label={t("grain")} value={view.grain} error={wrong === "grain"}>
            {grains.map((grain) => <option key={grain} value={grain}>{t(grain)}</option>)}
          </Select>
          <Select name="from" label={t("from")} value={view.from ?? ""} error={wrong === "from"}>
            <option value="">{t("earliest")}</option>
            <option value={latest}>{t("newestOnly")}</option>
            {withOwn(periods, view.from).map((period) => <option key={period} value={period}>{periodName(ctx, period)}</option>)}
          </Select>
          <Select name="to" label={t("to")} value={view.to ?? ""} error={wrong === "to"}>
            <option value="">{t("latest")}</option>
            {withOwn(periods, view.to).map((period) => <option key={period} value={period}>{periodName(ctx, period)}</option>)}
          </Select>
        </fieldset>
        <fieldset>
          <legend>{t("whom")}</legend>
          <p className={styles.hint}>{t("codeHint")}</p>
          {dimensions.map((name) => (
            <details key={name} id={`f-${name}`} className={styles.codes} open={wrong === name}>
              <summary>{t(name)} <span>{chosenOf(ctx, view, name)}</span></summary>
              <Ticks name={name} label={t(name)} chosen={isUsual(view, name) ? [] : view[name]} options={[
                { value: together, label: t(all[name]) }, { value: each, label: t(every[name]) },
                ...(name === "channel" ? [] : [{ value: top, label: t(tops[name]) }]), ...codesOf(ctx, cube, name),
              ]} />
            </details>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t("layout")}</legend>
          {(["rows", "columns"] as const).map((side) => (
            <div key={side} className={styles.pair}>
              <Select name={side} label={t(side)} value={view[side][0] ?? ""} error={wrong === side}>{axisOptions}</Select>
              <Select id={`f-${side}-then`} name={side} label={t(`${side}Then`)} value={view[side][1] ?? ""}><option value="">{t("nothing")}</option>{axisOptions}</Select>
            </div>
          ))}
          <Select name="sort" label={t("sort")} value={view.sort} error={wrong === "sort"}>
            {sorts.map((sort) => <option key={sort} value={sort}>{t(orders[sort])}</option>)}
          </Select>
        </fieldset>
        <p className={styles.actions}><Button>{t("show")}</Button> <a href={`/${ctx.locale}/stats`}>{t("reset")}</a></p>
      </form>
    </details>
  );
}

/** Whether a dimension is as it is where nothing is said of it. */
const isUsual = (view: View, name: Dimension): boolean => view[name].join() === ([...view.rows, ...view.columns].includes(name) ? each : together);

function chosenOf(ctx: ChartContext, view: View, name: Dimension): string {
  const t = translator(explorer, ctx.locale);
  const [first, ...more] = view[name];
  if (more.length > 0) return t("chosen", { n: view[name].length });
  if (first === together) return t(all[name]);
  if (first === each) return t(every[name]);
  return first === top && name !== "channel" ? t(tops[name]) : ctx.name(name, first!).text;
}

/** Codes in the order of their tree, those of the second level set in, each with the steps that it is published by. */
function codesOf(ctx: ChartContext, cube: CubeRow[], name: Dimension) {
  const steps = new Map<string, Set<CubeRow["grain"]>>();
  for (const row of cube) steps.set(row[name], (steps.get(row[name]) ?? new Set()).add(row.grain));
  const t = translator(explorer, ctx.locale);
  return ctx.codelists[name].map((member) => ({
    value: member.code, deep: "depth" in member && member.depth > 0, grains: [...steps.get(member.code) ?? []],
    label: <><Name name={ctx.name(name, member.code)} />{"sensitive" in member && member.sensitive && <small> {t("only", { grain: "city" })}</small>}</>,
  }));
}

/** Quarters bound every grain; the months after the last one bound months. */
function periodsFor(cube: CubeRow[]): string[] {
  const city = cube.filter((row) => row.category === together && row.district === together && row.channel === together);
  const quarters = city.filter((row) => row.grain === "quarter").map((row) => row.period);
  const end = quarters.reduce((last, period) => Math.max(last, monthsOf(period)[1]), -Infinity);
  const months = city.filter((row) => row.grain === "month" && monthsOf(row.period)[0] > end).map((row) => row.period);
  return [...quarters, ...months].sort((a, b) => monthsOf(b)[0] - monthsOf(a)[0]);
}

/** An address may bound by a month or a year; the form then keeps it. */
const withOwn = (periods: string[], own: string | null): string[] => (own === null || own === latest || periods.includes(own) ? periods : [own, ...periods]);
