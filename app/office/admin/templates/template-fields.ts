import type { Field } from "#app/office/_parts/field.ts";
import type { Context } from "#app/office/cases/context.ts";
import { optionsOf } from "#app/office/cases/forms/case-form.ts";
import { kinds, outcomes } from "#lib/appeals/status.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import { locales } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { templateFields } from "#lib/templates/fields.ts";
import type { Template } from "#lib/templates/template.ts";

/** A template's form, for a new one or one that is there. */
export function templateForm(context: Context, template: Template | null): Field[] {
  const { code, city, locale } = context;
  const t = translator(officeTemplates, locale);
  const known = templateFields.map((field) => `{${field}} – ${t(`field.${field}`)}`).join(", ");
  return [
    { kind: "hidden", name: "id", value: template ? String(template.id) : "" }, { kind: "hidden", name: "seen", value: `${template?.version ?? 0}.0` },
    { kind: "text", name: "name", label: t("name"), value: template?.name ?? "", required: true },
    { kind: "select", name: "language", label: t("language"), value: template?.language ?? city.language, options: locales.map((one) => ({ value: one, label: t(`language.${one}`) })) },
    { kind: "select", name: "use", label: t("use"), empty: t("use.any"), value: [template?.track, template?.kind].filter(Boolean).join("."),
      options: [{ value: "signal", label: t("use.signal") }, { value: "appeal", label: t("use.appeal") }, ...kinds.map((kind) => ({ value: `appeal.${kind}`, label: code("kind", kind) }))] },
    { kind: "select", name: "category", label: t("category"), empty: t("category.any"), value: template?.category ?? "", options: optionsOf(context, "category") },
    { kind: "select", name: "outcome", label: t("outcome"), empty: t("outcome.any"), value: template?.outcome ?? "", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: code("outcome", one) })) },
    { kind: "area", name: "text", label: t("text"), hint: `${t("text.hint")} ${t("fields")}: ${known}.`, rows: 14, value: template?.text ?? "", lang: template?.language ?? city.language, required: true },
    { kind: "text", name: "number", label: t("preview.number"), hint: t("preview.hint") },
  ];
}
