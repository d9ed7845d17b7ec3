import { expect, test } from "vitest";
import { someCases } from "#tests/release/attacked-city.ts";
import { publishAfresh } from "#tests/release/published.ts";

const days = ["2025-02-06", "2025-03-06", "2025-04-06", "2025-05-06"];

test("the same private data gives the same open tables and files in a fresh database, and the same records in another order", async () => {
  const cases = ["2025-01", "2025-02", "2025-03", "2025-04"].flatMap((month, i) => someCases(month, 130, 40 + i));
  const nothing = async () => undefined;
  const [first, second] = [await publishAfresh("rerun", cases, days, nothing), await publishAfresh("rerun", cases, days, nothing)];
  expect(Object.keys(first.files).length).toBeGreaterThan(4 * 6);
  expect(first.tables.figure_outcome!.length).toBeGreaterThan(50);
  expect(second).toEqual(first);
  // A case more is seen: the comparison can fail.
  const third = await publishAfresh("rerun", [...cases, ...someCases("2025-02", 1, 9)], days, nothing);
  expect(third.tables.figure_count).not.toEqual(first.tables.figure_count);
}, 60_000);
