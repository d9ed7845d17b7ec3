import { anyValue, joiner } from "#lib/intake/import-map.ts";
import { Rejection, type RejectionCode } from "#lib/intake/rejection.ts";

export type ValueRule<Target> = { value: Target } | { column: string[]; values: Record<string, Target> };

/**
 * Reads what a source's value means to us. With several columns the key is their values joined; `A | *` stands for all
 * that follow A, `*` for everything else. An empty cell is unknown (null) unless the map has a key '' for it.
 */
export function valueReader<Target extends string | null>(rule: ValueRule<Target>, header: string[], unknown: RejectionCode): (cells: string[]) => Target | null | Rejection {
  if ("value" in rule) return () => rule.value;
  const columns = rule.column.map((name) => header.indexOf(name));
  const targets = new Map(Object.entries(rule.values).map(([key, target]) => [spaced(key), target]));
  const mayBeEmpty = emptyIsUnknown.has(unknown);
  const seen = new Map<string, Target | null | Rejection>();
  return (cells) => {
    const key = columns.length === 1 ? cells[columns[0]!]! : columns.map((i) => cells[i]).join(joiner);
    let found = seen.get(key);
    if (found === undefined) {
      found = lookUp(columns.map((i) => spaced(cells[i]!)));
      if (seen.size > 20_000) seen.clear(); // a free-text column by mistake must not fill the memory
      seen.set(key, found);
    }
    return found;
  };

  function lookUp(parts: string[]): Target | null | Rejection {
    const exact = targets.get(parts.join(joiner));
    if (exact !== undefined) return exact;
    if (mayBeEmpty && parts.every((part) => part === "")) return null;
    for (let kept = parts.length - 1; kept >= 0; kept--) {
      const wild = targets.get([...parts.slice(0, kept), anyValue].join(joiner));
      if (wild !== undefined) return wild;
    }
    return new Rejection(unknown, parts.join(joiner));
  }
}

/** Dimensions with a member 'unknown', and what a case may lack; a case without channel or status is a mistake. */
const emptyIsUnknown = new Set<RejectionCode>(["unknown-category", "unknown-district", "unknown-department", "unknown-outcome"]);

const spaced = (text: string) => text.trim().replace(/\s+/g, " ");
