import { Resvg } from "@resvg/resvg-js";

export type Pixels = { width: number; height: number; rgba: Buffer };

/** What a PNG shows, decoded by another library than made it: its bytes are checked, then drawn 1:1 on white. */
export function pixelsOf(png: Buffer): Pixels {
  if (png.toString("latin1", 1, 4) !== "PNG") throw new Error("This is no PNG.");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${png.toString("base64")}"/></svg>`;
  const drawn = new Resvg(svg, { background: "white" }).render();
  return { width: drawn.width, height: drawn.height, rgba: drawn.pixels };
}

/** How many different colours it has: a blank picture has one. */
export function colours({ rgba }: Pixels): number {
  const found = new Set<number>();
  for (let i = 0; i < rgba.length; i += 4) found.add(rgba.readUInt32BE(i));
  return found.size;
}

/** The colour of one point, as in CSS. */
export const colourAt = ({ rgba, width }: Pixels, x: number, y: number): string => `#${rgba.toString("hex", (y * width + x) * 4, (y * width + x) * 4 + 3)}`;
