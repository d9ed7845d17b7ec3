import { XMLValidator } from "fast-xml-parser";
import { Window } from "happy-dom";

const { DOMParser } = new Window();

/** Reads XML by another reader than what wrote it. @throws where it is not well-formed */
function tree(text: string): Element {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`not well-formed: ${valid.err.msg}`);
  return new DOMParser().parseFromString(text, "text/xml").documentElement as unknown as Element;
}

export type Row = Record<string, string | null>;
export type Attribute = Row & { values: Row[] };

/** A value as people see it, whichever format it came in: JSON's numbers and booleans are XML's words. */
const plain = (value: unknown): string | null => (value === null || value === undefined || value === "" ? null : String(value).trim() || null);
const rowOf = (node: Element): Row => Object.fromEntries([...node.children].filter((one) => one.children.length === 0).map((one) => [one.tagName, plain(one.textContent)]));
const rowOfJson = (value: unknown): Row => Object.fromEntries(Object.entries(value as object).filter(([, one]) => typeof one !== "object" || one === null).map(([name, one]) => [name, plain(one)]));
const inside = (node: Element, name: string): Element[] => [...node.children].filter((one) => one.tagName === name);

/** The rows of a list (services, service_requests, errors) as any client of the standard reads them. */
export function readList(text: string, root: "services" | "service_requests" | "errors"): Row[] {
  if (/^\s*</.test(text)) {
    const document = tree(text);
    if (document.tagName !== root) throw new Error(`<${document.tagName}> where <${root}> was expected`);
    return inside(document, { services: "service", service_requests: "request", errors: "error" }[root]).map(rowOf);
  }
  const rows = JSON.parse(text) as unknown;
  if (!Array.isArray(rows)) throw new Error("not a list");
  return rows.map(rowOfJson);
}

/** A service's definition. Some servers write the attributes without the element around them. */
export function readDefinition(text: string): { service_code: string; attributes: Attribute[] } {
  if (/^\s*</.test(text)) {
    const document = tree(text);
    if (document.tagName !== "service_definition") throw new Error(`<${document.tagName}>`);
    const attributes = [...inside(document, "attribute"), ...inside(document, "attributes").flatMap((one) => inside(one, "attribute"))];
    return {
      service_code: rowOf(document).service_code!,
      attributes: attributes.map((one) => ({ ...rowOf(one), values: inside(one, "values").flatMap((list) => inside(list, "value")).map(rowOf) }) as unknown as Attribute),
    };
  }
  const { service_code: code, attributes } = JSON.parse(text) as { service_code: string; attributes: { values?: unknown[] }[] };
  return { service_code: code, attributes: attributes.map((one) => ({ ...rowOfJson(one), values: (one.values ?? []).map(rowOfJson) }) as unknown as Attribute) };
}

/** Service discovery: the endpoints with their formats. */
export function readDiscovery(text: string): Row & { endpoints: (Row & { formats: string[] })[] } {
  if (/^\s*</.test(text)) {
    const document = tree(text);
    if (document.tagName !== "discovery") throw new Error(`<${document.tagName}>`);
    const endpoints = inside(document, "endpoints").flatMap((one) => inside(one, "endpoint")).map((one) => ({ ...rowOf(one), formats: inside(one, "formats").flatMap((list) => inside(list, "format")).map((format) => format.textContent ?? "") }));
    return { ...rowOf(document), endpoints } as ReturnType<typeof readDiscovery>;
  }
  const found = JSON.parse(text) as { endpoints: { formats: string[] }[] };
  return { ...rowOfJson(found), endpoints: found.endpoints.map((one) => ({ ...rowOfJson(one), formats: one.formats })) } as ReturnType<typeof readDiscovery>;
}
