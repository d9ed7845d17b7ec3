import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colours, pixelsOf } from "./pixels.ts";
import { toPng } from "#lib/charts/png.ts";
import { palette } from "#lib/charts/palette.ts";
import { fonts } from "#lib/charts/standalone.ts";
import { charts } from "#lib/i18n/areas/charts.ts";
import { map } from "#lib/i18n/areas/map.ts";
import { site } from "#lib/i18n/areas/site.ts";

const drawn = async (letter: string, weight = 400): Promise<string> => pixelsOf(await toPng(
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" font-family="${fonts}" font-weight="${weight}"><text x="10" y="45" font-size="40">${letter.replace("&", "&amp;").replace("<", "&lt;")}</text></svg>`, { scale: 1 })).rgba.toString("base64");

test("each Kazakh letter is drawn in both weights, as itself: no box, no blank, no other letter", async () => {
  for (const weight of [400, 600]) {
    const missing = await drawn("\ue000", weight), blank = await drawn(" ", weight);
    const seen = new Set<string>();
    for (const letter of "ӘәҒғҚқҢңӨөҰұҮүҺһІі") {
      const picture = await drawn(letter, weight);
      expect(picture === missing || picture === blank, letter).toBe(false);
      expect(seen.has(picture), letter).toBe(false);
      seen.add(picture);
    }
    expect(seen.has(await drawn("ә".normalize("NFD"), weight))).toBe(true);
  }
  expect(await drawn("қ", 400)).not.toBe(await drawn("қ", 600));
});

test("no sign of any word that a picture may say is missing in the font", async () => {
  const missing = await drawn("\ue000");
  const words = [charts, map, site].flatMap((area) => Object.values(area).flatMap((said) => Object.values(said))).join("");
  const signs = [...new Set(`${words}0123456789\u202f\u2212\u00a0·…–*%`)].filter((sign) => !/[{}#\u2060\n]/.test(sign));
  for (const sign of signs) expect(await drawn(sign), `${sign} U+${sign.codePointAt(0)!.toString(16)}`).not.toBe(missing);
  expect(signs.length).toBeGreaterThan(100);
});

test("a picture that stands alone has the page's own colours", () => {
  const [light, dark] = readFileSync("app/_ui/tokens.css", "utf8").split("prefers-color-scheme: dark");
  for (const [name, colour] of Object.entries(palette.light)) expect(light, name).toContain(`--${name}: ${colour};`);
  for (const [name, colour] of Object.entries(palette.dark)) expect(dark, name).toContain(`--${name}: ${colour};`);
});

test("a PNG is drawn away from the request's thread", async () => {
  const rows = Array.from({ length: 4000 }, (_, i) => `<text x="${i % 60 * 20}" y="${i / 3}" font-size="14">ұғқ ${i}</text>`).join("");
  let ticks = 0;
  const clock = setInterval(() => ticks++, 5);
  const png = await toPng(`<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1400">${rows}</svg>`);
  clearInterval(clock);
  expect(colours(pixelsOf(png))).toBeGreaterThan(40);
  expect(ticks).toBeGreaterThan(5);
});
