import type { ReactNode } from "react";
import styles from "./stats.module.css";

type Option = { value: string; label: ReactNode; deep?: boolean; grains?: readonly string[] };
type Props = { name: string; label?: string; labelledBy?: string; options: Option[]; chosen: readonly string[] };

/** Several of a list, by ticking. `data-grains` tells the script beside the form which of them a step has (tidy-form.tsx). */
export const Ticks = ({ name, label, labelledBy, options, chosen }: Props) => (
  <div className={styles.ticks} {...((label ?? labelledBy) && { role: "group", "aria-label": label, "aria-labelledby": labelledBy })}>
    {options.map((option) => (
      <label key={option.value} className={option.deep ? styles.deep : undefined}>
        <input type="checkbox" name={name} value={option.value} defaultChecked={chosen.includes(option.value)} data-grains={option.grains?.join(" ")} /> <span>{option.label}</span>
      </label>
    ))}
  </div>
);
