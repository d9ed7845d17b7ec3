import { embedAddress } from "#lib/charts/address.ts";
import { FONT, wrap } from "#lib/charts/draw/text.ts";
import { markup } from "#lib/charts/markup.ts";
import { plain } from "#lib/charts/lines.ts";
import { drawing } from "#lib/charts/render.ts";
import { isDrawable, type ChartSpec } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";

/** The code that puts a chart into another site's page: without a release it follows the newest, with one it never changes. */
export async function embedSnippet(spec: ChartSpec, portal: string, release?: string): Promise<string> {
  const address = new URL(embedAddress(spec, release === undefined ? {} : { release }), portal).href;
  const height = Math.max(await heightAt(spec, "phone", 328), await heightAt(spec, "desktop", 648));
  return markup`<iframe src="${address}" title="${plain(spec.topic)}" loading="lazy" style="width:100%;height:${height}px;border:0"></iframe>`.text;
}

/** About how high the frame's page is (lib/charts/embed.ts) in a frame of this width inside: it can't tell its frame without a script. */
async function heightAt(spec: ChartSpec, width: Width, room: number): Promise<number> {
  const picture = isDrawable(spec) ? (await drawing(spec, width, "page")).height * (width === "phone" ? room / 342 : Math.min(room, 680) / 680) + 12 : 0;
  const lines = (text: string, size: number): number => wrap(plain(text), (room * FONT) / size).length;
  const text = lines(spec.title, 20) * 25 + lines(spec.subtitle, 14) * 21 + lines(spec.summary, 16) * 24 + (spec.rest ? lines(spec.rest, 16) * 24 : 0) + lines(spec.source, 13) * 20;
  const marks = spec.rows.some((row) => row.figures.some((figure) => figure.value === null)) ? 50 : 0;
  return Math.ceil((picture + text + marks + (spec.demo ? 21 : 0) + 32 + 32 + 60) / 10) * 10;
}
