import { dataErrors, problemSchema, schemas } from "#lib/exports/openapi/schemas.ts";
import { jsonVersion } from "#lib/exports/json-head.ts";
import { mediaTypes, type Extension } from "#lib/exports/extension.ts";
import { absolute } from "#lib/exports/headers.ts";
import { licence } from "#lib/exports/licence.ts";
import { addressesOf, operations, type Operation } from "#lib/exports/openapi/operations.ts";
import { parameter, type Known, type Parameter } from "#lib/exports/openapi/parameters.ts";
import { api } from "#lib/i18n/areas/api.ts";
import { nameFor, type Locale } from "#lib/i18n/locale.ts";
import { translator, type Translate } from "#lib/i18n/translate.ts";
import { publisherOf, type City } from "#lib/stats/city.ts";

type T = Translate<keyof (typeof api)["kk"]>;
export const limits = ["key", "whole", "once", "range", "size", "methods", "version"] as const;
const headers = ["ETag", "Link", "X-Release", "Last-Modified", "Cache-Control", "Content-Disposition", "Access-Control-Allow-Origin"] as const;

/** What an operation takes at one of its addresses: the parts of the address, then its parameters. */
export function parametersAt(operation: Operation, address: string, ending: Extension, locale: Locale, known: Known): Parameter[] {
  const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as Parameter["name"]);
  return [...parts, ...operation.takes(ending)].map((name) => parameter(name, address, locale, known));
}

/** An address that can be followed: the parts in braces and the parameters that it can't do without filled with their examples. */
export function exampleAddress(address: string, parameters: readonly Parameter[]): string {
  const needed = parameters.filter((one) => one.in === "query" && one.required).map(({ name, example }): [string, string] => [name, String(example)]);
  const filled = parameters.reduce((made, { name, example }) => made.replace(`{${name}}`, String(example)), address);
  return needed.length > 0 ? `${filled}?${new URLSearchParams(needed)}` : filled;
}

/** What this portal has: the daily series may not have begun, a release of an older portal has no ratings. */
export const operationsHere = (known: Known): Operation[] => operations.filter((operation) =>
  (!operation.daily || known.daily) && (operation.word !== "ratings" || known.release.files.some((file) => file.name === "ratings.csv")));

/** The interface as OpenAPI 3.1, in a language. Its examples are real: each can be followed as it stands. */
export function openApi(locale: Locale, city: City, known: Known): object {
  const t = translator(api, locale);
  const paths = operationsHere(known).flatMap((operation) => addressesOf(operation).map(({ address, ending }) => [address, {
    get: {
      operationId: `${operation.word}${operation.name ? `-${operation.name}` : ""}-${ending}`.replace(/[^A-Za-z0-9]+(.)/g, (_, next: string) => next.toUpperCase()),
      tags: [t(`tag.${operation.tag}`)],
      summary: t(operation.word, operation.name ? { name: operation.name } : undefined),
      parameters: parametersAt(operation, address, ending, locale, known),
      responses: responses(operation, address, ending, t),
    },
  }]));
  return {
    openapi: "3.1.0",
    info: {
      title: `${nameFor(locale, city.name, city.language).text}: ${t("title")}`, version: `${jsonVersion}.0.0`,
      summary: t("lead"), description: limits.map((limit) => `- ${t(`limit.${limit}`, { version: jsonVersion })}`).join("\n"),
      contact: { name: nameFor(locale, publisherOf(city), city.language).text, url: absolute(`/${locale}/data/api`), ...(city.contact ? { email: city.contact } : {}) },
      license: { name: licence.name, url: licence.url },
    },
    servers: [{ url: absolute("/") }],
    externalDocs: { url: absolute(`/${locale}/data/api`) },
    tags: [...new Set(operations.map(({ tag }) => tag))].map((tag) => ({ name: t(`tag.${tag}`) })),
    paths: Object.fromEntries(paths),
    components: {
      headers: Object.fromEntries([...headers, "X-Row-Count", "Accept-Ranges"].map((name) => [name, { description: t(`header.${name as "ETag"}`), schema: { type: "string" } }])),
      responses: Object.fromEntries(([...dataErrors, 416] as const).map((status) => [`problem${status}`, {
        description: t(`answer.${status}`), content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      }])),
      schemas: { Problem: problemSchema, ...schemas },
    },
  };
}

function responses(operation: Operation, address: string, ending: Extension, t: T): object {
  const common = Object.fromEntries(headers.filter((name) => name !== "X-Release" || !operation.daily).map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  const anyFile = address.includes("{file}") && ending === "txt";
  const types = anyFile ? [...new Set(Object.values(mediaTypes))] : [mediaTypes[ending]];
  const schema = address === "/data/appeals.json" ? "Appeals" : address === "/data/table.json" ? "Table" : address === "/data/releases.json" ? "Releases" : undefined;
  const content = Object.fromEntries(types.map((type) => [type, schema ? { schema: { $ref: `#/components/schemas/${schema}` } } : {}]));
  return {
    200: { description: t("answer.200"), headers: { ...common, ...(operation.ready ? { "Accept-Ranges": { $ref: "#/components/headers/Accept-Ranges" } } : {}) }, content },
    ...(operation.ready ? { 206: { description: t("answer.206"), content }, 416: { $ref: "#/components/responses/problem416" } } : {}),
    304: { description: t("answer.304") },
    ...Object.fromEntries(dataErrors.map((status) => [status, ending === "html"
      ? { description: t(`answer.${status}`), content: { [mediaTypes.html]: {} } }
      : { $ref: `#/components/responses/problem${status}` }])),
  };
}
