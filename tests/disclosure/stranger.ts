import loadHighs from "highs";

/** A published row, as a stranger reads it from the file: codes and a value or nothing. */
export type PublicRow = { period: string; category: string; district: string; channel: string; received: number | null };
/** Codelists as they are public: code → parent. */
export type PublicTree = Map<string, string | null>;

export type Found = { row: PublicRow; low: number; high: number };

/**
 * Attacks a quarter with nothing but its public rows and codelists: each hidden row's least and greatest value by linear programming.
 * Written apart from the gate and in another way (LP text, a variable a case class × month), so that an error of the gate's is not repeated here.
 */
export async function attack(rows: PublicRow[], categories: PublicTree, districts: PublicTree, months: string[], extra: { members: string[]; district: string[]; value: number }[] = [], hiddenIsSomething = false): Promise<Found[]> {
  const highs = await loadHighs();
  const inner = (tree: PublicTree) => new Set([...tree.values()].filter((parent) => parent !== null));
  // A case may carry a group alone: an unlisted leaf '~' beneath each.
  const leavesOf = (tree: PublicTree) => [...tree.keys()].filter((code) => !inner(tree).has(code)).concat([...inner(tree)].map((code) => `${code}~`));
  const under = (tree: PublicTree, code: string) => leavesOf(tree).filter((leaf) => {
    if (code === "all" || leaf === code || leaf === `${code}~`) return true;
    return tree.get(leaf) === code;
  });
  const [cs, ds] = [leavesOf(categories), leavesOf(districts)];
  const name = (m: number, c: string, d: string) => `x_${m}_${cs.indexOf(c)}_${ds.indexOf(d)}`;
  const sum = (row: { period: string; category: string; district: string }) => months.flatMap((month, m) =>
    (row.period.includes("Q") || row.period === month ? under(categories, row.category).flatMap((c) => under(districts, row.district).map((d) => name(m, c, d))) : []));
  const constraints = rows.filter((row) => row.channel === "all" && row.received !== null).map((row) => `${sum(row).join(" + ")} = ${row.received}`);
  for (const { members, district, value } of extra) constraints.push(`${months.flatMap((_, m) => members.flatMap((c) => district.map((d) => name(m, c, d)))).join(" + ")} = ${value}`);
  // Where zeros are shown, a hidden row says "somebody".
  if (hiddenIsSomething) for (const row of rows) if (row.channel === "all" && row.received === null) constraints.push(`${sum(row).join(" + ")} >= 1`);
  const found: Found[] = [];
  for (const row of rows.filter((r) => r.channel === "all" && r.received === null)) {
    const bound = (sense: "Minimize" | "Maximize") => {
      const answer = highs.solve(`${sense}\n obj: ${sum(row).join(" + ")}\nSubject To\n${constraints.map((line, i) => ` r${i}: ${line}`).join("\n")}\nEnd`);
      if (answer.Status !== "Optimal") throw new Error(`The public rows contradict each other: ${answer.Status}`);
      return answer.ObjectiveValue;
    };
    const [low, high] = [Math.ceil(bound("Minimize") - 1e-6), Math.floor(bound("Maximize") + 1e-6)];
    if (high > 0) found.push({ row, low, high });
  }
  return found;
}
