import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Chance with a seed: the same seed tells the same city, on every machine. */
export type Random = {
  /** A whole number from both ends inclusive. */
  int(least: number, most: number): number;
  /** In [0, 1). */
  unit(): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A key by its weight. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K;
  /** How many of something that happens `mean` times on average. */
  poisson(mean: number): number;
  /** Waiting time with this mean: mostly short, seldom long. */
  exponential(mean: number): number;
};

/** Chance that falls the same for the same seed. */
export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(generator);
  const int = (least: number, most: number) => uniformInt(generator, least, most);
  return {
    int, unit,
    chance: (probability) => unit() < probability,
    pick: (from) => from[int(0, from.length - 1)]!,
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
      return entries.at(-1)![0];
    },
    poisson(mean) {
      const floor = Math.exp(-mean);
      let count = 0;
      for (let product = unit(); product > floor; product *= unit()) count++;
      return count;
    },
    exponential: (mean) => -Math.log(1 - unit()) * mean,
  };
}
