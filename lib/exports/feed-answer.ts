import { createHash } from "node:crypto";
import { XMLBuilder } from "fast-xml-parser";
import { Refusal } from "#lib/errors.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";
import { askedLanguage } from "#lib/exports/excel-name.ts";
import { mediaTypes } from "#lib/exports/extension.ts";
import { fileKind, formats } from "#lib/exports/file-name.ts";
import { absolute } from "#lib/exports/headers.ts";
import { licence } from "#lib/exports/licence.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { addedLines } from "#lib/exports/release-words.ts";
import { files } from "#lib/i18n/areas/files.ts";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { type Locale, locales, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type City, city as readCity, publisherOf } from "#lib/stats/city.ts";
import { allReleasesWithFiles, type Release, type ReleaseFile } from "#lib/stats/release.ts";
import { type Added, allAdded } from "#lib/stats/release-changes.ts";

/** A feed is asked for every hour by some: the latest years are enough, releases.json has all. */
const most = 60;

/** /data/releases.atom?lang=: a feed of the releases (RFC 4287). */
export async function answerFeed(request: Request): Promise<Response> {
  const locale = askedLanguage(readParameters(request, ["lang"]).lang);
  const [city, releases, changes] = await Promise.all([readCity(), allReleasesWithFiles(), allAdded()]);
  const newest = releases[0];
  if (!city || !newest) throw new Refusal("nothingPublished");
  return answerWithBytes(request, `${city.code} ${newest.id} releases.atom ${locale}`, () => feed(locale, city, releases.slice(0, most), changes), {
    name: "releases", extension: "atom", language: locale, canonical: `/data/releases.atom?lang=${locale}`, describedBy: `/${locale}/data/releases`,
    release: newest, demo: city.demo, rows: null, frozen: false,
  });
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true, suppressEmptyNode: true });

function feed(locale: Locale, city: City, releases: Release[], changes: ReadonlyMap<string, Added>): string {
  const t = translator(words, locale);
  const said = (names: City["name"]) => nameFor(locale, names, city.language).text;
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "utf-8" },
    feed: {
      "@xmlns": "http://www.w3.org/2005/Atom", "@xml:lang": locale,
      id: uuid(`${city.code} releases ${locale}`), title: t("feed.title", { city: said(city.name) }), updated: releases[0]!.publishedAt.toISOString(),
      ...(city.demo ? { subtitle: files[locale].demonstration } : {}),
      link: [
        link("self", `/data/releases.atom?lang=${locale}`, mediaTypes.atom), link("alternate", `/${locale}/data/releases`, "text/html", locale),
        ...locales.filter((other) => other !== locale).map((other) => link("alternate", `/data/releases.atom?lang=${other}`, mediaTypes.atom, other)),
        { "@rel": "license", "@href": licence.url },
      ],
      author: { name: said(publisherOf(city)) }, rights: licence.name, generator: "Open Akimat",
      entry: releases.map((release) => entry(release)),
    },
  });

  function entry(release: Release) {
    const lines = addedLines(changes.get(release.id)!, locale), reason = release.reason && t("because", { reason: said(release.reason) });
    return {
      id: uuid(`${city.code} release ${release.id}`), "@xml:lang": locale,
      title: t(release.correction ? "feed.correction" : "feed.release", { day: formatDay(locale, release.correction ? release.id.slice(0, 10) : release.asOf) }),
      published: release.publishedAt.toISOString(), updated: release.publishedAt.toISOString(),
      link: [link("alternate", `/${locale}/data/releases/${release.id}`, "text/html", locale), ...release.files.filter((file) => isEnclosed(file, locale)).map((file) => enclosure(release, file))],
      ...(release.correction ? { category: { "@term": "correction" } } : {}),
      summary: [...lines, reason].filter(Boolean).join(". "),
    };
  }
}

const link = (rel: string, address: string, type: string, hreflang?: Locale) => ({ "@rel": rel, "@type": type, ...(hreflang ? { "@hreflang": hreflang } : {}), "@href": absolute(address) });

/** The datasets in the reader's language, not the years and codelists beside them. */
function isEnclosed({ name }: ReleaseFile, locale: Locale): boolean {
  const kind = fileKind(name);
  return kind !== undefined && kind.stem === kind.dataset.name && (kind.locale ?? locale) === locale;
}

const enclosure = (release: Release, { name, bytes }: ReleaseFile) =>
  ({ ...link("enclosure", `/data/releases/${release.id}/${name}`, formats[fileKind(name)!.format].mediaType), "@length": bytes, "@title": name });

/** A name that stays the same wherever the portal moves (RFC 4287, 4.2.6; RFC 9562, version 5 in a namespace of ours). */
function uuid(name: string): string {
  const bytes = createHash("sha1").update(Buffer.from("8a4f2c1e6b0d4e7f9a355c0e1d2b7f90", "hex")).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`;
}
