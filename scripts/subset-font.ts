import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

// `node scripts/subset-font.ts`: makes app/_ui/fonts from the npm package, with the letters the three languages need.
// The results are committed: a build needs no subsetter, and a test compares them with the package.

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const kazakh = "ӘәҒғҚқҢңӨөҰұҮүҺһІі";
export const letters = range(0x20, 0x7e) + range(0xa0, 0xff) + range(0x410, 0x44f) + "Ёё" + kazakh + "–—‘’“”„…‹›№₸−×≤≥→←↓↑•\u2009\u202f";

export const weights = { "400Regular": "golos-400.woff2", "600SemiBold": "golos-600.woff2" } as const;

/** One weight of the family, subset to our letters; all OpenType features stay, tabular figures among them. */
export function subset(weight: keyof typeof weights): Promise<Buffer> {
  const file = createRequire(import.meta.url).resolve(`@expo-google-fonts/golos-text/${weight}/GolosText_${weight}.ttf`);
  return subsetFont(readFileSync(file), letters, { targetFormat: "woff2" });
}

if (import.meta.main) {
  const folder = new URL("../app/_ui/fonts/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const weight of Object.keys(weights) as (keyof typeof weights)[]) {
    const font = await subset(weight);
    writeFileSync(new URL(weights[weight], folder), font);
    console.log(`${weights[weight]}: ${font.length} bytes`);
  }
}
