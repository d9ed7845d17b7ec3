import type { ChartSpec } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** How a picture looks and of when it is: what an address says besides the question. */
export type Look = { release?: string; width?: Width; theme?: Theme };

type Asked = Pick<ChartSpec, "chart" | "query" | "locale">;

/** The one address of a chart as a picture or as data; without `release` it follows the newest. */
export const chartAddress = (spec: Asked, format: "svg" | "png" | "csv", look: Look = {}): string => `/charts/${spec.chart}.${format}?${parameters(spec, look)}`;

/** The chart as a page that another site may frame. */
export const embedAddress = (spec: Asked, look: Omit<Look, "width"> = {}): string => `/embed/${spec.chart}?${parameters(spec, look)}`;

/** The picture that stands for a page in a list of links: of the city, a district or a category. */
export const previewAddress = ({ release, ...asked }: Pick<ChartSpec, "query" | "locale"> & Pick<Look, "release">): string => `/charts/preview.png?${parameters(asked, { release })}`;

/** The page that shows a chart, or the explorer where none does. */
export function pageAddress({ id, chart, query, locale }: Pick<ChartSpec, "id" | "chart" | "query" | "locale">): string {
  if (chart === "view") return `/${locale}/stats?${new URLSearchParams(query as Record<string, string>)}`;
  if (query.by) return `/${locale}/compare?${new URLSearchParams(query as Record<string, string>)}#${id}`;
  const { category, district, channel, ...when } = query;
  const plain = Object.values(when).every((value) => value === undefined);
  if (plain && !channel && !(category && district)) {
    return `/${locale}${category ? `/categories/${category}` : district ? `/districts/${district}` : ""}#${id}`;
  }
  const { grain = "quarter", from, to, period } = when;
  const asked = Object.entries({ category, channel, district, grain, from: from ?? period, to: to ?? period }).filter(([, value]) => value !== undefined);
  return `/${locale}/stats?${new URLSearchParams(asked as [string, string][])}`;
}

/** In a fixed order, without what says nothing; a view says what its axes hold. */
function parameters({ chart, query, locale }: Omit<Asked, "chart"> & { chart?: string }, look: Partial<Record<keyof Look, string | undefined>>): string {
  const given = Object.entries({ ...query, lang: locale, ...look }).filter(([name, value]) => value !== undefined && (value !== "all" || chart === "view" || name === "a" || name === "b"));
  return new URLSearchParams(given.sort(([a], [b]) => (a < b ? -1 : 1)) as [string, string][]).toString();
}
