import { describe, expect, test } from "vitest";
import { keyOf } from "#app/office/_parts/keys.tsx";
import { parted } from "#app/office/inbox/feed.tsx";

const pressed = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

describe("a key is the same key on every keyboard", () => {
  test.each([
    ["Latin", pressed("j", "KeyJ"), "j"], ["Russian", pressed("о", "KeyJ"), "j"], ["Kazakh", pressed("о", "KeyJ"), "j"], ["Russian c", pressed("с", "KeyC"), "c"],
    ["AZERTY: the letter on the key, not its place", pressed("a", "KeyQ"), "a"], ["caps lock", pressed("J", "KeyJ"), "j"],
    ["Latin ?", pressed("?", "Slash", true), "?"], ["Russian ?: over the 7", pressed("?", "Digit7", true), "?"], ["Russian, where ? is on a Latin keyboard", pressed(",", "Slash", true), "?"],
    ["Russian /", pressed(".", "Slash"), "/"], ["German, whose - is there", pressed("-", "Slash"), ""],
    ["with Shift a letter is none", pressed("J", "KeyJ", true), ""], ["with Shift a Russian letter is none", pressed("О", "KeyJ", true), ""], ["a Kazakh letter over the digits", pressed("ә", "Digit2"), ""], ["Enter", pressed("Enter", "Enter"), ""],
  ])("%s", (_, found, wanted) => expect(found).toBe(wanted));
});

describe("a long text is folded, but whole", () => {
  test("a short one isn't parted", () => expect(parted("Жарық жоқ")).toEqual(["Жарық жоқ", ""]));
  test.each([
    ["many words", "Бесінші күн жарық жоқ. ".repeat(100).trim()], ["many lines", Array.from({ length: 30 }, (_, n) => `${n}-жол`).join("\n")], ["one endless word", "а".repeat(5000)], ["letters of two halves", "😀".repeat(2000)],
  ])("%s", (_, text) => {
    const [beginning, rest] = parted(text);
    expect(beginning.length).toBeLessThanOrEqual(480);
    expect(beginning.split("\n").length).toBeLessThanOrEqual(8);
    expect(text.startsWith(beginning) && text.endsWith(rest) && text.length - beginning.length - rest.length <= 1).toBe(true);
    expect(beginning.isWellFormed() && rest.isWellFormed()).toBe(true);
  });
});
