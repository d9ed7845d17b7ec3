"use client";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { toTravel } from "#app/_ui/small-photos.ts";
import type { look } from "./look.tsx";
import type { Told } from "./tell.tsx";
import { SendHere } from "./told-here.ts";
import styles from "./track.module.css";

type Words = Record<"title" | "lead" | "code" | "hint" | "show" | "another" | "offline" | "large" | "sending", string>;

/**
 * The form and what it led to. Without JavaScript it is posted to the page, which draws it again with `told`; with it the
 * same action answers in place. Either way the code is in the body only.
 */
export function TrackForm({ action, locale, words, told: drawn }: { action: typeof look; locale: string; words: Words; told: Told | undefined }): ReactNode {
  const [told, setTold] = useState(drawn);
  const [turn, setTurn] = useState(0);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const answer = useRef<HTMLDivElement>(null), refusal = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn === 0 && !fault) return;
    const drawn = answer.current;
    (refusal.current ?? drawn?.querySelector<HTMLElement>("[role=alert]") ?? drawn?.querySelector<HTMLElement>("[role=status][tabindex]") ?? drawn?.querySelector<HTMLElement>("h1"))?.focus();
  }, [turn, fault]);

  async function answerHere(act: typeof action, form: FormData): Promise<string | undefined> {
    try {
      const small = await toTravel(form);
      if (!small) return words.large;
      setTold(await act(small));
      setFault(undefined);
      setTurn((before) => before + 1);
    } catch {
      return words.offline;
    }
  }

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setFault(undefined);
    setFault(await answerHere(action, new FormData(event.currentTarget)));
    setBusy(false);
  }

  const error = fault ?? told?.error;
  return (
    <SendHere value={answerHere}>
      {told?.view ? <div key={turn} ref={answer} className={styles.told}>{told.view}</div> : (
        <div className={styles.opening}>
          <h1>{words.title}</h1>
          <p>{words.lead}</p>
        </div>
      )}
      <form action={action as unknown as (form: FormData) => void} onSubmit={send} className={styles.form} aria-label={told?.view ? words.another : words.title}>
        {error ? <div ref={refusal} tabIndex={-1} role="alert" className={styles.refusal} id="track-error">{error}</div> : null}
        <input type="hidden" name="locale" value={locale} />
        <label htmlFor="track-code">{told?.view ? words.another : words.code}</label>
        <small id="track-hint">{words.hint}</small>
        <div className={styles.box}>
          <input key={turn} id="track-code" name="code" defaultValue={told?.code ?? ""} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={200}
            aria-describedby={error ? "track-error track-hint" : "track-hint"} aria-invalid={error ? true : undefined} />
          <button type="submit" aria-disabled={busy || undefined}>{words.show}</button>
        </div>
        <p role="status" className={styles.sending}>{busy ? words.sending : ""}</p>
      </form>
    </SendHere>
  );
}
