/** How deep PostgreSQL and we follow what somebody nested; what lies deeper is left out, and that is said. */
const deepest = 100;

/** A value as jsonb can hold it: NUL and halves of surrogate pairs are shown as U+FFFD, which is all that is ever changed of what came. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\ufffd");
  if (typeof value !== "object" || value === null) return value;
  if (depth >= deepest) return "… nested deeper than anybody reads";
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [storable(name) as string, storable(one, depth + 1)]));
}
