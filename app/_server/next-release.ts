/** The day of the release after one made on `asOf`: the 6th of a month (disclosure.md, Cadence). */
export function nextRelease(asOf: string): string {
  const [year, month, day] = asOf.split("-").map(Number) as [number, number, number];
  const next = new Date(Date.UTC(year, day < 6 ? month - 1 : month, 6));
  return next.toISOString().slice(0, 10);
}
