import { and, asc, desc, eq } from "drizzle-orm";
import type { Outcome } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { category, type Connection, privateDb, staff } from "#db/private.ts";
import { template, templateVersion } from "#db/private/templates.ts";
import type { Seen } from "#lib/appeals/case.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import type { Track } from "#lib/appeals/status.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { isField, templateFields } from "#lib/templates/fields.ts";

/** A template's wording and what it is for; null is any. A group's code stands for all categories in it. */
export type Wording = {
  name: string; language: Locale; track: Track | null; kind: AppealKind | null; category: string | null; outcome: Exclude<Outcome, "terminated"> | null; text: string;
};
export type Template = Wording & { id: number; version: number; active: boolean };
/** `id` null: a new template; `seen` is what the form was drawn from. */
export type SaveTemplate = Wording & { id: number | null; seen: Seen };

const columns = {
  name: templateVersion.name, language: templateVersion.language, track: templateVersion.track, kind: templateVersion.kind,
  category: templateVersion.category, outcome: templateVersion.outcome, text: templateVersion.text,
};
const inUse = and(eq(templateVersion.template, template.id), eq(templateVersion.version, template.version));

/** All templates in their newest wording, those that are switched off too. */
export async function allTemplates(actor: Actor): Promise<Template[]> {
  demand(actor, "template.manage");
  const rows = await privateDb().select({ id: template.id, version: template.version, active: template.active, ...columns })
    .from(template).innerJoin(templateVersion, inUse).orderBy(desc(template.active), asc(templateVersion.language), asc(templateVersion.name), asc(template.id));
  return rows as Template[];
}

/** Every wording a template had, newest first, with who wrote it; `by` is null for what was shipped with the portal. */
export async function templateHistory(actor: Actor, id: number) {
  demand(actor, "template.manage");
  return privateDb().select({ version: templateVersion.version, ...columns, by: staff.name, at: templateVersion.writtenAt })
    .from(templateVersion).leftJoin(staff, eq(staff.id, templateVersion.writtenBy)).where(eq(templateVersion.template, id)).orderBy(desc(templateVersion.version));
}

/** @throws Refusal "templateField" naming the first field that doesn't exist, and those that do. */
export function demandFields(text: string): void {
  for (const [whole, name] of text.matchAll(/\{([^{}]*)\}|[{}]/g)) {
    if (name === undefined || !isField(name)) throw new Refusal("templateField", { name: whole, known: templateFields.map((one) => `{${one}}`).join(", ") }, "text");
  }
}

async function demandWording(tx: Connection, wording: Wording): Promise<void> {
  if (!wording.name.trim()) throw new Refusal("required", {}, "name");
  if (!wording.text.trim()) throw new Refusal("required", {}, "text");
  demandFields(wording.text);
  if (wording.kind && wording.track !== "appeal") throw new Refusal("invalid", {}, "use");
  if (wording.category === null) return;
  const [known] = await tx.select({ code: category.code }).from(category).where(eq(category.code, wording.category));
  if (!known) throw new Refusal("invalid", {}, "category");
}

/** Takes a template for this transaction, as it stands. */
async function lockTemplate(tx: Connection, id: number): Promise<Template> {
  const [held] = await tx.select({ id: template.id, version: template.version, active: template.active }).from(template).where(eq(template.id, id)).for("update");
  if (!held) throw new Refusal("notFound");
  const [wording] = await tx.select(columns).from(templateVersion).where(and(eq(templateVersion.template, id), eq(templateVersion.version, held.version)));
  return { ...wording as Wording, ...held };
}

/** Somebody else's newer version, told like any change that came between. */
async function conflict(tx: Connection, { id, version }: Template): Promise<Conflict> {
  const [newer] = await tx.select({ at: templateVersion.writtenAt, by: staff.name }).from(templateVersion).leftJoin(staff, eq(staff.id, templateVersion.writtenBy))
    .where(and(eq(templateVersion.template, id), eq(templateVersion.version, version)));
  return new Conflict([{ seq: version, ...newer!, kind: "template", reason: null, before: null, after: null }], { version, seq: 0 });
}

/**
 * Saves a new template, or a new version of one: what was written with the older version stays as it was.
 * @returns the template's number
 * @throws Refusal for a field that doesn't exist; Conflict when somebody else saved a version since
 */
export async function saveTemplate(actor: Actor, { id, seen, ...wording }: SaveTemplate, now = new Date()): Promise<number> {
  demand(actor, "template.manage");
  return privateDb().transaction(async (tx) => {
    await demandWording(tx, wording);
    const before = id === null ? null : await lockTemplate(tx, id);
    if (before && before.version !== seen.version) throw await conflict(tx, before);
    const version = (before?.version ?? 0) + 1;
    const which = before?.id ?? (await tx.insert(template).values({ version }).returning({ id: template.id }))[0]!.id;
    await tx.insert(templateVersion).values({ template: which, version, ...wording, name: wording.name.trim(), writtenBy: actor.id, writtenAt: now });
    if (before) await tx.update(template).set({ version }).where(eq(template.id, which));
    await recordOffice(tx, actor, { kind: "template", subject: String(which), before, after: { id: which, version, active: before?.active ?? true, ...wording } });
    return which;
  });
}

/** Switches a template off (nobody is offered it any more) or on again; it is never deleted. */
export async function switchTemplate(actor: Actor, id: number, active: boolean): Promise<void> {
  demand(actor, "template.manage");
  await privateDb().transaction(async (tx) => {
    const before = await lockTemplate(tx, id);
    if (before.active === active) return;
    await tx.update(template).set({ active }).where(eq(template.id, id));
    await recordOffice(tx, actor, { kind: "template", subject: String(id), before: { name: before.name, active: before.active }, after: { name: before.name, active } });
  });
}
