import type { Connection } from "#db/private.ts";
import type { Case } from "#lib/appeals/case.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import type { Patch } from "#lib/appeals/record.ts";
import type { Step } from "#lib/appeals/status.ts";
import type { NoticeKind } from "#lib/outbox/notice.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";

type Taken = { step: Step; patch: Patch; /** The official who took it. */ by: string; reason?: string | undefined; to?: string | undefined; term?: string | undefined; answer?: string | undefined };

/** Which steps an applicant is told of. A signal is informal: its answer is all he is told. */
function noticeOf(found: Case, { step, patch }: Taken): NoticeKind | null {
  if (step.to === "answered") return "answer";
  if ((patch.track ?? found.track) === "signal") return null;
  if (step.to === "registered") return patch.registeredAt ? "registration" : null;
  const kinds: Partial<Record<Step["to"], NoticeKind>> = { reopened: "reopening", redirected: "redirect", returned: "return", terminated: "termination", needs_conformity: "conformity" };
  return kinds[step.to] ?? null;
}

/** Tells the applicant of a step that was just taken, in its transaction. */
export async function tellOfStep(tx: Connection, timeZone: string, found: Case, taken: Taken, now: Date): Promise<void> {
  const kind = noticeOf(found, taken);
  if (kind === null) return;
  const { patch, reason, to, term, answer, by } = taken;
  const facts = {
    due: patch.dueAt ? cityDay(patch.dueAt, timeZone) : undefined, basis: patch.dueBasis ?? undefined, text: answer, reason: reason?.trim() || undefined, to, term,
    // The talon says when the appeal was received and by whom (art. 64 (3)).
    ...(kind === "registration" ? { at: now.toISOString(), receiver: by } : {}),
  };
  // A case may wait for completion more than once in a round.
  const again = kind === "conformity" ? ` ${now.toISOString()}` : "";
  await tellApplicant(tx, {
    appeal: found.id, kind, key: `${kind} ${found.id} ${patch.round ?? found.round}${again}`,
    facts: Object.fromEntries(Object.entries(facts).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  }, now);
}
