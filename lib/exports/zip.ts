import { strToU8, zip as pack } from "fflate";

/** The format's first day: the hour of the writing must not be in the bytes. fflate reads it by the machine's clock, as it is made here. */
const FIRST_DAY = new Date(1980, 0, 1);

/** Named files as one zip archive, compressed outside the main thread. The same files give the same bytes. */
export const zip = (files: Readonly<Record<string, string>>): Promise<Buffer<ArrayBuffer>> => new Promise((resolve, reject) => {
  pack(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { mtime: FIRST_DAY, level: 6 },
    (fault, bytes) => (fault ? reject(fault) : resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as Buffer<ArrayBuffer>)));
});
