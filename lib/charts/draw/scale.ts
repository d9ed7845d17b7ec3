/** Round steps from zero to a little over the greatest value: [0, 200, 400, 600, 800]. */
export function ticks(max: number, most = 5): number[] {
  const rough = Math.max(max, 1) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough && Number.isInteger(Math.max(s, 1)))!);
  const count = Math.ceil(Math.max(max, 1) / step);
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
