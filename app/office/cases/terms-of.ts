import type { Context } from "#app/office/cases/context.ts";
import type { AppealKind } from "#lib/appeals/deadlines.ts";
import { type Term, terms } from "#lib/appeals/terms.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import type { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Translate } from "#lib/i18n/translate.ts";

export type TermWords = Translate<keyof (typeof officeTerms)["kk"]>;

/** All terms of a case that is open on the page. */
export const termsOf = (context: Context, view: CaseView): Term[] => terms(
  { ...view, kind: view.kind as AppealKind | null, reopenedAt: view.rounds.at(-1)?.reopenedAt ?? null, internalDue: view.work.given?.internalDue ?? null },
  context.clock, context.now,
);

/** What a term is about; a signal is registered only if it is an appeal. */
export const termName = (w: TermWords, term: Term): string => w(term.kind === "registration" && !term.duty ? "registration.signal" : term.kind);

/** Who set a term: the article, or whose own it is. */
export const termSource = (w: TermWords, term: Term, dueBasis: string | null): string =>
  (term.article ? w("article", { article: term.article }) : w(term.kind === "internal" ? "own" : dueBasis === "source" ? "source" : "target"));

/** How a term stands, in words. What isn't a duty is never overdue: it ends. */
export function termStanding(w: TermWords, term: Term, context: Context): string {
  if (term.standing === "kept" || term.standing === "late") return w(term.standing);
  if (term.standing !== "overdue") return w("left", { n: term.daysLeft });
  return term.duty ? w("overdue", { n: -term.daysLeft }) : w("over", { day: formatDay(context.locale, term.lastDay) });
}
