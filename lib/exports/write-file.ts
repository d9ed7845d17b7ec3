import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { isPacked, takeApart } from "#lib/exports/extension.ts";
import type { ReleaseFile } from "#lib/stats/release.ts";

/**
 * Writes a file and, unless it is packed already, its `.br` and `.gz` twins in constant memory, each flushed to the disk before this returns, so that
 * what a commit announces is really there.
 */
export async function writeFile(directory: string, name: string, rows: number | null, chunks: Iterable<string | Uint8Array>): Promise<ReleaseFile> {
  const file = path.join(directory, name);
  await mkdir(path.dirname(file), { recursive: true });
  const hash = createHash("sha256");
  const hashed = function* () {
    for (const chunk of chunks) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      yield bytes;
    }
  };
  await pipeline(Readable.from(hashed()), createWriteStream(file, { flush: true }));
  const { size: bytes } = await stat(file);
  const sha256 = hash.digest("hex");
  if (isPacked(takeApart(name).extension)) return { name, bytes, sha256, rows, br: null, gz: null };
  await Promise.all([
    // Large files by brotli's lightest setting: 0.4 s for 98 MB (performance.md, What reaches it); small ones as small as gzip's or smaller.
    pipeline(createReadStream(file), createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: bytes > 16 * 1024 * 1024 ? 1 : 6 } }), createWriteStream(`${file}.br`, { flush: true })),
    pipeline(createReadStream(file), createGzip({ level: 6 }), createWriteStream(`${file}.gz`, { flush: true })),
  ]);
  const [br, gz] = await Promise.all([stat(`${file}.br`), stat(`${file}.gz`)]);
  return { name, bytes, sha256, rows, br: br.size, gz: gz.size };
}
