import { Thread, type Whose } from "#lib/charts/thread.ts";
import type { Raster } from "#lib/charts/png-worker.ts";

/** One thread a process: Next may load this module once for every route. */
const thread = ((globalThis as { akimatPng?: Thread<Raster, Uint8Array<ArrayBuffer>> }).akimatPng ??= new Thread("png-worker.ts"));

/** An SVG with a size of its own as PNG, `scale` times as large: twice, so that it is sharp on a phone and in print. */
export async function toPng(svg: string, { scale = 2, whose = "address" as Whose } = {}): Promise<Buffer<ArrayBuffer>> {
  const bytes = await thread.do({ svg, scale }, whose);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
