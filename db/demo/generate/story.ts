import type { Outcome, Status } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { type Act, closedStatuses } from "#lib/appeals/status.ts";
import type { Patch } from "#lib/appeals/record.ts";
import type { Person } from "#db/demo/generate/people.ts";
import type { Language } from "#db/demo/generate/compose.ts";

/** What came in, before anybody touched it. */
export type Contact = {
  id: number; number: string; receivedAt: Date; day: string; channel: string; language: Language; text: string;
  /** What it is about; `category` is what the case says, seldom less. */
  topic: string; group: string; category: string | null; district: string | null; publishedDistrict: string | null; department: string; targetDays: number;
  applicant: Person | null; spike: boolean; junk: boolean; duplicateOf: Contact | null;
};

/** The columns that the course of a case changes; names as in its events (lib/appeals/record.ts). */
export type Facts = {
  track: "signal" | "appeal"; kind: AppealKind | null; status: Status; department: string | null; executor: number | null; parent: number | null;
  registeredAt: Date | null; dueAt: Date | null; dueBasis: string | null; extendedAt: Date | null; closedAt: Date | null;
  outcome: Outcome | null; outcomeGround: string | null; round: number;
};

/** One step of a course, as lib/appeals would record it. */
export type Step = {
  at: Date; actor: number; kind: string; patch?: Patch; more?: Record<string, unknown>; reason?: string;
  /** A draft is written; `outcome` is the draft's. */
  draft?: { text: string; outcome: Outcome };
  /** The event names the newest draft; `sign`: and its signer is the actor. */
  withDraft?: true; sign?: true;
  proposal?: { act: Act; detail: Record<string, unknown>; reason: string };
  /** The open proposal is accepted by the actor. */
  accepts?: true;
};

export type EventRow = { appeal: number; seq: number; at: Date; actor: number | null; kind: string; before: object | null; after: object | null; reason: string | null };
export type AnswerRow = { id: number; appeal: number; round: number; text: string; language: Language; outcome: Outcome; written_by: number; written_at: Date; signed_by: number | null; signed_at: Date | null };
export type RoundRow = { appeal: number; round: number; due_at: Date | null; due_basis: string | null; closed_at: Date; outcome: Outcome | null; reopened_at: Date };
export type ProposalRow = { id: number; appeal: number; act: Act; detail: object; reason: string; proposed_by: number; proposed_at: Date; decided_by: number | null; decided_at: Date | null; accepted: boolean | null };

export type Story = { contact: Contact; facts: Facts; events: EventRow[]; answers: AnswerRow[]; rounds: RoundRow[]; proposals: ProposalRow[] };
export type Ids = { answer: number; proposal: number };

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/** Lives a course until it ends or the present comes: what would happen later hasn't happened. */
export function live(contact: Contact, facts: Facts, course: Iterable<Step>, until: Date, ids: Ids): Story {
  const told = (values: Facts | Patch, keys: (keyof Patch & keyof Facts)[]) => Object.fromEntries(keys.map((key) => [key, plain(values[key])]));
  const story: Story = { contact, facts, answers: [], rounds: [], proposals: [], events: [{
    appeal: contact.id, seq: 1, at: contact.receivedAt, actor: null, kind: "received", before: null, reason: null,
    after: { track: facts.track, status: facts.status, channel: contact.channel, category: contact.category, district: contact.district, ...told(facts, ["dueAt", "dueBasis"]) },
  }] };
  for (const step of course) {
    const last = story.events.at(-1)!.at;
    const at = step.at > last ? step.at : new Date(last.getTime() + 20_000);
    if (at > until) break;
    const patch = { ...step.patch };
    if (patch.status && closedStatuses.includes(patch.status)) patch.closedAt = at;
    const more: Record<string, unknown> = { ...step.more };
    if (step.draft) {
      const id = ++ids.answer;
      story.answers.push({ id, appeal: contact.id, round: facts.round, ...step.draft, language: contact.language, written_by: step.actor, written_at: at, signed_by: null, signed_at: null });
      Object.assign(more, { answer: id, outcome: step.draft.outcome });
    }
    if (step.withDraft) more["answer"] = story.answers.at(-1)!.id;
    if (step.sign) Object.assign(story.answers.at(-1)!, { signed_by: step.actor, signed_at: at });
    if (step.proposal) {
      const id = ++ids.proposal;
      story.proposals.push({ id, appeal: contact.id, ...step.proposal, proposed_by: step.actor, proposed_at: at, decided_by: null, decided_at: null, accepted: null });
      Object.assign(more, { proposal: id, act: step.proposal.act, ...step.proposal.detail });
    }
    if (step.accepts) {
      const open = story.proposals.at(-1)!;
      Object.assign(open, { decided_by: step.actor, decided_at: at, accepted: true });
      Object.assign(more, { proposal: open.id, act: open.act, accepted: true });
    }
    if (patch.round && patch.round > facts.round) {
      story.rounds.push({ appeal: contact.id, round: facts.round, due_at: facts.dueAt, due_basis: facts.dueBasis, closed_at: facts.closedAt!, outcome: facts.outcome, reopened_at: at });
    }
    const keys = (Object.keys(patch) as (keyof Patch & keyof Facts)[]).filter((key) => plain(patch[key]) !== plain(facts[key]));
    const says = keys.length > 0 || Object.keys(more).length > 0;
    story.events.push({
      appeal: contact.id, seq: story.events.length + 1, at, actor: step.actor, kind: step.kind, reason: step.reason ?? null,
      before: keys.length > 0 ? told(facts, keys) : null, after: says ? { ...told(patch, keys), ...more } : null,
    });
    Object.assign(facts, patch);
  }
  return story;
}
