"use client";
import { type FormEvent, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import type { say } from "./say.tsx";
import { SendHere } from "./told-here.ts";
import styles from "./track.module.css";

/** A form of the case that is shown: with JavaScript it is answered in place, without it by the page. What couldn't be sent stays in it. */
export function SayForm({ action, label, sending, children }: { action: typeof say; label: string; sending: string; children: ReactNode }): ReactNode {
  const send = useContext(SendHere);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const unsent = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (fault) unsent.current?.focus();
  }, [fault]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    if (!send) return;
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(undefined);
    setFault(await send(action, form));
    setBusy(false);
  }

  return (
    <form action={action as unknown as (form: FormData) => void} onSubmit={submit} aria-label={label} aria-busy={busy || undefined} className={styles.say}>
      {children}
      <p role="status" className={styles.sending}>{busy ? sending : ""}</p>
      {fault && <p ref={unsent} tabIndex={-1} role="alert" className={styles.refusal}>{fault}</p>}
    </form>
  );
}
