import { Refusal } from "#lib/errors.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { city as readCity } from "#lib/stats/city.ts";
import { comingReleases } from "#lib/stats/coming-releases.ts";
import { allReleasesWithFiles } from "#lib/stats/release.ts";

/** /data/releases.json: every release with its frozen files, their sizes and checksums, and the calendar of those to come. */
export async function answerReleases(request: Request): Promise<Response> {
  readParameters(request, []);
  const [city, releases] = await Promise.all([readCity(), allReleasesWithFiles()]);
  const newest = releases[0];
  if (!city || !newest) throw new Refusal("nothingPublished");
  const upcoming = comingReleases(city, releases).map(({ date, months, quarters, outcomes, overdue }) => ({ date, adds: { months, quarters, outcomes }, overdue }));
  const make = () => `${JSON.stringify({
    version: 1, city: city.code, name: city.name, ...demonstrationNote(city), license: licence.url, upcoming,
    releases: releases.map((release) => ({
      release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString(), correction: release.correction, reason: release.reason,
      files: release.files.map(({ name, bytes, sha256, rows }) => ({ name, url: `/data/releases/${release.id}/${name}`, bytes, sha256, rows })),
    })),
  }, null, 1)}\n`;
  return answerWithBytes(request, `${city.code} ${newest.id} releases ${JSON.stringify(upcoming[0])}`, make, {
    name: "releases", extension: "json", canonical: "/data/releases.json", describedBy: "/en/data",
    release: newest, demo: city.demo, rows: releases.length, frozen: false,
  });
}
