import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";
import { answerWork } from "#lib/charts/work.ts";

export type Raster = { svg: string; scale: number };

const weight = (name: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/golos-text/${name}/GolosText_${name}.ttf`);
/** The portal's own font and no other: the same letters on every machine, the Kazakh ones among them. */
const font = { loadSystemFonts: false, fontFiles: [weight("400Regular"), weight("600SemiBold")], defaultFontFamily: "Golos Text" };

// The thread that makes PNG of SVG, started by png.ts: a large picture takes some hundred milliseconds that no request should wait.
answerWork(({ svg, scale }: Raster): Uint8Array => new Resvg(svg, { font, fitTo: { mode: "zoom", value: scale }, logLevel: "error" }).render().asPng());
