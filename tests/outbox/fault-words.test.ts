import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultWords } from "#app/office/_parts/fault-words.ts";
import { officeFaults } from "#lib/i18n/areas/office-faults.ts";

test("what a channel itself writes down as a fault has words for officials; a provider's own word stays", () => {
  const own = globSync("lib/outbox/**/*.ts").flatMap((file) => [...readFileSync(file, "utf8").matchAll(/(?:error: |new Error\()"([^"]+)"/g)].map((found) => found[1]!));
  expect(own.length).toBeGreaterThan(8);
  expect(own.filter((fault) => !(fault in officeFaults.kk))).toEqual([]);
  expect(faultWords("switched off", "ru")).toBe("канал выключен");
  expect(faultWords("131026 Message undeliverable", "kk")).toBe("131026 Message undeliverable");
});
