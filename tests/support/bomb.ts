import { crc32 } from "node:zlib";
import sharp from "sharp";

/** A PNG of a few bytes that says it is so many pixels wide and high. */
export async function bomb(side: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#336699" } }).png().toBuffer();
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}
