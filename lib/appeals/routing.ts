import { asc, eq, sql } from "drizzle-orm";
import { routingRule } from "#db/private/assignment.ts";
import { category, type Connection, department, district, staff } from "#db/private.ts";

/** What a case shows to the rules. */
export type RoutingFacts = { category: string | null; district: string | null; channel: string; language: string; text: string };

/** A rule's conditions; null or empty fits everything. `words`: beginnings of words, separated by commas, one of which must occur. */
export type RoutingConditions = { category: string | null; district: string | null; channel: string | null; language: string | null; words: string };

/** What a rule gives: to whom, with which words, within how many working days. */
export type RoutingGift = { department: string; executor: number | null; instruction: string; internalDays: number | null };

/** A rule in its place in the list. `works`: on, and its department still exists. */
export type RoutingRule = RoutingConditions & RoutingGift & { id: number; automatic: boolean; active: boolean; works: boolean; version: number };

/** Where a case should go and why: by the rule in this place (from 1), or by its category's own department (`n` null). */
export type Route = RoutingGift & { n: number | null; rule: number | null; automatic: boolean; conditions: RoutingConditions };

/** All rules in their order. An executor who left is nobody; a department that was closed makes its rule idle. */
export async function readRules(db: Connection): Promise<RoutingRule[]> {
  return db.select({
    id: routingRule.id, automatic: routingRule.automatic, active: routingRule.active, works: sql<boolean>`${routingRule.active} AND ${department.active}`, version: routingRule.version,
    category: routingRule.category, district: routingRule.district, channel: routingRule.channel, language: routingRule.language, words: routingRule.words,
    department: routingRule.department, instruction: routingRule.instruction, internalDays: routingRule.internalDays,
    executor: sql<number | null>`CASE WHEN ${staff.active} AND ${staff.department} = ${routingRule.department} THEN ${routingRule.executor}::int END`,
  }).from(routingRule).innerJoin(department, eq(department.code, routingRule.department)).leftJoin(staff, eq(staff.id, routingRule.executor)).orderBy(asc(routingRule.position));
}

/** A city's trees of categories and districts, and its categories' own departments. */
export type Trees = { category: Map<string, string | null>; district: Map<string, string | null>; departments: Map<string, string> };

/** Which category and which district lies in which. */
export async function readTrees(db: Connection): Promise<Trees> {
  const [categories, districts] = await Promise.all([
    db.select({ code: category.code, parent: category.parent, department: sql<string | null>`CASE WHEN ${department.active} THEN ${category.department} END` })
      .from(category).leftJoin(department, eq(department.code, category.department)),
    db.select({ code: district.code, parent: district.parent }).from(district),
  ]);
  return {
    category: new Map(categories.map((one) => [one.code, one.parent])), district: new Map(districts.map((one) => [one.code, one.parent])),
    departments: new Map(categories.flatMap((one) => (one.department ? [[one.code, one.department] as const] : []))),
  };
}

/** A code and everything it lies in: its group, its district. */
function* lineage(tree: Map<string, string | null>, code: string | null): Generator<string> {
  for (let at = code; at; at = tree.get(at) ?? null) yield at;
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

/** The words of a rule as they are compared: kk and ru inflect at the end, so a word's beginning is what is looked for. */
export const wordsOf = (words: string): string[] => plain(words).split(/[,\n]/).map((word) => word.trim()).filter(Boolean);

const speaksOf = (text: string, words: string[]): boolean => {
  const said = plain(text);
  return words.some((word) => new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}`, "u").test(said));
};

/** Whether a case fits all of a rule's conditions. */
export function fits(rule: RoutingConditions, facts: RoutingFacts, trees: Trees): boolean {
  if (rule.category && ![...lineage(trees.category, facts.category)].includes(rule.category)) return false;
  if (rule.district && ![...lineage(trees.district, facts.district)].includes(rule.district)) return false;
  if (rule.channel && rule.channel !== facts.channel) return false;
  if (rule.language && rule.language !== facts.language) return false;
  const words = wordsOf(rule.words);
  return words.length === 0 || speaksOf(facts.text, words);
}

/** The first rule that fits, else the category's own department, else its group's; null: nobody's. */
export function routeBy(rules: readonly RoutingRule[], trees: Trees, facts: RoutingFacts): Route | null {
  const at = rules.findIndex((rule) => rule.works && fits(rule, facts, trees));
  const rule = rules[at];
  if (rule) {
    const { department: to, executor, instruction, internalDays, automatic, id, ...conditions } = rule;
    return { n: at + 1, rule: id, automatic, department: to, executor, instruction, internalDays, conditions };
  }
  const owned = [...lineage(trees.category, facts.category)].find((code) => trees.departments.has(code));
  if (!owned) return null;
  return { n: null, rule: null, automatic: false, department: trees.departments.get(owned)!, executor: null, instruction: "", internalDays: null,
    conditions: { category: owned, district: null, channel: null, language: null, words: "" } };
}

/** Where a case should go by the rules as they stand. */
export const routeOf = async (db: Connection, facts: RoutingFacts): Promise<Route | null> => routeBy(await readRules(db), await readTrees(db), facts);
