"use client";

import { useEffect, useState } from "react";
import styles from "#app/_ui/share-chart.module.css";

/** Puts a text into the clipboard; where a browser can't, or runs no script, there is no button and the text is selected by hand. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setAble("clipboard" in navigator), []);
  if (!able) return null;
  return (
    <button type="button" className={styles.copy} onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true), () => setAble(false))}>
      <span aria-live="polite">{copied ? done : label}</span>
    </button>
  );
}
