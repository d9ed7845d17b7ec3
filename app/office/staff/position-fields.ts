import type { Field, Option } from "#app/office/_parts/field.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { roles } from "#lib/permissions.ts";
import type { Position } from "#lib/staff/account.ts";

/** The fields of a position: name, roles with what they mean, department. */
export function positionFields(locale: Locale, departments: Option[], now?: Position): Field[] {
  const t = translator(office, locale), code = translator(cases, locale);
  return [
    { kind: "text", name: "name", label: t("staff.name"), required: true, ...(now ? { value: now.name } : {}) },
    { kind: "choice", name: "roles", label: t("staff.roles"), many: true, required: true, options: roles.map((role) => ({ value: role, label: `${code(`role.${role}`)} – ${code(`role.${role}.about`)}` })), value: now?.roles ?? [] },
    { kind: "select", name: "department", label: t("staff.department"), empty: t("staff.noDepartment"), options: departments, ...(now?.department ? { value: now.department } : {}) },
  ];
}
