import { createReadStream, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import iconv from "iconv-lite";
import { CsvReader, type CsvRow } from "#lib/intake/csv-reader.ts";

/** A source file being read: what it says of itself, and its records after the header in pieces, so that memory stays flat. */
export type SourceFile = {
  delimiter: string;
  header: string[];
  headerLines: number;
  pieces: AsyncIterable<CsvRow[]>;
  /** Bytes read so far and in all (null for stdin): for the progress bar. */
  progress(): { read: number; size: number | null };
};
export type Encoding = "utf-8" | "windows-1251" | "utf-16le";

const delimiters = [",", ";", "\t"];

/**
 * Opens a CSV: a path or '-' for standard input; gzip is known by its first bytes, UTF-8 and UTF-16 by their BOM.
 * @throws with a sentence for whoever called the command: not readable, empty, no header
 */
export async function openSource(file: string, { encoding = "utf-8", delimiter }: { encoding?: Encoding; delimiter?: string | undefined } = {}): Promise<SourceFile> {
  const raw = file === "-" ? process.stdin : createReadStream(file);
  let read = 0;
  const size = file === "-" ? null : statSync(file).size;
  const counted = (async function* () {
    for await (const piece of raw as AsyncIterable<Buffer>) {
      read += piece.length;
      yield piece;
    }
  })();
  const texts = decoded(await unzipped(counted), encoding);

  // The header decides the delimiter; it may be longer than one piece.
  let start = "";
  let ended = false;
  while (!start.includes("\n") && !ended) {
    const next = await texts.next();
    if (next.done) ended = true;
    else start += next.value;
  }
  const chosen = delimiter ?? likelyDelimiter(start);
  const reader = new CsvReader(chosen);
  let first = reader.read(start);
  while (first.length === 0 && !ended) {
    const next = await texts.next();
    if (next.done) ended = true;
    first = reader.read(next.done ? "" : next.value, next.done);
  }
  if (ended) first.push(...reader.read("", true));
  const head = first.shift();
  if (!head) throw new Error(`${file} is empty.`);
  if (head.cells === null) throw new Error(`The first line of ${file} has quotes that do not close; it must be the header.`);

  return {
    delimiter: chosen, header: head.cells.map((name) => name.trim()), headerLines: head.lines,
    progress: () => ({ read, size }),
    pieces: (async function* () {
      if (first.length > 0) yield first;
      for await (const text of texts) yield reader.read(text);
      yield reader.read("", true);
    })(),
  };
}

async function unzipped(pieces: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const { Readable } = await import("node:stream");
  const first = await pieces.next();
  const all = (async function* () {
    if (!first.done) yield first.value;
    yield* pieces;
  })();
  const zipped = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!zipped) return all;
  const source = Readable.from(all, { objectMode: false });
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  return source.pipe(gunzip) as Readable;
}

async function* decoded(pieces: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  let decode: { write(piece: Buffer): string; end(): string } | undefined;
  for await (const piece of pieces) {
    decode ??= decoderFor(piece, encoding);
    const text = decode.write(piece);
    if (text) yield text;
  }
  const tail = decode?.end();
  if (tail) yield tail;
}

/** A BOM says more than the map does: files saved again by Excel come with one. */
function decoderFor(first: Buffer, encoding: Encoding): { write(piece: Buffer): string; end(): string } {
  const marked = first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? "utf-8" : first[0] === 0xff && first[1] === 0xfe ? "utf-16le" : null;
  const actual = marked ?? encoding;
  if (actual === "utf-8") {
    const decoder = new TextDecoder("utf-8");
    return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(actual, { stripBOM: true });
  return { write: (piece) => decoder.write(piece), end: () => decoder.end() ?? "" };
}

/** Of , ; and TAB the one that cuts the first record into most cells. */
function likelyDelimiter(start: string): string {
  const cells = (delimiter: string) => new CsvReader(delimiter).read(start, true)[0]?.cells?.length ?? 0;
  return delimiters.reduce((best, delimiter) => cells(delimiter) > cells(best) ? delimiter : best);
}
