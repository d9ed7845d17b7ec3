import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { dateParser } from "#lib/intake/source-date.ts";

const at = (text: string, format: string | string[], zone: string) => {
  const moment = dateParser([format].flat(), zone)(text);
  return typeof moment === "string" ? moment : new Date(moment.at).toISOString();
};

describe("local times", () => {
  test.each([
    ["01/02/2015 09:08:42 AM", "MM/dd/yyyy hh:mm:ss a", "America/New_York", "2015-01-02T14:08:42.000Z"],
    ["07/02/2015 12:00:00 AM", "MM/dd/yyyy hh:mm:ss a", "America/New_York", "2015-07-02T04:00:00.000Z"],
    ["07/02/2015 12:30:00 PM", "MM/dd/yyyy hh:mm:ss a", "America/New_York", "2015-07-02T16:30:00.000Z"],
    ["29.02.2024 23:30", "dd.MM.yyyy HH:mm", "Asia/Almaty", "2024-02-29T17:30:00.000Z"], // UTC+6 until that midnight
    ["01.03.2024 00:30", "dd.MM.yyyy HH:mm", "Asia/Almaty", "2024-02-29T19:30:00.000Z"], // UTC+5 since
    ["2015-03-01T10:00:00", "yyyy-MM-dd'T'HH:mm:ss", "UTC", "2015-03-01T10:00:00.000Z"],
    ["3 Mar 2015", "d LLL yyyy", "UTC", "2015-03-03T00:00:00.000Z"],
  ])("%s", (text, format, zone, expected) => expect(at(text, format, zone)).toBe(expected));
  test("formats are tried in order", () => expect(at("2015-02-03", ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"], "UTC")).toBe("2015-02-03T00:00:00.000Z"));
  test.each(["02/30/2015 01:00:00 AM", "13/01/2015 01:00:00 AM", "01/01/2015 13:00:00 AM", "01/01/2015 00:00:00 AM", "01/01/2015 01:60:00 AM", "yesterday", "01/01/0015 01:00:00 AM"])("%s is none", (text) => {
    expect(at(text, "MM/dd/yyyy hh:mm:ss a", "America/New_York")).toBe("bad-date");
  });
  test("an hour that was skipped is no time", () => expect(at("03/08/2015 02:30", "MM/dd/yyyy HH:mm", "America/New_York")).toBe("no-such-time"));
  test("an hour that came twice is the first, and the second is kept beside it", () => {
    expect(dateParser(["MM/dd/yyyy HH:mm"], "America/New_York")("11/01/2015 01:30")).toMatchObject({ at: Date.UTC(2015, 10, 1, 5, 30), again: Date.UTC(2015, 10, 1, 6, 30) });
  });
  test("a day whose midnight was skipped begins when it does", () => expect(at("2018-11-04", "yyyy-MM-dd", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z"));
});

test("the quick way says what luxon says, in any zone", () => {
  const format = "yyyy-MM-dd HH:mm:ss";
  fc.assert(fc.property(fc.date({ min: new Date("1980-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }), fc.constantFrom("Asia/Almaty", "America/New_York", "Australia/Lord_Howe", "Europe/London", "Asia/Kathmandu"), (date, zone) => {
    const text = DateTime.fromJSDate(date).setZone(zone).toFormat(format);
    const moment = dateParser([format], zone)(text);
    if (typeof moment === "string") throw new Error(`${text} in ${zone}: ${moment}`);
    expect([moment.at, moment.again]).toContain(Math.floor(date.getTime() / 1000) * 1000);
  }), { numRuns: 2000 });
});
