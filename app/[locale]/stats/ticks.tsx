import type { ReactNode } from "react";
import styles from "./stats.module.css";

type Option = { value: string; label: ReactNode; deep?: boolean; grains?: readonly string[] };

/** Several of a list, by ticking. `data-grains` tells the script beside the form which of them a step has (tidy-form.tsx). */
export const Ticks = ({ name, label, options, chosen }: { name: string; label?: string; options: Option[]; chosen: readonly string[] }) => (
  <ul className={styles.ticks} {...(label && { role: "group", "aria-label": label })}>
    {options.map((option) => (
      <li key={option.value} className={option.deep ? styles.deep : undefined}>
        <label><input type="checkbox" name={name} value={option.value} defaultChecked={chosen.includes(option.value)} data-grains={option.grains?.join(" ")} /> <span>{option.label}</span></label>
      </li>
    ))}
  </ul>
);
