import { and, desc, eq } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { readRules, readTrees, routeBy, type Route, type RoutingRule } from "#lib/appeals/routing.ts";
import { demandDraft, type RuleDraft } from "#lib/appeals/routing-rules.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** How many of the newest cases rules are tried on when no number is given. */
export const trialSize = 50;

/** Where a case would go: by the rules as they are, and with the draft among them. */
export type Trial = { id: number; number: string; now: Route | null; then: Route | null; /** The draft is what decides. */ byDraft: boolean };

/** The draft in the list: in its own place, or (a new one) at the end. */
function withDraft(rules: RoutingRule[], id: number | null, draft: RuleDraft): { rules: RoutingRule[]; at: number } {
  const rule = (its: number): RoutingRule => ({ ...draft, id: its, active: true, works: true, version: 0 });
  const at = rules.findIndex((one) => one.id === id);
  return at < 0 ? { rules: [...rules, rule(0)], at: rules.length } : { rules: rules.with(at, rule(id!)), at };
}

/**
 * Tries the rules, with a draft that nobody has saved or as they stand, on a case by its number or on the newest ones.
 * Nothing is written.
 * @throws Refusal "caseUnknown" naming the field `number`
 */
export async function tryRules(actor: Actor, input: { number: string | null; rule: { id: number | null; draft: RuleDraft } | null }): Promise<Trial[]> {
  demand(actor, "routing.manage");
  demand(actor, "case.read");
  const db = privateDb();
  if (input.rule) await demandDraft(db, input.rule.draft);
  const number = input.number?.trim();
  const cases = await db.select({ id: appeal.id, number: appeal.number, category: appeal.category, district: appeal.district, channel: appeal.channel, language: appeal.language, text: appeal.text })
    .from(appeal).where(and(scopeOf(actor), number ? eq(appeal.number, number) : undefined)).orderBy(desc(appeal.receivedAt), desc(appeal.id)).limit(trialSize);
  if (number && cases.length === 0) throw new Refusal("caseUnknown", {}, "number");

  const [rules, trees] = await Promise.all([readRules(db), readTrees(db)]);
  const tried = input.rule ? withDraft(rules, input.rule.id, input.rule.draft) : { rules, at: -1 };
  return cases.map((one) => {
    const then = routeBy(tried.rules, trees, one);
    return { id: one.id, number: one.number, now: routeBy(rules, trees, one), then, byDraft: tried.at >= 0 && then?.n === tried.at + 1 };
  });
}
