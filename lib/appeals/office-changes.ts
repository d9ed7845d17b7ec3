import { and, asc, eq, gt, max } from "drizzle-orm";
import { officeEvent } from "#db/private/history.ts";
import { type Connection, staff } from "#db/private.ts";
import type { Change } from "#lib/appeals/conflict.ts";

/** Of what a form was drawn: all of a kind (the routing rules), or one subject of it (a problem). */
export type Watched = { kind: string; subject?: string };

const of = ({ kind, subject }: Watched) => and(eq(officeEvent.kind, kind), subject === undefined ? undefined : eq(officeEvent.subject, subject));

/** The newest change of it in the office's history; 0 before the first. A form carries it as what it has seen. */
export async function newestChange(db: Connection, watched: Watched): Promise<number> {
  const [row] = await db.select({ seq: max(officeEvent.seq) }).from(officeEvent).where(of(watched));
  return row?.seq ?? 0;
}

/** What changed after that, for the official whose form came second. */
export async function officeChangesSince(db: Connection, watched: Watched, seq: number): Promise<Change[]> {
  const rows = await db.select({ seq: officeEvent.seq, at: officeEvent.at, by: staff.name, kind: officeEvent.kind, reason: officeEvent.reason, before: officeEvent.before, after: officeEvent.after })
    .from(officeEvent).leftJoin(staff, eq(staff.id, officeEvent.actor)).where(and(of(watched), gt(officeEvent.seq, seq))).orderBy(asc(officeEvent.seq));
  return rows.map((row) => ({ ...row, before: row.before as Change["before"], after: row.after as Change["after"] }));
}
