import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { askedPeriod } from "#app/office/reports/query.ts";
import { reportWords } from "#app/office/reports/words.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { Refusal } from "#lib/errors.ts";
import { type Cell, toCsv } from "#lib/exports/csv.ts";
import { type Line, meeting } from "#lib/reports/meeting.ts";
import { may } from "#lib/staff/actor.ts";

/** The meeting's report as CSV: officials by name, no applicant. A stranger is told to sign in; to others it isn't there. */
export async function GET(request: Request): Promise<Response> {
  const locale = await officeLanguage();
  try {
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    if (actor.mustChangePassword || !may(actor, "report.read")) throw new Refusal("notFound");
    const asked = await askedPeriod(Promise.resolve(Object.fromEntries(new URL(request.url).searchParams)), (await officeCity()).timeZone);
    if (asked.refusal) throw asked.refusal;
    const [{ t, name }, report] = await Promise.all([reportWords(), meeting(actor, asked.period)]);
    const present = ["inWork", "dueThisWeek", "overdue"] as const, during = ["onTime", "late", "reopened", "extended"] as const;
    const earlier = ["inWork", "overdue", "onTime", "late", "reopened", "extended"] as const;
    const header = [t("csv.from"), t("csv.to"), t("department"), t("executor"), ...present.map((key) => t(key)), t("longest"), t("forSignature"), t("csv.answered"), ...during.map((key) => t(key)), ...earlier.map((key) => t("csv.before", { name: t(key) }))];
    const row = (department: string, executor: string, { now, before }: Line): Cell[] =>
      [asked.period.from, asked.period.to, department, executor, ...present.map((key) => now[key]), now.longestOverdue, now.forSignature, now.answered, ...during.map((key) => now[key]), ...earlier.map((key) => before[key])];
    const rows = report.departments.flatMap((one) => {
      const department = one.department === null ? t("none") : name("department", one.department);
      return [row(department, t("total"), one), ...one.executors.map((person) => row(department, person.name ?? t("nobody"), person))];
    });
    return new Response(toCsv([header, ...rows, row(t("total"), t("total"), report.total)]), { headers: {
      "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename="meeting-${asked.period.from}-${asked.period.to}.csv"`, "cache-control": "private, no-store",
    } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Response.json({ title: error.say(locale), status: error.status }, { status: error.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
  }
}
