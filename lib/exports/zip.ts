import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

/** The format's first day, 1 January 1980: the hour of the writing must not be in the bytes. */
const TIME = 0x00210000;

/** Named files as one zip archive (PKWARE APPNOTE 6.3.3). The same files give the same bytes. */
export async function zip(files: Readonly<Record<string, string>>): Promise<Buffer<ArrayBuffer>> {
  const entries = await Promise.all(Object.entries(files).map(async ([name, text]) => {
    const plain = Buffer.from(text);
    const packed = await promisify(deflateRaw)(plain) as Buffer;
    const common = Buffer.alloc(26); // what stands both before the file and in the directory at the end
    common.writeUInt16LE(20, 0); // needs version 2.0
    common.writeUInt16LE(8, 4); // deflated
    common.writeUInt32LE(TIME, 6);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    return { name: Buffer.from(name), common, packed };
  }));
  const parts: Buffer[] = [], directory: Buffer[] = [];
  let position = 0, directorySize = 0;
  for (const { name, common, packed } of entries) {
    parts.push(Buffer.from("PK\x03\x04"), common, name, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(position, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), common, place, name);
    position += 30 + name.length + packed.length;
    directorySize += 46 + name.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
