import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { way } from "#db/private/intake.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { collect, fieldsOf, shownValue, type WayField } from "#lib/ways/fields.ts";
import { seal, unseal } from "#lib/ways/seal.ts";
import { openWay, type WayCode, wayCodes, ways } from "#lib/ways/ways.ts";

/** What hinders a way: something that it needs is missing, or its secrets were sealed by another portal's secret. */
export type Hindrance = "incomplete" | "sealed";

type Row = { settings: unknown; secrets: Buffer | null };

/** The secrets of a row; null when they were sealed with another portal's secret. */
function opened(code: WayCode, row: Row | undefined): Record<string, unknown> | null {
  if (!row?.secrets) return {};
  try {
    return JSON.parse(unseal(row.secrets, code).toString("utf8")) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** Whether a way could be used as it is set up; null: nothing hinders it. */
export function hindranceOf(code: WayCode, row: Row | undefined): Hindrance | null {
  if (opened(code, row) === null) return "sealed";
  try {
    openWay(code, row ?? { settings: {}, secrets: null });
    return null;
  } catch {
    return "incomplete";
  }
}

/** Every way that somebody set up, by code. */
export async function wayRows(db: Connection = privateDb()) {
  const rows = await db.select({ code: way.code, active: way.active, settings: way.settings, secrets: way.secrets, updatedAt: way.updatedAt }).from(way).where(inArray(way.code, wayCodes));
  return new Map(rows.map((row) => [row.code as WayCode, row]));
}

/** A way as its form shows it: settings with their values, of secrets only whether they are set. */
export async function wayForm(actor: Actor, code: WayCode) {
  demand(actor, "way.manage");
  const row = (await wayRows()).get(code), secrets = opened(code, row);
  const isSet = (field: WayField) => shownValue(secrets, { ...field, standard: "" }) !== "";
  return {
    active: row?.active ?? false, hindrance: hindranceOf(code, row), updatedAt: row?.updatedAt ?? null,
    settings: fieldsOf(ways[code].settings).map((field) => ({ ...field, value: shownValue(row?.settings, field) })),
    secrets: fieldsOf(ways[code].secrets).map((field) => ({ ...field, set: isSet(field) })),
  };
}

/** What a value should be, in the reader's words. */
function refusalOf(issue: z.core.$ZodIssue, name: string): Refusal {
  if (issue.code === "invalid_format" && issue.format === "url") return new Refusal("wayAddress", {}, name);
  if (issue.code === "too_small" && issue.origin === "number" || issue.code === "too_big" && issue.origin === "number") return new Refusal("wayNumber", {}, name);
  if (issue.code === "invalid_type" && issue.expected !== "string") return new Refusal("wayNumber", {}, name);
  return new Refusal("wayValue", {}, name);
}

/** @throws Refusal naming the first field that is wrong, or, where all must be there, missing */
function check(schema: z.ZodObject, fields: readonly WayField[], given: Record<string, unknown>, prefix: "set" | "secret", whole: boolean): void {
  const parsed = schema.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join(".");
    const field = fields.find((one) => one.path === path) ?? fields.find((one) => path.startsWith(`${one.path}.`)) ?? fields.find((one) => one.path.startsWith(`${path}.`));
    const name = `${prefix}.${field?.path ?? path}`;
    const isMissing = field !== undefined && shownValue(given, { ...field, standard: "" }) === "";
    if (!isMissing) throw refusalOf(issue, name);
    if (whole || !field.required) throw new Refusal("required", {}, name);
  }
}

const differing = (fields: readonly WayField[], before: unknown, after: unknown) => fields.filter((field) => shownValue(before, field) !== shownValue(after, field)).map((field) => field.path);

/**
 * Sets a way up. Settings are taken as typed; a secret that is left empty stays as it is, unless it is to be forgotten. A way that is switched off may be
 * left half done, one that is on has all it needs. History remembers what was changed, never the values.
 * @param typed by field: `set.<path>`, `secret.<path>`; `forget`: paths of secrets
 * @throws Refusal with the field to mend
 */
export async function setWay(actor: Actor, { code, active, typed }: { code: WayCode; active: boolean; typed: Record<string, unknown> }, now = new Date()): Promise<void> {
  demand(actor, "way.manage");
  const said = (name: string) => [typed[name]].flat().filter((one) => typeof one === "string").join("\n").slice(0, 20_000);
  const fields = { settings: fieldsOf(ways[code].settings), secrets: fieldsOf(ways[code].secrets) };
  const settings = collect(fields.settings, (path) => said(`set.${path}`));
  const fresh = collect(fields.secrets, (path) => said(`secret.${path}`)), forget = said("forget").split("\n");
  check(ways[code].settings, fields.settings, settings, "set", active);
  await privateDb().transaction(async (tx) => {
    await tx.insert(way).values({ code }).onConflictDoNothing();
    const [row] = await tx.select({ active: way.active, settings: way.settings, secrets: way.secrets }).from(way).where(eq(way.code, code)).for("update");
    const before = opened(code, row) ?? {}, forgotten = Object.keys(before).filter((path) => forget.includes(path) && !(path in fresh));
    const secrets = { ...Object.fromEntries(Object.entries(before).filter(([path]) => !forgotten.includes(path))), ...fresh };
    check(ways[code].secrets, fields.secrets, secrets, "secret", active);
    const changed = [...differing(fields.settings, row!.settings, settings), ...Object.keys(fresh), ...forgotten];
    if (changed.length === 0 && row!.active === active) return;
    await tx.update(way).set({ active, settings, secrets: Object.keys(secrets).length > 0 ? seal(Buffer.from(JSON.stringify(secrets)), code) : null, updatedAt: now, updatedBy: actor.id }).where(eq(way.code, code));
    await recordOffice(tx, actor, { kind: "way", subject: code, before: { active: row!.active }, after: { active, ...(changed.length > 0 ? { changed } : {}) } });
  });
}
