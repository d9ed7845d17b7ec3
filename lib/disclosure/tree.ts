/**
 * A hierarchy as published in a period: node 0 is the margin 'all', parents stand before their children. Cases may carry
 * a code that has children ("roads", no category known): those are counted in a leaf of the same code marked `self`, which is
 * never published, so a group's own cases can't be read as the rest of its categories.
 */
export type Node = { code: string; parent: number; children: number[]; leaf: number; sensitive: boolean; self: boolean };
export type Tree = { nodes: Node[]; leaves: number[]; leafOf: Map<string, number>; nodeOf: Map<string, number> };

/** What a hierarchy is made of; `parent` null stands directly under the margin. */
export type Member = { code: string; parent: string | null; sensitive?: boolean };

/** @param carried codes that cases carry: an inner node gets its `self` leaf only when some case needs it */
export function growTree(members: readonly Member[], carried: ReadonlySet<string>): Tree {
  const nodes: Node[] = [];
  const nodeOf = new Map<string, number>();
  const add = (code: string, parent: number, sensitive: boolean, self = false) => {
    const index = nodes.push({ code, parent, children: [], leaf: -1, sensitive, self }) - 1;
    nodes[parent]?.children.push(index);
    if (!self) nodeOf.set(code, index);
    return index;
  };
  add("all", -1, false);
  const top = members.filter((m) => m.parent === null).sort(byCode);
  for (const member of [...top, { code: "unknown", parent: null, sensitive: false }]) {
    const index = add(member.code, 0, member.sensitive ?? false);
    const below = members.filter((m) => m.parent === member.code).sort(byCode);
    for (const child of below) add(child.code, index, (member.sensitive || child.sensitive) ?? false);
    if (below.length && carried.has(member.code)) add(member.code, index, member.sensitive ?? false, true);
  }
  const leaves = nodes.flatMap((node, index) => (node.children.length ? [] : [index]));
  leaves.forEach((node, leaf) => { nodes[node]!.leaf = leaf; });
  const leafOf = new Map(leaves.map((node) => [nodes[node]!.code, node]));
  return { nodes, leaves, leafOf, nodeOf };
}

const byCode = (a: Member, b: Member) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/** Leaf numbers (positions in `tree.leaves`) under a node. */
export function leavesUnder(tree: Tree, node: number): number[] {
  const { leaf, children } = tree.nodes[node]!;
  return children.length ? children.flatMap((child) => leavesUnder(tree, child)) : [leaf];
}

/** The node right under the margin that a node stands under (itself, if it stands there). */
export function topOf(tree: Tree, node: number): number {
  let at = node;
  while (tree.nodes[at]!.parent > 0) at = tree.nodes[at]!.parent;
  return at;
}
