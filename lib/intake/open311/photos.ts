import { Open311Fault } from "#lib/intake/open311/fault.ts";
import { cleanPhoto, mostPhotos } from "#lib/resident/photo.ts";

/**
 * The photos of a posted form, made anew (lib/resident/photo.ts). The standard has only media_url; many servers and clients
 * send files besides, as `media` or by names of their own, so every file counts as one.
 * @throws Open311Fault naming the file that can't be taken
 */
export async function readPhotos(form: FormData): Promise<Buffer[]> {
  const files = [...form.values()].filter((value) => typeof value !== "string").filter((file) => file.size > 0);
  if (files.length > mostPhotos) throw new Open311Fault("photos", { most: mostPhotos });
  const photos: Buffer[] = [];
  for (const file of files) {
    const photo = await cleanPhoto(Buffer.from(await file.arrayBuffer()));
    if (typeof photo === "string") throw new Open311Fault("photo", { name: file.name.slice(0, 80), why: photo });
    photos.push(photo);
  }
  return photos;
}
