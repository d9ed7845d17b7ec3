import { describe, expect, test } from "vitest";
import { codeOfForm, newToken, readToken, writeToken } from "#lib/resident/form-token.ts";
import { type Choices, faultsOf, readDraft, saidBy } from "#lib/resident/web-form.ts";

const choices: Choices = { categories: new Set(["heating"]), districts: new Set(["north"]), settlements: new Map([["shiderti", { district: "north", name: "Шідерті" }]]) };
const draft = (given: Record<string, string>) => readDraft((name) => ({ text: "Жарық жоқ", ...given })[name] ?? "");
const faults = (given: Record<string, string>) => faultsOf(draft(given), choices).map(({ field, why }) => `${field} ${why}`);

describe("what is filled in", () => {
  test("is enough with words alone", () => expect(faults({})).toEqual([]));
  test.each([
    [{ text: " \n " }, "text needed"], [{ text: "ж".repeat(10_001) }, "text long"], [{ category: "gone" }, "category unknown"], [{ place: "d:shiderti" }, "place unknown"],
    [{ place: "s:north" }, "place unknown"], [{ place: "north" }, "place unknown"], [{ phone: "жоқ" }, "phone form"], [{ email: "aigul@" }, "email form"], [{ address: "а".repeat(301) }, "address long"],
    [{ way: "dove" }, "way unknown"], [{ way: "sms" }, "way phone"], [{ way: "whatsapp", email: "a@b.kz" }, "way phone"], [{ way: "email", phone: "87010000001" }, "way email"],
  ])("%j is refused: %s", (given, fault) => expect(faults(given)).toEqual([fault]));
  test("has each field's first fault, in the order of the form", () => expect(faults({ text: "", phone: "1".repeat(50), email: "x" })).toEqual(["text needed", "phone long", "email form"]));
});

test("what is kept is what officials read: the place in words, the phone as others write it, the settlement's district", () => {
  expect(saidBy(draft({ text: " Су ағып жатыр\r\nекінші күн ", place: "s:shiderti", address: "Абай, 5", phone: "8 701 000 00 01", name: " " }), "kk", choices)).toEqual({
    language: "kk", text: "Су ағып жатыр\nекінші күн\n\nШідерті, Абай, 5", category: null, district: "north", name: null, phone: "+77010000001", email: null, way: null, known: null,
  });
  expect(saidBy(draft({ phone: "8 701 000 00 01", way: "whatsapp" }), "ru", choices)).toMatchObject({ phone: "+77010000001", way: "whatsapp" });
  expect(saidBy(draft({}), "ru", choices)).toMatchObject({ text: "Жарық жоқ", district: null, phone: null });
});

describe("a form's token", () => {
  const now = new Date("2026-11-26T05:00:00Z"), token = newToken(now);
  test("comes back as it was given", () => expect(readToken(writeToken(token), new Date(now.getTime() + 60_000))).toEqual(token));
  test.each([
    ["forged", () => writeToken(token).replace(String(now.getTime()), String(now.getTime() - 60_000))], ["another's id", () => writeToken(token).replace(token.id, newToken(now).id)], ["empty", () => ""],
    ["cut short", () => writeToken(token).slice(0, -1)],
  ])("is none when it is %s", (_name, carried) => expect(readToken(carried(), now)).toBeNull());
  test("is none from tomorrow, and none after two days", () => {
    expect(readToken(writeToken(token), new Date(now.getTime() - 1000))).toBeNull();
    expect(readToken(writeToken(token), new Date(now.getTime() + 2 * 86_400_000))).toBeNull();
  });
  test("spells one tracking code, another for each form", () => {
    expect(codeOfForm(token)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{2}$/);
    expect(codeOfForm(readToken(writeToken(token), now)!)).toBe(codeOfForm(token));
    expect(codeOfForm(newToken(now))).not.toBe(codeOfForm(token));
  });
});
