import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { daysOffByLaw } from "#db/reference/calendar-rule.ts";

type Row = Record<"day" | "working" | "name_kk" | "name_ru" | "name_en" | "basis", string>;
const table = parse(readFileSync("db/reference/calendar-kz.csv"), { columns: true }) as Row[];
const byDay = new Map(table.map((row) => [row.day, row]));
const off = (day: string) => byDay.get(day)?.working === "false";
const weekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe("Kazakhstan's calendar", () => {
  test("is the law's rule and the decreed days, nothing else", () => {
    const decreed = table.filter(({ basis }) => basis.includes("постановление"));
    const byLaw = [2022, 2023, 2024, 2025, 2026, 2027, 2028].flatMap((year) => daysOffByLaw(year))
      .map(({ day, names, basis }) => ({ day, working: "false", name_kk: names.kk, name_ru: names.ru, name_en: names.en, basis }));
    expect(table.filter((row) => !decreed.includes(row))).toEqual(byLaw);
    expect(decreed.map(({ day }) => day)).toEqual(["2022-03-05", "2022-03-07", "2022-08-27", "2022-08-29", "2022-10-22", "2022-10-24", "2023-07-01", "2023-07-07"]);
  });
  test.each(["2022-05-10", "2026-03-25", "2027-03-24", "2027-03-15", "2025-09-01"])("%s is off", (day) => expect(off(day)).toBe(true));
  test.each(["2026-03-16", "2026-08-31", "2027-08-30", "2026-08-30", "2024-06-17"])("%s is not", (day) => expect(off(day)).toBe(false));
  test("neither 7 January nor Kurban Ait moves", () => {
    for (const day of ["2023-01-09", "2024-01-08", "2022-07-11", "2024-06-17", "2027-05-17"]) expect(off(day)).toBe(false);
  });
  test("rows are exceptions: weekdays off and weekend days worked, each with names and a law", () => {
    for (const row of table) {
      expect(weekday(row.day)).toBe(row.working === "false");
      for (const value of Object.values(row)) expect(value).not.toBe("");
    }
  });

  test("cites its laws in Kazakh and Russian, without dates of its own", () => {
    for (const { basis } of table) {
      expect(basis).toMatch(/ҚР .+ \/ .+ РК/);
      expect(basis).not.toMatch(/[A-Za-z]|\d{4}-\d\d-\d\d/);
    }
  });

  // Compares with material that lies beside the repository; without it there is nothing to compare.
  const comparison = "../shared/data/calendar/kz_weekday_days_off_2022-2028_comparison.csv";
  test.skipIf(!existsSync(comparison))("agrees with every day on which the sources agree", () => {
    const days = parse(readFileSync(comparison), { columns: true }) as Record<string, string>[];
    for (const day of days) {
      const said = ["by_labour_law_rule", "by_date_holidays_3.37", "by_xmlcalendar"].map((source) => day[source]).filter((value) => value !== "");
      if (new Set(said).size === 1 && day["xmlcalendar_working_weekend"] === "0") expect(`${day["date"]} ${off(day["date"]!)}`).toBe(`${day["date"]} ${said[0] === "1"}`);
      if (day["xmlcalendar_working_weekend"] === "1") expect(byDay.get(day["date"]!)?.working).toBe("true");
      expect(off(day["date"]!) || day["by_labour_law_rule"] === "0").toBe(true);
    }
  });
});
