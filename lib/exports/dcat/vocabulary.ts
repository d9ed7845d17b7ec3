import { formats } from "#lib/exports/file-name.ts";
import { licence } from "#lib/exports/licence.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** A node of the graph. */
export type Node = { "@id"?: string; "@type": string | string[]; [property: string]: unknown };

export const context = {
  dcat: "http://www.w3.org/ns/dcat#", dct: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", vcard: "http://www.w3.org/2006/vcard/ns#",
  spdx: "http://spdx.org/rdf/terms#", adms: "http://www.w3.org/ns/adms#", skos: "http://www.w3.org/2004/02/skos/core#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#", dcatap: "http://data.europa.eu/r5r/",
};

const authority = (list: string, code: string): string => `http://publications.europa.eu/resource/authority/${list}/${code}`;
export const language: Record<Locale, string> = { kk: authority("language", "KAZ"), ru: authority("language", "RUS"), en: authority("language", "ENG") };
export const monthly = authority("frequency", "MONTHLY");
export const everyDay = authority("frequency", "DAILY");
export const open = authority("access-right", "PUBLIC");
export const available = authority("planned-availability", "STABLE");
export const theme = authority("data-theme", "GOVE");
export const taxonomy = "http://publications.europa.eu/resource/authority/data-theme";
export const publisherType = "http://purl.org/adms/publishertype/LocalAuthority";
const attribution = "http://purl.org/adms/licencetype/Attribution";
export const fileType = (code: string): string => authority("file-type", code);
export const mediaType = (name: string): string => `https://www.iana.org/assignments/media-types/${name}`;
export const sha256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256";
export const openApi = "https://spec.openapis.org/oas/v3.1.0";

const labelled = (id: string, label: string): Node => ({ "@id": id, "@type": "skos:Concept", "skos:prefLabel": { "@value": label, "@language": "en" } });

/** The public vocabularies' terms that are used, with their classes: a validator need not fetch them. */
export const terms: readonly Node[] = [
  ...Object.values(language).map((id) => ({ "@id": id, "@type": "dct:LinguisticSystem" })),
  ...[...new Set(Object.values(formats).map((format) => format.mediaType))].map((name) => ({ "@id": mediaType(name), "@type": "dct:MediaType" })),
  ...[...new Set(Object.values(formats).map((format) => format.fileType))].map((code) => ({ "@id": fileType(code), "@type": "dct:MediaTypeOrExtent" })),
  { "@id": monthly, "@type": "dct:Frequency" }, { "@id": everyDay, "@type": "dct:Frequency" },
  { "@id": open, "@type": "dct:RightsStatement" },
  { "@id": openApi, "@type": "dct:Standard" },
  { "@id": licence.url, "@type": "dct:LicenseDocument", "dct:type": { "@id": attribution } },
  { "@id": taxonomy, "@type": "skos:ConceptScheme", "dct:title": { "@value": "Data theme", "@language": "en" } },
  labelled(theme, "Government and public sector"), labelled(available, "stable"), labelled(publisherType, "Local authority"), labelled(attribution, "Attribution"),
];
