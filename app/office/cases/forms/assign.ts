import { sayRoute } from "#app/office/admin/routing/say-route.ts";
import type { Field, Option } from "#app/office/_parts/field.ts";
import { assignCase } from "#app/office/cases/[id]/actions.ts";
import { type CaseForm, type Making, optionsOf } from "#app/office/cases/forms/case-form.ts";
import { withDepartment } from "#lib/appeals/assign.ts";
import { internalDueIn } from "#lib/appeals/internal-due.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { stepsFrom } from "#lib/appeals/status.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** Officials under their departments' names; without these when there is one department only. */
export function officialsOf(context: Making["context"], executors: Making["executors"], value: (one: Making["executors"][number]) => string): Option[] {
  const several = new Set(executors.map((one) => one.department)).size > 1;
  const sorted = context.reference.department.flatMap(({ code }) => executors.filter((one) => one.department === code));
  return sorted.map((one) => ({ value: value(one), label: one.name, ...(several ? { group: context.named("department", one.department)!.text } : {}) }));
}

/** The assignment, filled in with what stands or, at first, with what the rules would give and why. */
export function assignForm({ context, actor, view, executors, carried }: Making): CaseForm | null {
  const { c } = context, w = translator(officeWork, context.locale);
  const first = stepsFrom(view.track, view.status).some((step) => step.via === "assign");
  if (!may(actor, "case.assign") || !(first || withDepartment.includes(view.status))) return null;
  const own = ownScope(actor) ? actor.department : null;
  const movable = !own && (first || view.status === "assigned");
  const departments = optionsOf(context, "department").filter((one) => movable || one.value === (own ?? view.department));
  const offered = officialsOf(context, movable ? executors : executors.filter((one) => one.department === (own ?? view.department)), (one) => String(one.id));

  const { given, route, returned } = view.work;
  // Who sent it back knows whose it is not; the rule that gave it there would only give it there again.
  const suggested = first && !own && !view.department ? returned?.suggested ?? (route && route.department !== returned?.from ? route.department : null) : null;
  const byRoute = suggested && route?.department === suggested ? route : null;
  const internalDue = first ? byRoute?.internalDays && internalDueIn(context.clock, view.dueAt, byRoute.internalDays, context.now) : given?.internalDue;
  const executor = first ? byRoute?.executor : view.executor;
  return {
    key: "assign", title: c("form.assign"), open: first, action: assignCase, submits: [{ label: c("form.assign.submit") }],
    fields: [...carried,
      { kind: "select", name: "department", label: c("department"), empty: context.t("choose"), required: true, keys: "a", value: suggested ?? view.department ?? own ?? "", options: departments,
        ...(byRoute ? { hint: w("route", { reason: sayRoute(context, byRoute) }) } : {}) },
      ...(offered.length > 0 ? [{ kind: "select", name: "executor", label: c("executor"), empty: c("form.executor.none"), value: executor ? String(executor) : "", options: offered, ...(movable ? { hint: w("executor.other") } : {}) } satisfies Field] : []),
      { kind: "area", name: "instruction", label: w("instruction"), hint: w("instruction.hint"), rows: 3, value: first ? byRoute?.instruction ?? "" : given?.instruction ?? "" },
      { kind: "date", name: "internalDue", label: w("internalDue"), hint: w("internalDue.hint"), value: internalDue || "" },
      ...(first ? [] : [{ kind: "area", name: "reason", label: c("form.reason"), rows: 2 } satisfies Field])],
  };
}
