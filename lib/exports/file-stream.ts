import { open, type FileHandle } from "node:fs/promises";

/** Small enough that hundreds of slow readers cost little memory, large enough for full speed (bench/download.ts). */
const CHUNK = 64 * 1024;

/**
 * The bytes of a file from `start` to `end`, both included. Read only as fast as the reader takes them; the file is opened
 * at his first byte and closed when he has all or leaves, so an answer that nobody reads holds nothing.
 */
export function fileStream(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined;
  let left = false;
  let position = start;
  const close = async () => {
    const handle = file;
    file = undefined;
    await handle?.close();
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        file ??= await open(path, "r");
        if (left) return await close();
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(Math.min(CHUNK, end - position + 1)), 0, undefined, position);
        if (left) return await close();
        if (bytesRead === 0) throw new Error(`${path} is shorter than it was when it was announced.`);
        position += bytesRead;
        controller.enqueue(bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead));
        if (position > end) {
          await close();
          controller.close();
        }
      } catch (error) {
        await close();
        controller.error(error);
      }
    },
    async cancel() {
      left = true;
      await close();
    },
  }, { highWaterMark: 0 });
}
