"use client";
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import styles from "./new.module.css";

/** What an action answered: what is shown now, and whether the form is done with. */
export type Told = { done: boolean; view: ReactNode };

/** As much as the door lets in (scripts/serve/door.ts), less what surrounds the files. */
const largest = 47 * 1024 * 1024;

/**
 * A form and what each step led to. Without JavaScript it is posted to the page, which draws it again; with it the same
 * action answers in place. Everything that was filled in is in the form itself.
 */
export function NewForm({ action, told: drawn, label, offline }: { action: (form: FormData) => Promise<Told>; told: Told; label: string; offline: string }): ReactNode {
  const [told, setTold] = useState(drawn);
  const [turn, setTurn] = useState(0);
  const [fault, setFault] = useState<string>();
  const [busy, start] = useTransition();
  const view = useRef<HTMLDivElement>(null), unsent = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (turn === 0) return;
    view.current?.focus();
    view.current?.scrollIntoView();
  }, [turn]);
  useEffect(() => {
    if (fault) unsent.current?.focus();
  }, [fault]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    setFault(undefined);
    const size = [...form.values()].reduce((sum, value) => sum + (typeof value === "string" ? value.length : value.size), 0);
    start(async () => {
      const next = size > largest ? null : await action(form).catch(() => null);
      if (!next) return setFault(offline);
      setTold(next);
      setTurn((before) => before + 1);
    });
  }

  const shown = <div key={turn} ref={view} tabIndex={-1} className={styles.view}>{told.view}</div>;
  if (told.done) return shown;
  return (
    <form action={action as unknown as (form: FormData) => void} onSubmit={send} className={styles.form} aria-label={label} aria-busy={busy || undefined}>
      {shown}
      {fault && <p ref={unsent} tabIndex={-1} role="alert" className={styles.refusal}>{fault}</p>}
    </form>
  );
}
