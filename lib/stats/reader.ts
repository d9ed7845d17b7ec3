import type { Database } from "#db/connect.ts";

/** The public's own reader, for callers that may not import db (architecture.md). */
export { openDb } from "#db/open.ts";

/** What the reads of this folder need of a database: the public's pool, or a release's transaction before it commits. */
export type Reader = Pick<Database, "select" | "execute">;

/** A pool sees committed releases only, and those never change; a transaction's view may still grow. */
export const isPool = (db: Reader): boolean => "$client" in db;
