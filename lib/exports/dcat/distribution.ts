import { absolute } from "#lib/exports/headers.ts";
import { describeDataset } from "#lib/exports/dataset.ts";
import { available, fileType, language, mediaType, sha256, type Node } from "#lib/exports/dcat/vocabulary.ts";
import { formats, type FileKind } from "#lib/exports/file-name.ts";
import { licence } from "#lib/exports/licence.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import type { Release, ReleaseFile } from "#lib/stats/release.ts";

export const inAll = (say: (locale: Locale) => string) => locales.map((locale) => ({ "@value": say(locale), "@language": locale }));
export const dateTime = (moment: Date) => ({ "@value": moment.toISOString(), "@type": "xsd:dateTime" });
export const day = (date: string) => ({ "@value": date, "@type": "xsd:date" });

/**
 * One file at one address: how to get it, what it is, and how to check that it came whole. `told`: with its title and
 * description; the many frozen ones are told once, by their dataset.
 */
export function distribution(file: ReleaseFile, kind: FileKind, address: string, release: Pick<Release, "publishedAt">, told: boolean): Node {
  const { dataset, format, locale } = kind;
  const { name, mediaType: media, fileType: type } = formats[format];
  const url = { "@id": absolute(address) };
  return {
    "@id": `${absolute(address)}#distribution`, "@type": "dcat:Distribution",
    ...(told ? {
      "dct:title": inAll((reader) => `${describeDataset(dataset, reader).title}, ${[name, ...(kind.stem === dataset.name ? [] : [kind.stem])].join(", ")}`),
      "dct:description": inAll((reader) => describeDataset(dataset, reader).about),
    } : {}),
    "dcat:accessURL": url, "dcat:downloadURL": url,
    "dct:format": { "@id": fileType(type) }, "dcat:mediaType": { "@id": mediaType(media) },
    "dcat:byteSize": { "@value": String(file.bytes), "@type": "xsd:nonNegativeInteger" },
    "spdx:checksum": { "@type": "spdx:Checksum", "spdx:algorithm": { "@id": sha256 }, "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" } },
    "dct:license": { "@id": licence.url }, "dcatap:availability": { "@id": available },
    "dct:issued": dateTime(release.publishedAt),
    ...(locale ? { "dct:language": { "@id": language[locale] } } : {}),
  };
}
