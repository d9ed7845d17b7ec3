import sharp from "sharp";
import { expect, test } from "vitest";
import { takePhotos } from "#app/_server/take-photos.ts";
import { carryPhoto, cleanPhoto, mostPhotos } from "#lib/resident/photo.ts";

const picture = (background: string) => sharp({ create: { width: 40, height: 20, channels: 3, background } }).jpeg().toBuffer();
const file = (content: Buffer | string, name: string) => new File([typeof content === "string" ? content : new Uint8Array(content)], name);
const form = (files: File[], kept: string[] = [], drop: string[] = []) => {
  const made = new FormData();
  for (const one of kept) made.append("kept", one);
  for (const one of drop) made.append("drop", one);
  for (const one of files) made.append("photos", one);
  return made;
};

test("twelve photos at once: five are taken, and it is said once that there are too many", async () => {
  const photo = await picture("#336699");
  const { photos, said } = await takePhotos(form(Array.from({ length: 12 }, (_, n) => file(photo, `${n}.jpg`))), "ru");
  expect(photos).toHaveLength(mostPhotos);
  expect(said).toEqual(["Слишком много фото: можно не больше 5."]);
});

test("the good ones stay, and each that can't be taken is named with its reason", async () => {
  const { photos, said } = await takePhotos(form([
    file(await picture("#336699"), "аула.jpg"), file("Жарық жоқ", "text.jpg"), file("", "пусто.jpg"), file(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "IMG_0001.HEIC"),
  ]), "kk");
  expect(photos).toHaveLength(1);
  expect(said).toHaveLength(3);
  for (const [index, words] of [["text.jpg", "JPEG"], ["пусто.jpg", "бос келді"], ["IMG_0001.HEIC", "iPhone"]].entries()) for (const word of words) expect(said[index]).toContain(word);
});

test("where nothing was chosen nothing is missing; carried ones stay but those taken out, and nobody puts in what we haven't made", async () => {
  const [first, second] = [await cleanPhoto(await picture("#111111")) as Buffer, await cleanPhoto(await picture("#eeeeee")) as Buffer];
  const { photos, said } = await takePhotos(form([file("", ""), file("", "undefined")], [carryPhoto(first), carryPhoto(second), `${"A".repeat(43)}.${first.toString("base64")}`], ["0"]), "en");
  expect(photos).toEqual([second]);
  expect(said).toEqual([]);
});
