import { z } from "zod";

/** A value that an administrator types to set up a way, read off what the way says it needs. */
export type WayField = {
  /** Its place in the settings. @example "templates.kk.name" */
  path: string;
  kind: "text" | "number" | "yes" | "choice" | "lines";
  options: string[];
  /** Without it the way is not complete. */
  required: boolean;
  /** What holds while nothing is typed. */
  standard: string;
};

type Shape = {
  type?: string | string[]; enum?: unknown[]; default?: unknown; anyOf?: Shape[]; items?: Shape; required?: string[];
  properties?: Record<string, Shape>; propertyNames?: { enum?: string[] }; additionalProperties?: Shape | boolean;
};

function walk(shape: Shape, path: string, required: boolean): WayField[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (shape.anyOf) return walk(shape.anyOf.find((one) => one.type !== "null") ?? {}, path, required && !shape.anyOf.some((one) => one.type === "null"));
  if (shape.properties) return Object.entries(shape.properties).flatMap(([name, one]) => walk(one, at(name), required && (shape.required ?? []).includes(name)));
  if (shape.propertyNames?.enum && typeof shape.additionalProperties === "object") {
    const each = shape.additionalProperties;
    return shape.propertyNames.enum.flatMap((name) => walk(each, at(name), false));
  }
  const types = [shape.type].flat();
  const kind = shape.enum ? "choice" : types.includes("boolean") ? "yes" : types.includes("number") || types.includes("integer") ? "number" : types.includes("array") ? "lines" : "text";
  const standard = Array.isArray(shape.default) ? shape.default.join("\n") : shape.default === undefined || typeof shape.default === "object" ? "" : String(shape.default);
  return [{ path, kind, options: (shape.enum ?? []).map(String), required: required && kind !== "lines" && kind !== "yes", standard }];
}

/** The values that a way's settings, or its secrets, are made of. */
export const fieldsOf = (schema: z.ZodObject): WayField[] => walk(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape, "", true);

/** What was typed into these fields as the way's schema wants it; what is empty is left out, so that a standard holds. */
export function collect(fields: readonly WayField[], typed: (path: string) => string): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { path, kind } of fields) {
    const text = typed(path).trim();
    if (text === "" && kind !== "yes") continue;
    const value = kind === "number" ? Number(text.replace(",", ".")) : kind === "yes" ? text === "yes" : kind === "lines" ? text.split("\n").map((line) => line.trim()).filter(Boolean) : text;
    const names = path.split("."), last = names.pop()!;
    const place = names.reduce<Record<string, unknown>>((object, name) => (object[name] ??= {}) as Record<string, unknown>, all);
    place[last] = value;
  }
  return all;
}

/** A value of the settings as its field shows it; the standard where there is none. */
export function shownValue(settings: unknown, { path, kind, standard }: WayField): string {
  const value = path.split(".").reduce<unknown>((object, name) => (typeof object === "object" && object !== null ? (object as Record<string, unknown>)[name] : undefined), settings);
  if (value === undefined || value === null) return kind === "yes" && standard === "true" ? "yes" : standard;
  if (kind === "yes") return value === true ? "yes" : "";
  return Array.isArray(value) ? value.join("\n") : String(value);
}
