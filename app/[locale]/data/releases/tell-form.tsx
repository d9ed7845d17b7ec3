"use client";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import type { Answer, askToTell } from "./ask-to-tell.ts";
import styles from "./tell-form.module.css";

type Props = { action: typeof askToTell; locale: string; words: Record<"email" | "hint" | "submit" | "offline", string>; note: string; answer: Answer | undefined };

/** The form and what it led to. Without JavaScript it is posted to the page, which draws it again with `answer`; with it the same action answers in place. */
export function TellForm({ action, locale, words, note, answer: drawn }: Props) {
  const [answer, setAnswer] = useState(drawn);
  const [turn, setTurn] = useState(0);
  const [busy, start] = useTransition();
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) said.current?.focus();
  }, [turn]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start(async () => {
      setAnswer(await action(form).catch((): Answer => ({ status: 503, email: String(form.get("email")), error: words.offline })));
      setTurn((before) => before + 1);
    });
  }

  return (
    <form action={action as unknown as (form: FormData) => void} onSubmit={send} className={styles.form} aria-labelledby="tell-title" noValidate>
      {answer?.error ? <div ref={said} tabIndex={-1} role="alert" className={styles.refusal} id="tell-error">{answer.error}</div> : null}
      {answer?.sent ? <div ref={said} tabIndex={-1} role="status" className={styles.sent}>{answer.sent}</div> : null}
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor="tell-email">{words.email}</label>
      <small id="tell-hint">{words.hint}</small>
      <div className={styles.box}>
        <input key={turn} id="tell-email" name="email" type="email" defaultValue={answer?.email ?? ""} autoComplete="email" maxLength={254} spellCheck={false}
          aria-describedby={answer?.error ? "tell-error tell-hint" : "tell-hint"} aria-invalid={answer?.error ? true : undefined} />
        <button type="submit" aria-disabled={busy || undefined}>{words.submit}</button>
      </div>
      {note ? <small>{note}</small> : null}
    </form>
  );
}
