import { measures, withParts, type Measure } from "#lib/stats/measure.ts";
import type { Pivot } from "#lib/stats/pivot.ts";
import { dimensions, each } from "#lib/stats/view.ts";

/** The rows and columns of the open file that a table is made of, as that file is asked for them: /data/appeals.csv?… */
export function tidyQuery({ view, source }: Pivot): string {
  const wanted = new Set<Measure>(withParts(view.measure));
  const said: [string, string | null][] = [
    ["grain", view.grain], ["from", source.from], ["to", source.to],
    // There an absent dimension means each of its codes.
    ...dimensions.map((name): [string, string | null] => [name, view[name][0] === each ? null : source[name].map(encodeURIComponent).join(",")]),
    ["measure", measures.filter((measure) => measure !== "on_time_share" && wanted.has(measure)).join(",")],
    ["release", view.release],
  ];
  return said.flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join("&");
}
