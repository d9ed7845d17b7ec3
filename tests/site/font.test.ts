import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { subset, weights } from "#scripts/subset-font.ts";

test.each(Object.entries(weights) as [keyof typeof weights, string][])("the committed font %s is what the package and our letters give", async (weight, name) => {
  const committed = readFileSync(new URL(`../../app/_ui/fonts/${name}`, import.meta.url));
  expect(committed.equals(await subset(weight))).toBe(true);
  expect(committed.length).toBeLessThan(20_000);
});
