import sharp from "sharp";
import { expect, test } from "vitest";
import { carriedPhoto, carryPhoto, cleanPhoto, largestPhoto } from "#lib/resident/photo.ts";
import { bomb } from "#tests/support/bomb.ts";

const picture = (width = 40, height = 20) => sharp({ create: { width, height, channels: 3, background: "#336699" } });

test.each(["jpeg", "png", "webp"] as const)("a %s becomes a JPEG that says nothing of where and when it was taken", async (format) => {
  const sent = await picture(3000, 1000).withExif({ IFD0: { Make: "Phone of Aigul", DateTime: "2026:11:20 21:14:00" }, IFD3: { GPSLatitude: "51/1 43/1 0/1", GPSLatitudeRef: "N" } }).withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>Aigul</x:xmpmeta>").toFormat(format).toBuffer();
  expect((await sharp(sent).metadata()).exif).toBeDefined();
  const photo = await cleanPhoto(sent) as Buffer;
  const { exif, xmp, icc, iptc, ...found } = await sharp(photo).metadata();
  expect(found).toMatchObject({ format: "jpeg", width: 2000, height: 667 });
  expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined]);
  expect(photo.toString("latin1")).not.toMatch(/Aigul|2026:11/);
});

test("a photo that was held sideways is turned upright, because what said so is gone", async () => {
  const photo = await cleanPhoto(await picture(40, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()) as Buffer;
  expect(await sharp(photo).metadata()).toMatchObject({ width: 20, height: 40 });
});

test.each([
  ["a picture that unfolds to gigabytes", () => bomb(50_000), "broken"],
  ["one that ends before its end", async () => (await picture(400, 400).jpeg().toBuffer()).subarray(0, 700), "broken"],
  ["an SVG, which may hold a program", async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'), "kind"],
  ["a GIF", () => picture().gif().toBuffer(), "kind"],
  ["text that is called a photo", async () => Buffer.from("Жарық жоқ"), "kind"],
  ["an iPhone's own format", async () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "heic"],
  ["nothing", async () => Buffer.alloc(0), "empty"],
  ["more bytes than any photo has", async () => Buffer.alloc(largestPhoto + 1, 0xff), "large"],
])("%s is refused", async (_name, bytes, why) => expect(await cleanPhoto(await bytes())).toBe(why));

test("one that can't be read doesn't spoil the next", async () => {
  const [bad, good] = await Promise.all([cleanPhoto(await bomb(50_000)), cleanPhoto(await picture().jpeg().toBuffer())]);
  expect(bad).toBe("broken");
  expect(good).toBeInstanceOf(Buffer);
});

test("a form carries what we cleaned, and nothing that somebody put there himself", async () => {
  const photo = await cleanPhoto(await picture().jpeg().toBuffer()) as Buffer;
  expect(carriedPhoto(carryPhoto(photo))).toEqual(photo);
  const [signature] = carryPhoto(photo).split(".");
  for (const forged of ["", ".", "x.y", `${signature}.${Buffer.from("GPS").toString("base64")}`, photo.toString("base64")]) expect(carriedPhoto(forged)).toBeNull();
});
