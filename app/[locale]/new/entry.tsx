import type { ReactNode } from "react";
import styles from "./new.module.css";
import { write } from "#lib/i18n/areas/write.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type Fault, longest } from "#lib/resident/web-form.ts";

/** What is wrong with a field, in the reader's language. */
export function sayFault(locale: Locale, { field, why }: Fault): string {
  const t = translator(write, locale);
  if (why === "needed") return t("fault.text.needed");
  if (why === "long") return t("fault.long", { most: longest[field] });
  if (why === "unknown") return t("fault.unknown");
  if (field === "way") return t(why === "email" ? "fault.way.email" : "fault.way.phone");
  return t(field === "email" ? "fault.email" : "fault.phone");
}

type Attributes = { id: string; name: string; defaultValue: string; "aria-describedby"?: string; "aria-invalid"?: true };
type Props = { id: string; name: string; label: string; hint?: string; fault?: string | undefined; value: string; children: (attributes: Attributes) => ReactNode };

/** A field with its label, its hint and what is wrong with it. */
export function Entry({ id, name, label, hint, fault, value, children }: Props) {
  const described = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={styles.entry}>
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {fault && <strong id={`${id}-fault`} className={styles.fault}>{fault}</strong>}
      {children({ id, name, defaultValue: value, ...(described && { "aria-describedby": described }), ...(fault && { "aria-invalid": true as const }) })}
    </div>
  );
}
