import { type SQL, sql } from "drizzle-orm";
import type { Status } from "#db/reference/codelists.ts";
import { appeal } from "#db/private.ts";
import { workflow } from "#lib/appeals/status.ts";

/** What waits for triage: whatever has just come, and whatever is to be given to a department next. */
export const inboxStatuses: readonly Status[] = [...new Set<Status>(["received", ...workflow.filter((step) => step.via === "assign").map((step) => step.from)])];

/** In the inbox, as a condition for WHERE; without parameters, so that it always fits the partial index appeal_inbox. */
export const inInbox = (): SQL<boolean> => sql`${appeal.status} IN (${sql.raw(inboxStatuses.map((status) => `'${status}'`).join(", "))})`;
