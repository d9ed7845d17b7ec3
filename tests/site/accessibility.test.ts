import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { accessibility, statement } from "#lib/i18n/areas/accessibility.ts";

const markOf = (words: typeof accessibility) => createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 16);

test("the accessibility statement's day is that of its words: who changes them gives both anew", () => {
  expect(statement.mark, "The words are others than on the day of the statement: set `statement` in lib/i18n/areas/accessibility.ts to today").toBe(markOf(accessibility));
  expect(markOf({ ...accessibility, en: { ...accessibility.en, title: "Other" } })).not.toBe(statement.mark);
  expect(new Date(statement.day).getTime()).toBeLessThanOrEqual(Date.now());
});
