import type { Codelists } from "#lib/stats/codelists.ts";
import type { Comparison } from "#lib/stats/comparison.ts";
import { measured } from "#lib/stats/measure.ts";
import type { CubeRow, Status } from "#lib/stats/cube-row.ts";
import { shareDifference } from "#lib/stats/share-difference.ts";

export type MixPart = { code: string; cells: readonly [CubeRow, CubeRow]; received: readonly [number | null, number | null] };
/**
 * What the two consist of: of two districts or periods the categories, of two categories the districts. `parts` by their place in
 * the codelist; `differs`: one part's shares are apart by five percentage points or more and by more than chance. `known`: parts
 * published of both hold at least half of each one's appeals; else nobody can say that the two are alike.
 */
export type Mix = { of: "category" | "district"; parts: MixPart[]; differs: MixPart | null; known: boolean };

const LEAST_DIFFERENCE = 0.05;

/** Null where the two can't be taken apart by published cells. */
export function mixOf({ by, query, sides }: Comparison, cube: CubeRow[], codes: Pick<Codelists, "district" | "category">): Mix | null {
  const of = by === "category" ? "district" : "category";
  const scope = query[of] ?? "all";
  const members = codes[of].filter((member) => (scope === "all" ? member.parent === null : member.parent === scope)).map((member) => member.code);
  const [a, b] = sides;
  const parts = members.flatMap((code): MixPart[] => {
    const [x, y] = [a, b].map(({ row }) => cube.find((r) => r.period === row.period && r.channel === "all"
      && r.category === (of === "category" ? code : row.category) && r.district === (of === "district" ? code : row.district)));
    return x && y ? [{ code, cells: [x, y], received: [measured(x, "received").value, measured(y, "received").value] }] : [];
  });
  if (parts.length === 0) return null;
  const [wholeA, wholeB] = [a.received, b.received];
  const apart = parts.flatMap((part) => {
    const [x, y] = part.received;
    if (x === null || y === null || !wholeA || !wholeB) return [];
    const { difference, low, high } = shareDifference({ count: x, of: wholeA }, { count: y, of: wholeB });
    return Math.abs(difference) >= LEAST_DIFFERENCE && (low > 0 || high < 0) ? [{ part, difference }] : [];
  });
  const both = parts.filter(({ received: [x, y] }) => x !== null && y !== null);
  const held = (side: 0 | 1, whole: number | null): number => (whole ? both.reduce((sum, { received }) => sum + received[side]!, 0) / whole : 0);
  const largest = apart.reduce<(typeof apart)[number] | null>((best, one) => (best && Math.abs(best.difference) >= Math.abs(one.difference) ? best : one), null);
  return { of, parts, differs: largest?.part ?? null, known: Math.min(held(0, wholeA), held(1, wholeB)) >= 0.5 };
}

export type Standardised = { shares: readonly [number, number]; parts: number; covered: readonly [number, number] };
const isShown = (status: Status): boolean => status === "" || status === "r";

/**
 * The share on time that each would have if both had the same mix: the parts' own shares, weighed by the parts' cases of both together
 * (direct standardisation). Made of published cells alone: parts whose outcome is withheld in either are left out, and `covered`
 * says how many of each one's cases with a deadline remain. Null below two parts or where less than half remains.
 */
export function standardisedOnTime({ parts }: Mix, { sides }: Comparison): Standardised | null {
  const used = parts.flatMap(({ cells }) => (cells.every((cell) => isShown(cell.outcome_status) && cell.on_time !== null && cell.with_deadline) ? [cells.map((cell) => ({ count: cell.on_time!, of: cell.with_deadline! }))] : []));
  const [a, b] = sides;
  if (used.length < 2 || a.onTime.of === null || b.onTime.of === null) return null;
  const weights = used.map(([x, y]) => x!.of + y!.of);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (side: 0 | 1): number => used.reduce((sum, cells, i) => sum + (weights[i]! / all) * (cells[side]!.count / cells[side]!.of), 0);
  const covered = (side: 0 | 1, of: number): number => used.reduce((sum, cells) => sum + cells[side]!.of, 0) / of;
  const remains = [covered(0, a.onTime.of), covered(1, b.onTime.of)] as const;
  return Math.min(...remains) < 0.5 ? null : { shares: [share(0), share(1)], parts: used.length, covered: remains };
}
