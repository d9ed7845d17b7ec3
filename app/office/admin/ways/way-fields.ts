import { fieldName } from "#app/office/admin/ways/way-name.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { wayForm } from "#lib/ways/manage.ts";
import type { WayCode } from "#lib/ways/ways.ts";

type Form = Awaited<ReturnType<typeof wayForm>>;

/** A way's form: its settings with their values, then its secrets, of which only is told whether they are set. */
export function wayFields(code: WayCode, { active, settings, secrets }: Form, locale: Locale): Field[] {
  const t = translator(officeWays, locale);
  const shown = settings.map(({ path, kind, options, required, standard, value }): Field => {
    const named = { name: `set.${path}`, label: fieldName(code, path, locale), value };
    const hint = standard !== "" && kind !== "yes" && kind !== "lines" ? { hint: t("standard", { value: standard }) } : {};
    if (kind === "choice") return { ...named, ...hint, kind: "select", required, options: options.map((option) => ({ value: option, label: option })), ...(required ? {} : { empty: "" }) };
    if (kind === "yes") return { ...named, kind: "choice", many: true, options: [{ value: "yes", label: named.label }] };
    if (kind === "lines") return { ...named, kind: "area", hint: t("lines") };
    return { ...named, ...hint, kind: "text", required };
  });
  const sealed = secrets.map(({ path, required, set }): Field => ({
    kind: "password", name: `secret.${path}`, label: fieldName(code, path, locale), hint: t(set ? "secret.set" : "secret.unset"), required: required && !set, autoComplete: "new-password",
  }));
  const set = secrets.filter((one) => one.set).map(({ path }) => ({ value: path, label: fieldName(code, path, locale) }));
  const forget: Field[] = set.length > 0 ? [{ kind: "choice", many: true, name: "forget", label: t("secret.forget"), options: set }] : [];
  return [{ kind: "hidden", name: "way", value: code }, { kind: "choice", many: true, name: "active", label: t("active"), value: active ? "on" : "", options: [{ value: "on", label: t("active.on") }] }, ...shown, ...sealed, ...forget];
}
