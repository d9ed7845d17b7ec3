import type { Spot } from "#lib/charts/draw/box.ts";

/**
 * The largest group of spots that are nearer than `near` to the next of their group, by index; null when it has fewer than
 * three, or when it is as wide as `most`: enlarging it would show little that wasn't seen.
 */
export function crowd(spots: Spot[], near: number, most: number): number[] | null {
  const group = spots.map((_, i) => i);
  spots.forEach((a, i) => spots.forEach((b, j) => {
    if (group[i] === group[j] || Math.hypot(a.x - b.x, a.y - b.y) >= near) return;
    const [kept, merged] = [group[i]!, group[j]!];
    group.forEach((g, k) => { if (g === merged) group[k] = kept; });
  }));
  const groups = [...new Set(group)].map((g) => group.flatMap((own, i) => (own === g ? [i] : [])));
  const largest = groups.reduce((best, members) => (members.length > best.length ? members : best), []);
  const extent = (of: "x" | "y"): number => Math.max(...largest.map((i) => spots[i]![of])) - Math.min(...largest.map((i) => spots[i]![of]));
  return largest.length < 3 || Math.max(extent("x"), extent("y")) >= most ? null : largest;
}
