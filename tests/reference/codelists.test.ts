import { expect, test } from "vitest";
import { codelists, outcomes, statuses } from "#db/reference/codelists.ts";
import { deadlineRule, deadlineRules } from "#db/reference/deadline-rules.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { locales } from "#lib/i18n/locale.ts";

test("every code has a name in each language, and the office says the same word", () => {
  expect(codelists).toHaveLength(statuses.length + outcomes.length);
  for (const { list, code, names } of codelists) for (const locale of locales) {
    expect(names[locale]).not.toBe("");
    expect(cases[locale][`${list}.${code}` as keyof typeof cases.kk]).toBe(names[locale]);
  }
});

test("the words of a case are complete in kk, ru and en", () => {
  for (const locale of locales) {
    expect(Object.keys(cases[locale]).sort()).toEqual(Object.keys(cases.kk).sort());
    expect(Object.values(cases[locale]).every((word) => word.trim() !== "")).toBe(true);
  }
});

test.each([["application", 15, "76", true], ["complaint", 20, "99", false], ["message", 15, "87", true], ["proposal", 15, "87", true], ["response", 15, "87", true], ["request", 15, "87", true]] as const)(
  "%s: %i working days by article %s", (kind, days, article, extendable) => {
    expect(deadlineRule(kind, "2026-11-23")).toMatchObject({ workingDays: days, article, extendable });
  });

test("a changed law holds from its first day, and before the Code there is no rule", () => {
  const changed = [...deadlineRules, { ...deadlineRules[0]!, workingDays: 10, from: "2027-01-01" }];
  expect(deadlineRule("application", "2026-12-31", changed).workingDays).toBe(15);
  expect(deadlineRule("application", "2027-01-01", changed).workingDays).toBe(10);
  expect(() => deadlineRule("application", "2021-06-30")).toThrow("2021-07-01");
});
