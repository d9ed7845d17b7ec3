import type { Database } from "#db/connect.ts";

/** What the rooms of the release need of its one transaction. */
export type Airlock = Pick<Database, "select" | "execute" | "insert">;
