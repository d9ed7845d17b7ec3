import { openDb } from "#db/open.ts";
import { themes, type Look } from "#lib/charts/address.ts";
import { chartContext } from "#lib/charts/context.ts";
import { chartOf, parametersOf } from "#lib/charts/registry.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { widths, type Width } from "#lib/charts/widths.ts";
import { Refusal, shorten } from "#lib/errors.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { askedShelf, type Shelf } from "#lib/exports/shelf.ts";
import { defaultLocale, locales } from "#lib/i18n/locale.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";

/** `look` holds what the address says, `release` among it only when it is pinned. */
export type AskedChart = { spec: ChartSpec; look: Look; shelf: Shelf };

/** The chart that an address names, from the release that it names. @throws Refusal naming the parameter that is wrong */
export async function askedChart(request: Request, name: string, looks: readonly ("width" | "theme")[]): Promise<AskedChart> {
  const { lang, release, width, theme, ...query } = readParameters(request, [...parametersOf(name), "lang", "release", ...looks]);
  const locale = oneOf("lang", lang ?? defaultLocale, locales);
  const look: Look = {
    ...(release !== undefined && { release }),
    ...(width !== undefined && { width: oneOf("width", width, Object.keys(widths) as Width[]) }),
    ...(theme !== undefined && { theme: oneOf("theme", theme, themes) }),
  };
  const shelf = await askedShelf(release);
  const lists = await codelists();
  const cube = await readCube(openDb(), shelf.release);
  return { spec: chartOf(name, query, chartContext(locale, { city: shelf.city, release: shelf.release, codelists: lists }), cube), look, shelf };
}

/** One of the few values that a parameter may have. @throws Refusal naming it and them */
export function oneOf<Value extends string>(name: string, value: string, values: readonly Value[]): Value {
  const found = values.find((candidate) => candidate === value);
  if (!found) throw new Refusal("unknownCode", { name, value: shorten(value), list: values.join(", ") }, name);
  return found;
}
