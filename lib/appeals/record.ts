import { eq, sql } from "drizzle-orm";
import { appeal, type Connection, event } from "#db/private.ts";
import type { Case } from "#lib/appeals/case.ts";

/** The columns a command may change. */
export type Patch = Partial<Pick<Case, "track" | "kind" | "status" | "category" | "district" | "department" | "executor" | "parent" | "problem"
  | "registeredAt" | "dueAt" | "dueBasis" | "extendedAt" | "conformitySince" | "conformityUntil" | "closedAt" | "outcome" | "outcomeGround" | "round">>;

export type Telling = { kind: string; reason?: string | null; /** What the event says besides the changed columns. */ more?: Record<string, unknown> };

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/**
 * Writes a change and its history row, in the caller's transaction: one without the other can't be. Columns that keep
 * their value are not told.
 * @param actor null: the system, by a rule that an official made
 */
export async function record(tx: Connection, actor: { id: number } | null, found: Case, patch: Patch, telling: Telling): Promise<void> {
  const changed = (Object.keys(patch) as (keyof Patch)[]).filter((key) => plain(patch[key]) !== plain(found[key]));
  const told = (values: Patch | Case) => Object.fromEntries(changed.map((key) => [key, plain(values[key])]));
  await tx.update(appeal).set({ ...patch, version: sql`${appeal.version} + 1` }).where(eq(appeal.id, found.id));
  await tx.insert(event).values({
    appeal: found.id, actor: actor?.id ?? null, kind: telling.kind, reason: telling.reason || null,
    before: changed.length > 0 ? told(found) : null,
    after: changed.length > 0 || telling.more ? { ...told(patch), ...telling.more } : null,
  });
}
