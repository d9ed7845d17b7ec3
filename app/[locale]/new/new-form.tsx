"use client";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { toTravel } from "#app/_ui/small-photos.ts";
import styles from "./new.module.css";
import { fieldsOf, remember, remembered } from "./tab-memory.ts";

/** What an action answered: what is shown now, and whether the form is done with. */
export type Told = { done: boolean; view: ReactNode };
type Words = Record<"label" | "offline" | "large" | "sending", string>;

/**
 * A form and what each step led to. Without JavaScript it is posted to the page, which draws it again; with it the same
 * action answers in place. Everything that was filled in is in the form itself, and its tab keeps it over a reload.
 */
export function NewForm({ action, told: drawn, words }: { action: (form: FormData) => Promise<Told>; told: Told; words: Words }): ReactNode {
  const [told, setTold] = useState(drawn);
  const [turn, setTurn] = useState(0);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const view = useRef<HTMLDivElement>(null), unsent = useRef<HTMLParagraphElement>(null), form = useRef<HTMLFormElement>(null);
  const sent = useRef<[string, string][]>([]), moved = useRef(false);

  async function answer(filled: FormData, onward: boolean) {
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    sent.current = fieldsOf(filled);
    try {
      const small = await toTravel(filled);
      if (!small) return setFault(words.large);
      setTold(await action(small));
      moved.current = onward;
      setTurn((before) => before + 1);
    } catch {
      setFault(words.offline);
    } finally {
      setBusy(false);
    }
  }

  useEffect(() => {
    const before = remembered();
    if (before && !drawn.done) void answer(before, false);
  }, []);
  useEffect(() => {
    if (turn === 0) return;
    // A talon is given again for its token; a step for its fields.
    remember(told.done ? [...sent.current.filter(([name]) => name === "locale" || name === "token"), ["go", "talon"]] : form.current ? [...fieldsOf(new FormData(form.current)), ["go", "stay"]] : []);
    if (!moved.current) return;
    const begins = ["[role=alert]", "header p[tabindex]", "h1"].map((what) => view.current?.querySelector<HTMLElement>(what));
    begins.find(Boolean)?.focus();
    view.current?.scrollIntoView();
  }, [turn]);
  useEffect(() => {
    if (fault) unsent.current?.focus();
  }, [fault]);

  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  function typed() {
    clearTimeout(typing.current);
    typing.current = setTimeout(() => form.current && remember([...fieldsOf(new FormData(form.current)), ["go", "stay"]]), 700);
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    clearTimeout(typing.current);
    void answer(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter), true);
  }

  const shown = <div key={turn} ref={view} className={styles.view}>{told.view}</div>;
  if (told.done) return shown;
  return (
    <form ref={form} action={action as unknown as (form: FormData) => void} onSubmit={send} onInput={typed} className={styles.form} aria-label={words.label} aria-busy={busy || undefined}>
      {shown}
      <p role="status" className={styles.sending}>{busy ? words.sending : ""}</p>
      {fault && <p ref={unsent} tabIndex={-1} role="alert" className={styles.refusal}>{fault}</p>}
    </form>
  );
}
