import { and, asc, eq, gt } from "drizzle-orm";
import { type Connection, event, staff } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";

/** One change as history tells it; `by` is null for the system. */
export type Change = {
  seq: number; at: Date; by: string | null; kind: string; reason: string | null;
  before: Record<string, unknown> | null; after: Record<string, unknown> | null;
};

/** The case moved on while a form was being filled in: says by whom, what, from what to what. */
export class Conflict extends Refusal {
  readonly changes: Change[];
  /** What the form is drawn from when it comes back with what was typed. */
  readonly now: { version: number; seq: number };
  constructor(changes: Change[], now: Conflict["now"]) {
    super("changedMeanwhile");
    this.changes = changes;
    this.now = now;
  }
}

/** A case's history after a link of its chain, oldest first. */
export async function changesSince(db: Connection, appealId: number, seq: number): Promise<Change[]> {
  const rows = await db.select({
    seq: event.seq, at: event.at, by: staff.name, kind: event.kind, reason: event.reason, before: event.before, after: event.after,
  }).from(event).leftJoin(staff, eq(staff.id, event.actor))
    .where(and(eq(event.appeal, appealId), gt(event.seq, seq))).orderBy(asc(event.seq));
  return rows.map((row) => ({ ...row, before: row.before as Change["before"], after: row.after as Change["after"] }));
}
