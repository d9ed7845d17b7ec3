import { sql } from "drizzle-orm";
import { growTree, type Member, type Tree } from "#lib/disclosure/tree.ts";
import type { Airlock } from "#lib/release/airlock.ts";

type Versioned = { code: string; parent: string | null; sensitive: boolean; kind: string; from: string; to: string | null };
export type Hierarchies = { category: Versioned[]; district: Versioned[] };

/** The reference data of both hierarchies with their years; places stand in `district` with their kind. */
export async function readHierarchies(db: Airlock): Promise<Hierarchies> {
  const category = await db.execute<Versioned>(sql`
    SELECT code, parent, sensitive, 'category' AS kind, valid_from::text AS "from", valid_to::text AS "to" FROM private.category`);
  const district = await db.execute<Versioned>(sql`
    SELECT code, parent, false AS sensitive, kind, valid_from::text AS "from", valid_to::text AS "to" FROM private.district`);
  return { category: [...category], district: [...district] };
}

const isValid = (member: Versioned, year: string) => member.from <= `${year}-12-31` && (member.to === null || member.to >= `${year}-01-01`);

/** The members that are published in a year: valid in it, places aside, a missing parent left out. */
function membersOf(all: Versioned[], year: string): Member[] {
  const valid = all.filter((member) => member.kind !== "place" && isValid(member, year));
  const codes = new Set(valid.map((member) => member.code));
  return valid.map(({ code, parent, sensitive }) => ({ code, parent: parent !== null && codes.has(parent) ? parent : null, sensitive }));
}

/** A hierarchy as published in a year; `carried` are the codes that frozen cases carry. */
export const treeOf = (all: Versioned[], year: string, carried: ReadonlySet<string>): Tree => growTree(membersOf(all, year), carried);

/**
 * What each code counts as in a year: itself, else its nearest published ancestor (a place its district, a category that has
 * ended its group), else 'unknown'.
 */
export function publishedCodes(all: Versioned[], year: string): { code: string; published: string }[] {
  const byCode = new Map(all.map((member) => [member.code, member]));
  const published = new Set(membersOf(all, year).map((member) => member.code));
  return all.map(({ code }) => {
    let at: string | null = code;
    while (at !== null && !published.has(at)) at = byCode.get(at)?.parent ?? null;
    return { code, published: at ?? "unknown" };
  });
}
