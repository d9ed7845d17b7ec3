import type { Status } from "#db/reference/codelists.ts";
import { type AppealKind, deadlineRule, sideTerms } from "#db/reference/deadline-rules.ts";
import { endOfCityDay, cityDay } from "#lib/appeals/city-day.ts";
import { type Clock, conformityDay, extensionNoticeDay, redirectDay, registrationDay, returnDay, workingDaysLeft } from "#lib/appeals/deadlines.ts";
import { type Standing, standingOf } from "#lib/appeals/due.ts";
import { stepsFrom, type Track } from "#lib/appeals/status.ts";

export type TermKind = "answer" | "internal" | "registration" | "redirect" | "extensionNotice" | "conformity" | "return";

/** What the terms of a case follow from. */
export type TermFacts = {
  track: Track; kind: AppealKind | null; status: Status; round: number;
  receivedAt: Date; registeredAt: Date | null; dueAt: Date | null; dueBasis: string | null; extendedAt: Date | null; closedAt: Date | null;
  conformityUntil: string | null;
  /** When the present round began, where it isn't the first. */
  reopenedAt?: Date | null;
  /** The city hall's own deadline (ISO day), and when the applicant was told of an extension; undefined: not looked up. */
  internalDue?: string | null;
  extensionToldAt?: Date | null;
};

export type Term = {
  kind: TermKind;
  /** The last day (ISO) and its last instant. */
  lastDay: string; dueAt: Date;
  /** The law's reference ("76 (1), (2), (5)"); null where none sets the term: a target, the source's or the city hall's own. */
  article: string | null;
  standing: Standing;
  /** Whole working days until the last day; negative once it has passed. */
  daysLeft: number;
  /** Somebody of the city hall must act by then; otherwise it is a possibility that ends (redirect) or the applicant's turn. */
  duty: boolean;
};

/** The law behind a case's own deadline. */
function answerArticle(facts: TermFacts, clock: Clock): string | null {
  if (facts.extendedAt) return sideTerms.extension.article;
  if (facts.kind === null || !facts.dueBasis || facts.dueBasis === "target" || facts.dueBasis === "source") return null;
  return deadlineRule(facts.kind, registrationDay(clock, facts.reopenedAt ?? facts.registeredAt ?? facts.receivedAt)).reference;
}

/** Whether the case still stands where it may be redirected, in its first round: the term is counted from registration. */
const redirectable = (facts: TermFacts) => facts.round === 1 && stepsFrom(facts.track, facts.status).some((step) => step.via === "redirect");

/**
 * All terms of a case as it stands, the next one first, those that are done last. A closed case has its answer's (or its
 * redirect's) term with how it was kept, and nothing that runs.
 */
export function terms(facts: TermFacts, clock: Clock, now: Date): Term[] {
  const found: Term[] = [];
  const add = (kind: TermKind, lastDay: string, article: string | null, { duty = true, doneAt = null as Date | null, dueAt = endOfCityDay(lastDay, clock.timeZone) } = {}) => found.push({
    kind, lastDay, dueAt, article, duty, standing: standingOf(clock, dueAt, doneAt, now), daysLeft: workingDaysLeft(clock, dueAt, now),
  });
  const open = facts.closedAt === null;

  if (facts.dueAt) add("answer", cityDay(facts.dueAt, clock.timeZone), answerArticle(facts, clock), { doneAt: facts.closedAt, dueAt: facts.dueAt });
  if (open && facts.internalDue) add("internal", facts.internalDue, null);
  // A signal need not be registered at all: for it this is the day by which the one that is an appeal should be.
  if (open && facts.status === "received") add("registration", registrationDay(clock, facts.receivedAt), sideTerms.registration.article, { duty: facts.track === "appeal" });
  if (facts.registeredAt && (facts.status === "redirected" || redirectable(facts))) {
    add("redirect", redirectDay(clock, facts.registeredAt), sideTerms.redirect.article, { duty: false, doneAt: facts.closedAt });
  }
  if (facts.extendedAt && (open || facts.extensionToldAt)) {
    add("extensionNotice", extensionNoticeDay(clock, facts.extendedAt), sideTerms.extensionNotice.article, { doneAt: facts.extensionToldAt ?? null });
  }
  if (facts.status === "needs_conformity" && facts.conformityUntil) {
    const lastDay = conformityDay(clock, facts.conformityUntil);
    add("conformity", lastDay, sideTerms.conformity.article, { duty: false });
    if (endOfCityDay(lastDay, clock.timeZone) < now) add("return", returnDay(clock, facts.conformityUntil), sideTerms.return.article);
  }
  const done = (term: Term) => term.standing === "kept" || term.standing === "late";
  return found.sort((a, b) => Number(done(a)) - Number(done(b)) || a.dueAt.getTime() - b.dueAt.getTime());
}

/** The term by which somebody must act next; null when none runs. */
export const nextTerm = (all: Term[]): Term | null => all.find((term) => term.duty && (term.standing === "running" || term.standing === "soon" || term.standing === "overdue")) ?? null;
