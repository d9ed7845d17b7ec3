import { answerWithBytes } from "#lib/exports/built-file.ts";
import { dailyShelf } from "#lib/exports/daily.ts";
import { catalogue } from "#lib/exports/dcat/catalogue.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { spansOf } from "#lib/exports/spans.ts";
import { newestShelf } from "#lib/exports/shelf.ts";
import { allReleasesWithFiles } from "#lib/stats/release.ts";

/** /data/catalog.jsonld: all there is, for other catalogues to harvest. */
export async function answerCatalogue(request: Request): Promise<Response> {
  readParameters(request, []);
  const { city, release } = await newestShelf();
  const [releases, spans, daily] = await Promise.all([allReleasesWithFiles(), spansOf(release), dailyShelf()]);
  const make = () => `${JSON.stringify(catalogue(city, releases, spans, daily))}\n`;
  return answerWithBytes(request, `${city.code} ${release.id} catalogue ${daily?.edition.id ?? ""}`, make, {
    name: "catalog", extension: "jsonld", canonical: "/data/catalog.jsonld", describedBy: "/en/data",
    release, demo: city.demo, rows: null, frozen: false,
  });
}
