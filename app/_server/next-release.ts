/**
 * The day of the release after one made on `asOf`: the 6th of a month (disclosure.md, Cadence). Null once it is past: the
 * source has ended, or this is a demonstration that stays on its own clock.
 */
export function nextRelease(asOf: string, today = new Date().toISOString().slice(0, 10)): string | null {
  const [year, month, day] = asOf.split("-").map(Number) as [number, number, number];
  const next = new Date(Date.UTC(year, day < 6 ? month - 1 : month, 6));
  const date = next.toISOString().slice(0, 10);
  return date >= today ? date : null;
}
