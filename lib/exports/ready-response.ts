import { open } from "node:fs/promises";
import { ReadableStream } from "node:stream/web";

/** Bytes `start` to `end` of a file, both included. */
export type FilePart = { path: string; start: number; end: number };

/** An answer whose body is part of a file: a web stream for whoever reads it as such, the part itself for our own server. */
export class FileResponse extends Response {
  readonly part: FilePart;

  constructor(part: FilePart, init: ResponseInit) {
    super(ReadableStream.from(readPart(part)) as BodyInit, init);
    this.part = part;
  }
}

/** An answer whose body lies in memory, shared by all who ask for it. */
export class BytesResponse extends Response {
  readonly content: Buffer<ArrayBuffer>;

  constructor(content: Buffer<ArrayBuffer>, init: ResponseInit) {
    super(ReadableStream.from([content]) as BodyInit, init);
    this.content = content;
  }
}

/** Small enough that hundreds of slow readers cost little memory, large enough for full speed (bench/download.ts). */
const CHUNK = 128 * 1024;

/**
 * The bytes of a part, none read before the last were taken. The file is opened with the first and closed however it
 * ends, so an answer that nobody reads holds nothing, and one that is left in the middle leaves nothing open.
 * With `reuse` every chunk lies in the same memory: for who is done with one before he asks for the next.
 */
export async function* readPart({ path, start, end }: FilePart, { reuse = false } = {}): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  const size = Math.min(CHUNK, end - start + 1);
  const kept = reuse ? Buffer.allocUnsafeSlow(size) : null;
  try {
    for (let position = start; position <= end;) {
      const { bytesRead, buffer } = await file.read(kept ?? Buffer.allocUnsafeSlow(size), 0, Math.min(size, end - position + 1), position);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was when it was announced.`);
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
