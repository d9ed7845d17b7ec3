/** A number per 1 000 residents, to one decimal; for published numbers only. */
export const perThousand = (count: number, population: number): number => Math.round((10_000 * count) / population) / 10;
