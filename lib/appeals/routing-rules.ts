import { and, eq, inArray, sql } from "drizzle-orm";
import { routingRule } from "#db/private/assignment.ts";
import { category, channel, type Connection, department, district, privateDb, staff } from "#db/private.ts";
import type { Seen } from "#lib/appeals/case.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { newestChange, officeChangesSince } from "#lib/appeals/office-changes.ts";
import { readRules, type RoutingConditions, type RoutingGift, type RoutingRule, wordsOf } from "#lib/appeals/routing.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** A rule as its form has it. */
export type RuleDraft = RoutingConditions & RoutingGift & { automatic: boolean };

const watched = { kind: "routing" };

/**
 * The rules for the one who keeps them, and what their forms have seen: the list's newest change. The first match wins,
 * so a change of any rule may change what another one means.
 */
export async function listRules(actor: Actor): Promise<{ rules: RoutingRule[]; seen: Seen }> {
  demand(actor, "routing.manage");
  const db = privateDb(), newest = await newestChange(db, watched);
  return { rules: await readRules(db), seen: { version: newest, seq: newest } };
}

const known = async (db: Connection, table: typeof category | typeof district | typeof channel, code: string): Promise<boolean> =>
  (await db.select({ code: table.code }).from(table).where(eq(table.code, code))).length > 0;

/** @throws Refusal naming the field to mend */
export async function demandDraft(db: Connection, draft: RuleDraft): Promise<void> {
  const lists = { category, district, channel } as const;
  for (const name of ["category", "district", "channel"] as const) {
    if (draft[name] !== null && !(await known(db, lists[name], draft[name]))) throw new Refusal("invalid", {}, name);
  }
  const [place] = await db.select({ code: department.code }).from(department).where(and(eq(department.code, draft.department), eq(department.active, true)));
  if (!place) throw new Refusal("invalid", {}, "department");
  if (draft.executor !== null) {
    const [person] = await db.select({ id: staff.id }).from(staff).where(and(eq(staff.id, draft.executor), eq(staff.department, draft.department), eq(staff.active, true)));
    if (!person) throw new Refusal("executorOutside", {}, "executor");
  }
  const unconditional = !draft.category && !draft.district && !draft.channel && !draft.language && wordsOf(draft.words).length === 0;
  if (draft.automatic && unconditional) throw new Refusal("ruleUnconditional", {}, "category");
}

/** One change of the list: writers in a line. @throws Conflict when the list is another by now */
async function change(actor: Actor, seen: Seen, work: (tx: Connection, rules: RoutingRule[]) => Promise<void>): Promise<void> {
  demand(actor, "routing.manage");
  await privateDb().transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('open-akimat routing rules'))`);
    const meanwhile = await officeChangesSince(tx, watched, seen.seq);
    if (meanwhile.length > 0) throw new Conflict(meanwhile, { version: meanwhile.at(-1)!.seq, seq: meanwhile.at(-1)!.seq });
    await work(tx, await readRules(tx));
  });
}

const told = ({ category: c, district: d, channel: ch, language, words, department: to, executor, instruction, internalDays, automatic }: RuleDraft) =>
  ({ category: c, district: d, channel: ch, language, words, department: to, executor, instruction, internalDays, automatic });

function theRule(rules: RoutingRule[], id: number): RoutingRule {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Refusal("notFound");
  return rule;
}

/** Writes a rule anew, or adds one (`id` null) at the end of the list. */
export async function saveRule(actor: Actor, input: { id: number | null; seen: Seen; draft: RuleDraft }): Promise<void> {
  await change(actor, input.seen, async (tx, rules) => {
    await demandDraft(tx, input.draft);
    const after = told(input.draft);
    if (input.id === null) {
      const [made] = await tx.insert(routingRule).values({ ...after, position: sql`(SELECT coalesce(max(position), 0) + 1 FROM private.routing_rule)` }).returning({ id: routingRule.id });
      return recordOffice(tx, actor, { kind: "routing", subject: String(made!.id), after });
    }
    const before = theRule(rules, input.id);
    await tx.update(routingRule).set({ ...after, version: sql`${routingRule.version} + 1` }).where(eq(routingRule.id, input.id));
    await recordOffice(tx, actor, { kind: "routing", subject: String(input.id), before: told(before), after });
  });
}

/** Moves a rule one place towards the beginning or the end; at the edge it stays. */
export async function moveRule(actor: Actor, input: { id: number; seen: Seen; to: "up" | "down" }): Promise<void> {
  await change(actor, input.seen, async (tx, rules) => {
    const at = rules.indexOf(theRule(rules, input.id)), other = rules[at + (input.to === "up" ? -1 : 1)];
    if (!other) return;
    const pair = await tx.select({ id: routingRule.id, position: routingRule.position }).from(routingRule).where(inArray(routingRule.id, [input.id, other.id]));
    for (const one of pair) await tx.update(routingRule).set({ position: pair.find((its) => its !== one)!.position }).where(eq(routingRule.id, one.id));
    await recordOffice(tx, actor, { kind: "routing", subject: String(input.id), before: { place: at + 1 }, after: { place: at + (input.to === "up" ? 0 : 2) } });
  });
}

/** Switches a rule on or off; off, it keeps its place. */
export async function switchRule(actor: Actor, input: { id: number; seen: Seen; active: boolean }): Promise<void> {
  await change(actor, input.seen, async (tx, rules) => {
    const { active } = theRule(rules, input.id);
    await tx.update(routingRule).set({ active: input.active }).where(eq(routingRule.id, input.id));
    await recordOffice(tx, actor, { kind: "routing", subject: String(input.id), before: { active }, after: { active: input.active } });
  });
}

/** Takes a rule away; what it has assigned stays. */
export async function deleteRule(actor: Actor, input: { id: number; seen: Seen }): Promise<void> {
  await change(actor, input.seen, async (tx, rules) => {
    const before = theRule(rules, input.id);
    await tx.delete(routingRule).where(eq(routingRule.id, input.id));
    await recordOffice(tx, actor, { kind: "routing", subject: String(input.id), before: told(before) });
  });
}
