import type { Followed, FollowedEvent } from "#lib/track/follow.ts";

/** What happened, as a resident is told it: a line each, oldest first. */
export type Milestone = { at: Date; what: MilestoneKind; event: FollowedEvent };

const told = ["received", "registered", "needs_conformity", "assigned", "in_work", "hearing", "on_approval", "answered", "reopened", "redirected", "returned", "terminated", "withdrawn", "merged", "spam"] as const;
export type MilestoneKind = (typeof told)[number] | "extended" | "redirected_part" | "completed";

const isTold = (status: string | null): status is (typeof told)[number] => told.includes(status as (typeof told)[number]);

/**
 * The history's steps without the office's own back and forth: within one round each state is told once, when it was
 * first reached; what is decided about the case is always told.
 */
export function milestones({ events }: Pick<Followed, "events">): Milestone[] {
  const lines: Milestone[] = [];
  let reached = new Set<string>();
  let waitedForMore = false;
  for (const event of events) {
    const status = event.kind === "received" || event.kind === "imported" ? "received" : event.status;
    if (event.kind === "extended" || event.kind === "redirected_part") lines.push({ at: event.at, what: event.kind, event });
    else if (status === "registered" && waitedForMore) lines.push({ at: event.at, what: "completed", event });
    else if (isTold(status) && !reached.has(status)) {
      if (status === "reopened") reached = new Set();
      lines.push({ at: event.at, what: status, event });
      reached.add(status);
    }
    waitedForMore = status === "needs_conformity";
    if (waitedForMore) reached.delete("needs_conformity");
  }
  return lines;
}
