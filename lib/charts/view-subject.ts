import type { ChartContext } from "#lib/charts/context.ts";
import type { Part, Subject } from "#lib/charts/findings.ts";
import { periodsOf } from "#lib/charts/view-words.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import type { Pivot } from "#lib/stats/pivot.ts";
import { dimensions, together, type Dimension } from "#lib/stats/view.ts";

/** What a view's findings are about: its one cell up to its newest period, or of several codes the published whole that holds them, and they are its parts. */
export function viewSubject({ codelists }: ChartContext, cube: CubeRow[], pivot: Pivot): Subject {
  const { view: { grain }, source } = pivot;
  const parentOf = (name: Dimension, code: string): string | null => (name === "channel" ? null : codelists[name].find((member) => member.code === code)?.parent ?? null);
  const holderOf = (name: Dimension): string => {
    const [holder = together, ...others] = source[name].length > 1 ? new Set(source[name].map((code) => parentOf(name, code) ?? code)) : source[name];
    return others.length > 0 ? together : holder;
  };
  const near = Object.fromEntries(dimensions.map((name) => [name, holderOf(name)])) as Record<Dimension, string>;
  const isPublished = cube.some((row) => row.grain === grain && dimensions.every((name) => row[name] === near[name]));
  const whole = isPublished ? near : { ...near, ...Object.fromEntries(dimensions.flatMap((name) => (source[name].length > 1 ? [[name, together]] : []))) };
  const several = dimensions.filter((name) => source[name].length > 1);
  // A group beside its own parts would nearly always be the largest; what has no code is a gap in the records.
  const parts = several.flatMap((name): Part[] => source[name]
    .filter((code) => code !== whole[name] && code !== together && code !== "unknown" && !source[name].some((other) => parentOf(name, other) === code))
    .map((code) => ({ dimension: name, code })));
  return { ...whole, grain, to: periodsOf(pivot).at(-1), ...(several.length > 0 && { parts }) };
}
