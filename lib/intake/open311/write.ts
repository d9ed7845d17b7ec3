import { XMLBuilder } from "fast-xml-parser";

export type Format = "json" | "xml";
/** The standard's own media types (GeoReport v2, Format Support). */
export const contentTypes: Record<Format, string> = { json: "application/json; charset=utf-8", xml: "text/xml; charset=utf-8" };

/** What the elements of a list are called in XML; in JSON they have no name. */
const elements = { services: "service", service_requests: "request", errors: "error", attributes: "attribute", values: "value", endpoints: "endpoint", formats: "format" } as const;

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", format: true, suppressEmptyNode: true });

/** What XML 1.0 can't hold is shown as U+FFFD. */
const legal = (text: string): string => text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

function element(name: string, value: Value): unknown {
  if (value === null) return "";
  if (typeof value === "string") return legal(value);
  if (typeof value !== "object") return String(value);
  if (isList(value)) return value.length === 0 ? "" : { [elements[name as keyof typeof elements]]: value.map((one) => element("", one)) };
  return Object.fromEntries(Object.entries(value).map(([part, one]) => [part, element(part, one)]));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** An answer as a client wants it: `root` is the document's element in XML; JSON is the value alone. */
export function written(format: Format, root: string, value: Value): string {
  if (format === "json") return JSON.stringify(value);
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "utf-8" }, [root]: element(root, value) });
}
