import { readFileSync } from "node:fs";
import { z } from "zod";

// What a source's columns and values mean to us (docs/importing.md). Everything is said, nothing guessed: a value
// that is not listed is a rejected row, unless the map itself says what '*' becomes.

const code = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "is not a code: small Latin letters, digits, _ and -");
const column = z.string().min(1);
const columns = z.union([column.transform((one) => [one]), z.array(column).min(1)]);

export const anyValue = "*";
/** Joins the values of several columns into one key: "Street Lights | Street Light Outages". */
export const joiner = " | ";

const isTimeZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

/** Source values → ours. `null` means unknown, and is only for dimensions that have an unknown. */
const values = <Target extends z.ZodType>(target: Target) => z.strictObject({ column: columns, values: z.record(z.string(), target) });
const valuesOr = <Target extends z.ZodType>(target: Target) => z.union([z.strictObject({ value: target }), values(target)],
  "must be { \"value\": … } for all rows, or { \"column\": …, \"values\": { … } }");
const date = z.strictObject({ column, format: z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]).optional() });

export const kinds = ["application", "complaint", "message", "proposal", "response", "request"] as const;
export const finalStatuses = ["answered", "redirected", "returned", "terminated", "withdrawn", "merged", "spam"] as const;
/** States in which a case may come from elsewhere: those between two officials of ours (a signature, a hearing) can't. */
const statuses = {
  signal: ["received", "assigned", "in_work", "answered", "withdrawn", "merged", "spam"],
  appeal: ["received", "registered", "assigned", "in_work", "answered", "redirected", "returned", "terminated", "withdrawn"],
} as const;
const status = z.enum([...new Set([...statuses.signal, ...statuses.appeal])]);

export const ImportMap = z.strictObject({
  source: z.strictObject({
    code: code.refine((value) => value !== "portal", "is our own intake's"),
    name: z.string().min(1),
    observedUntil: z.iso.datetime({ offset: true, error: "must be a moment with its offset, such as 2016-01-31T23:59:59-05:00" })
      .refine((at) => Date.parse(at) <= Date.now(), "lies in the future: outcomes can't have been observed until then"),
  }),
  timeZone: z.string().refine(isTimeZone, "is not a time zone; write one of the IANA names, such as Asia/Almaty"),
  dateFormat: z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]),
  encoding: z.enum(["utf-8", "windows-1251", "utf-16le"]).default("utf-8"),
  delimiter: z.enum([",", ";", "\t"]).optional(),
  track: z.enum(["signal", "appeal"]),
  id: column,
  received: date,
  registered: date.optional(),
  due: date.optional(),
  closed: date.optional(),
  kind: valuesOr(z.enum(kinds)).optional(),
  language: valuesOr(z.enum(["kk", "ru", "en"])),
  channel: valuesOr(code),
  category: values(code.nullable()).optional(),
  district: values(code.nullable()).optional(),
  department: values(code.nullable()).optional(),
  status: values(status).optional(),
  outcome: values(z.enum(["satisfied", "explained", "refused", "noted", "terminated"]).nullable()).optional(),
  text: columns.optional(),
  applicant: z.strictObject({ name: column.optional(), phone: column.optional(), address: column.optional(), country: z.string().regex(/^[A-Z]{2}$/).default("KZ") }).optional(),
}).superRefine((map, context) => {
  if (map.track === "appeal" && !map.kind) context.addIssue({ code: "custom", path: ["kind"], message: "is missing: a registered appeal has a kind" });
  const allowed: readonly string[] = statuses[map.track];
  for (const [value, target] of Object.entries(map.status?.values ?? {})) {
    if (!allowed.includes(target)) context.addIssue({ code: "custom", path: ["status", "values", value], message: `'${target}' is not a state of track '${map.track}'` });
  }
  if (map.outcome && !map.closed) context.addIssue({ code: "custom", path: ["closed"], message: "is missing: outcomes belong to closed cases" });
  if (!map.closed && Object.values(map.status?.values ?? {}).some((target) => (finalStatuses as readonly string[]).includes(target))) {
    context.addIssue({ code: "custom", path: ["closed"], message: "is missing: a final status needs a closing date" });
  }
});
export type ImportMap = z.output<typeof ImportMap>;

/** A map that can't be used, with every fault found. */
export class MapError extends Error {
  readonly errors: string[];
  constructor(name: string, errors: string[]) {
    super(`The map ${name} can't be used:\n${errors.map((line) => `  ${line}`).join("\n")}`);
    this.errors = errors;
  }
}

/** @throws MapError */
export function parseMap(json: string, name: string): ImportMap {
  let content: unknown;
  try {
    content = JSON.parse(json.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new MapError(name, [`is not JSON: ${(error as Error).message}`]);
  }
  const parsed = ImportMap.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new MapError(name, parsed.error.issues.map((issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`));
}

/** @throws MapError; the file system's own error when it can't be read */
export const readMap = (file: string): ImportMap => parseMap(readFileSync(file, "utf8"), file);
