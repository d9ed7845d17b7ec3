import type { ListFilter } from "#lib/appeals/list-filter.ts";
import type { Figures, Meeting, Whose } from "#lib/reports/meeting.ts";

/** The list of cases that each number of a line counts; the days that an official is late are no cases. */
export function casesBehind({ period: { from, to }, week }: Pick<Meeting, "period" | "week">, whose: Whose): Record<Exclude<keyof Figures, "longestOverdue">, ListFilter> {
  const during = (occasion: string): ListFilter => ({ ...whose, occasion, from, to });
  return {
    inWork: { ...whose, open: true }, dueThisWeek: { ...whose, occasion: "due", ...week }, overdue: { ...whose, overdue: true }, forSignature: { ...whose, open: true, status: "on_approval" },
    answered: during("answered"), onTime: during("onTime"), late: during("late"), reopened: during("reopened"), extended: during("extended"),
  };
}
