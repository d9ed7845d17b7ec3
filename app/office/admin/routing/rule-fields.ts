import { languageName } from "#app/office/admin/routing/say-route.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { officialsOf } from "#app/office/cases/forms/assign.ts";
import type { Context } from "#app/office/cases/context.ts";
import { optionsOf } from "#app/office/cases/forms/case-form.ts";
import type { RoutingRule } from "#lib/appeals/routing.ts";
import { officeRouting } from "#lib/i18n/areas/office-routing.ts";
import { translator } from "#lib/i18n/translate.ts";

/** A rule's form: what must be so, what it gives, and the case to try it on. */
export function ruleFields(context: Context, executors: { id: number; name: string; department: string }[], rule: RoutingRule | null): Field[] {
  const t = translator(officeRouting, context.locale);
  const list = (name: "category" | "district" | "channel"): Field => ({ kind: "select", name, label: t(name), empty: t("any"), value: rule?.[name] ?? "", options: optionsOf(context, name) });
  return [
    list("category"), list("district"), list("channel"),
    { kind: "select", name: "language", label: t("language"), empty: t("any"), value: rule?.language ?? "", options: Object.entries(languageName).map(([value, label]) => ({ value, label })) },
    { kind: "text", name: "words", label: t("words"), hint: t("words.hint"), value: rule?.words ?? "" },
    { kind: "select", name: "department", label: t("department"), required: true, empty: context.t("choose"), value: rule?.department ?? "", options: optionsOf(context, "department") },
    { kind: "select", name: "executor", label: t("executor"), empty: t("executor.none"), value: rule?.executor ? String(rule.executor) : "", options: officialsOf(context, executors, (one) => String(one.id)) },
    { kind: "area", name: "instruction", label: t("instruction"), rows: 2, value: rule?.instruction ?? "" },
    { kind: "text", name: "internalDays", label: t("internalDays"), hint: t("internalDays.hint"), value: rule?.internalDays ? String(rule.internalDays) : "" },
    { kind: "choice", name: "automatic", label: t("automatic"), many: true, value: rule?.automatic ? "yes" : "", options: [{ value: "yes", label: t("automatic.yes") }] },
    { kind: "text", name: "number", label: t("number"), hint: t("number.hint") },
  ];
}
