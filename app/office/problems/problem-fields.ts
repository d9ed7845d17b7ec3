import type { Field } from "#app/office/_parts/field.ts";
import type { Context } from "#app/office/cases/context.ts";
import { optionsOf } from "#app/office/cases/forms/case-form.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What a problem is: its name, what it is about and where, who answers for it (a head: his own department). */
export function problemFields(context: Context, actor: Actor, of: { title: string; category: string | null; district: string | null; department: string | null }): Field[] {
  const t = translator(officeProblems, context.locale), own = ownScope(actor) ? actor.department : null;
  return [
    { kind: "text", name: "title", label: t("name"), hint: t("name.hint"), required: true, value: of.title },
    { kind: "select", name: "category", label: t("category"), empty: t("any"), value: of.category ?? "", options: optionsOf(context, "category") },
    { kind: "select", name: "district", label: t("district"), empty: t("any"), value: of.district ?? "", options: optionsOf(context, "district") },
    { kind: "select", name: "department", label: t("department"), empty: context.t("choose"), required: true, value: of.department ?? "", options: optionsOf(context, "department").filter((one) => !own || one.value === own) },
  ];
}
