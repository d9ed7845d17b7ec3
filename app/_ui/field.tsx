import type { ReactNode } from "react";
import styles from "./field.module.css";

/** A labelled choice. */
export function Select({ name, label, value, children, error }: { name: string; label: string; value: string; children: ReactNode; error?: boolean }) {
  return (
    <p className={styles.field}>
      <label htmlFor={`f-${name}`}>{label}</label>
      <select id={`f-${name}`} name={name} defaultValue={value} aria-invalid={error || undefined}>{children}</select>
    </p>
  );
}

export const Button = ({ children }: { children: ReactNode }) => <button className={styles.button} type="submit">{children}</button>;
