import { openDb } from "#db/open.ts";
import { Refusal, shorten } from "#lib/errors.ts";
import { city as readCity, type City } from "#lib/stats/city.ts";
import { currentRelease, findRelease, type Release, type ReleaseFile } from "#lib/stats/release.ts";

export type Shelf = { city: City; release: Release };

/** The newest release of the city. @throws Refusal nothingPublished */
export async function newestShelf(): Promise<Shelf> {
  const [city, release] = await Promise.all([readCity(), currentRelease()]);
  if (!city || !release) throw new Refusal("nothingPublished");
  return { city, release };
}

/** The release that a parameter `release` names, without one the newest. @throws Refusal nothingPublished, unknownCode */
export async function askedShelf(id: string | undefined): Promise<Shelf> {
  if (id === undefined) return newestShelf();
  const shelf = await shelfOf(id);
  if (shelf) return shelf;
  await newestShelf(); // before the first release no name is wrong: there is nothing at all
  throw new Refusal("unknownCode", { name: "release", value: shorten(id), list: "/data/releases.json" }, "release");
}

/** The shelf of one release, or null when there is no such release. @throws Refusal nothingPublished */
export async function shelfOf(id: string): Promise<Shelf | null> {
  const [city, release] = await Promise.all([readCity(), isReleaseId(id) ? findRelease(openDb(), id) : null]);
  if (!city) throw new Refusal("nothingPublished");
  return release && { city, release };
}

const isReleaseId = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(\.\d+)?$/.test(text);

/** A file by its exact name: what isn't announced by the release doesn't exist, so no path leads out of its folder. */
export function fileNamed(release: Release, name: string): ReleaseFile {
  const file = release.files.find((candidate) => candidate.name === name);
  if (!file) throw new Refusal("noSuchFile");
  return file;
}
