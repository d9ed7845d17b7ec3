import { datasets } from "#lib/exports/dataset.ts";
import type { Codelists } from "#lib/stats/codelists.ts";

/** Pages that exist whatever the city is. */
const fixed = ["", "/stats", "/compare", "/districts", "/categories", "/data", "/data/api", "/data/releases", "/methodology", "/licence", "/cite", "/accessibility", "/privacy", "/about", "/track", "/new", "/reception"];

/** Every public page, without its language: what a search engine should know of. A code has its page whatever its counts are. */
export const publicPaths = ({ district, category }: Pick<Codelists, "district" | "category">, releases: readonly { id: string }[]): string[] => [
  ...fixed,
  ...district.map(({ code }) => `/districts/${encodeURIComponent(code)}`),
  ...category.map(({ code }) => `/categories/${encodeURIComponent(code)}`),
  ...new Set(datasets.map(({ name }) => `/data/${name}`)), // the codelists share one page
  ...releases.map(({ id }) => `/data/releases/${id}`),
];
