import { asc, isNull } from "drizzle-orm";
import * as open from "#db/open.ts";
import type { Names } from "#lib/i18n/locale.ts";
import type { Reader } from "#lib/stats/reader.ts";

/** A published code: its names, and the days from which and until which it is used (null: still is). */
export type Code = { code: string; names: Names; sort: number; validFrom: string; validTo: string | null };
/** A code in a tree of two levels; `depth` 0 is the top. */
type Place = Code & { parent: string | null; depth: number };
export type District = Place & {
  kind: "area" | "district" | "unknown";
  population: number | null; populationSource: Names;
  latitude: number | null; longitude: number | null;
  children: District[];
};
/** `sensitive`: published city-wide by quarter only. */
export type Category = Place & { sensitive: boolean; children: Category[] };

/** A settlement as a point of the map's base, and the district that it is counted in; it has no figures of its own. */
export type Settlement = { code: string; names: Names; district: string; latitude: number; longitude: number };

/**
 * All published codes. `district` and `category` hold every node in the order of the tree (a parent, then its children);
 * the tops are those with depth 0. The margin 'all' is no code and is not listed.
 */
export type Codelists = { district: District[]; category: Category[]; channel: Code[]; status: Code[]; outcome: Code[]; settlements: Settlement[] };
export const codelistNames = ["district", "category", "channel", "status", "outcome"] as const;
export type CodelistName = (typeof codelistNames)[number];

/** The published codes with their names and places. */
export async function codelists(db: Reader = open.openDb()): Promise<Codelists> {
  const { district: d, category: c, code: o, place: p } = open;
  const [districts, categories, codes, places] = await Promise.all([
    db.select({
      code: d.code, parent: d.parent, kind: d.kind, labelKk: d.labelKk, labelRu: d.labelRu, labelEn: d.labelEn, population: d.population,
      populationKk: d.populationSourceKk, populationRu: d.populationSourceRu, populationEn: d.populationSourceEn, latitude: d.latitude, longitude: d.longitude, sort: d.sort, validFrom: d.validFrom, validTo: d.validTo,
    }).from(d).orderBy(asc(d.sort), asc(d.code)),
    db.select({
      code: c.code, parent: c.parent, labelKk: c.labelKk, labelRu: c.labelRu, labelEn: c.labelEn, sensitive: c.sensitive,
      sort: c.sort, validFrom: c.validFrom, validTo: c.validTo,
    }).from(c).orderBy(asc(c.sort), asc(c.code)),
    db.select({
      list: o.list, code: o.code, labelKk: o.labelKk, labelRu: o.labelRu, labelEn: o.labelEn,
      sort: o.sort, validFrom: o.validFrom, validTo: o.validTo,
    }).from(o).orderBy(asc(o.sort), asc(o.code)),
    db.select({
      code: p.code, labelKk: p.labelKk, labelRu: p.labelRu, labelEn: p.labelEn, district: p.district, latitude: p.latitude, longitude: p.longitude,
    }).from(p).where(isNull(p.validTo)).orderBy(asc(p.sort), asc(p.code)),
  ]);
  const list = (name: string): Code[] => codes.filter((row) => row.list === name).map(({ list: _, ...row }) => named(row));
  return {
    district: tree<District>(districts.map(({ populationKk: kk, populationRu: ru, populationEn: en, ...row }) => (
      { ...named(row), populationSource: { kk, ru, en }, kind: row.kind as District["kind"], depth: 0, children: [] }))),
    category: tree<Category>(categories.map((row) => ({ ...named(row), depth: 0, children: [] }))),
    channel: list("channel"), status: list("status"), outcome: list("outcome"),
    settlements: places.map(named),
  };
}

function named<Row extends { labelKk: string | null; labelRu: string | null; labelEn: string | null }>({ labelKk, labelRu, labelEn, ...row }: Row) {
  return { ...row, names: { kk: labelKk, ru: labelRu, en: labelEn } satisfies Names };
}

/** Puts each node under its parent and returns all of them, parents before their children. */
function tree<Node extends Place & { children: Node[] }>(nodes: Node[]): Node[] {
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  for (const node of nodes) {
    const parent = node.parent === null ? undefined : byCode.get(node.parent);
    parent?.children.push(node);
  }
  const walk = (node: Node, depth: number): Node[] => {
    node.depth = depth;
    return [node, ...node.children.flatMap((child) => walk(child, depth + 1))];
  };
  return nodes.filter((node) => node.parent === null).flatMap((node) => walk(node, 0));
}
