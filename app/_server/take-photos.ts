import { shorten } from "#lib/errors.ts";
import { write } from "#lib/i18n/areas/write.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { carriedPhoto, cleanPhoto, mostPhotos } from "#lib/resident/photo.ts";

/** The photos of a posted form: those it carried, less those taken out, and those chosen now, made anew. `said`: what couldn't be taken, and why. */
export async function takePhotos(form: FormData, locale: Locale): Promise<{ photos: Buffer[]; said: string[] }> {
  const t = translator(write, locale);
  const dropped = new Set(form.getAll("drop").map(String));
  const carried = form.getAll("kept").flatMap((one) => (typeof one === "string" ? carriedPhoto(one) ?? [] : []));
  const photos = carried.filter((_, index) => !dropped.has(String(index))).slice(0, mostPhotos);
  const said = new Set<string>();
  for (const file of form.getAll("photos")) {
    if (typeof file === "string" || (file.size === 0 && ["", "undefined"].includes(file.name))) continue; // nothing was chosen; React reads the name that is missing as "undefined"
    if (photos.length === mostPhotos) {
      said.add(t("fault.photo.many", { most: mostPhotos }));
      break;
    }
    const photo = await cleanPhoto(Buffer.from(await file.arrayBuffer()));
    if (typeof photo === "string") said.add(t(`fault.photo.${photo}`, { name: shorten(file.name) }));
    else photos.push(photo);
  }
  return { photos, said: [...said] };
}
