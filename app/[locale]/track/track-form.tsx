"use client";
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import type { look } from "./look.tsx";
import type { Told } from "./tell.tsx";
import { SendHere } from "./told-here.ts";
import styles from "./track.module.css";

type Words = Record<"title" | "lead" | "code" | "hint" | "show" | "another" | "offline", string>;

/**
 * The form and what it led to. Without JavaScript it is posted to the page, which draws it again with `told`; with it the
 * same action answers in place. Either way the code is in the body only.
 */
export function TrackForm({ action, locale, words, told: drawn }: { action: typeof look; locale: string; words: Words; told: Told | undefined }): ReactNode {
  const [told, setTold] = useState(drawn);
  const [turn, setTurn] = useState(0);
  const [busy, start] = useTransition();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) answer.current?.focus();
  }, [turn]);

  function answerHere(act: typeof action, form: FormData) {
    if (busy) return;
    start(async () => {
      const next = await act(form).catch((): Told => ({ status: 503, code: String(form.get("code")), error: words.offline }));
      setTold(next);
      setTurn((before) => before + 1);
    });
  }

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    answerHere(action, new FormData(event.currentTarget));
  }

  return (
    <SendHere value={answerHere}>
      {told?.view ? <div ref={answer} tabIndex={-1} className={styles.told}>{told.view}</div> : (
        <div className={styles.opening}>
          <h1>{words.title}</h1>
          <p>{words.lead}</p>
        </div>
      )}
      <form action={action as unknown as (form: FormData) => void} onSubmit={send} className={styles.form} aria-label={told?.view ? words.another : words.title}>
        {told?.error ? <div ref={answer} tabIndex={-1} role="alert" className={styles.refusal} id="track-error">{told.error}</div> : null}
        <input type="hidden" name="locale" value={locale} />
        <label htmlFor="track-code">{told?.view ? words.another : words.code}</label>
        <small id="track-hint">{words.hint}</small>
        <div className={styles.box}>
          <input key={turn} id="track-code" name="code" defaultValue={told?.code ?? ""} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={200}
            aria-describedby={told?.error ? "track-error track-hint" : "track-hint"} aria-invalid={told?.error ? true : undefined} />
          <button type="submit" aria-disabled={busy || undefined}>{words.show}</button>
        </div>
      </form>
    </SendHere>
  );
}
