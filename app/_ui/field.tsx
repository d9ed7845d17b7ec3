import type { ReactNode } from "react";
import styles from "./field.module.css";

/** A labelled choice. */
export function Select({ id, name, label, value, children, error }: { id?: string; name: string; label: string; value: string; children: ReactNode; error?: boolean }) {
  return (
    <p className={styles.field}>
      <label htmlFor={id ?? `f-${name}`}>{label}</label>
      <select id={id ?? `f-${name}`} name={name} defaultValue={value} aria-invalid={error || undefined}>{children}</select>
    </p>
  );
}

export const Button = ({ children }: { children: ReactNode }) => <button className={styles.button} type="submit">{children}</button>;
