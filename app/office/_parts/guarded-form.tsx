"use client";
import { useActionState, useEffect, useId, useRef, useState } from "react";
import type { FormAction, FormState } from "#app/_server/form-state.ts";
import { type Field, type FormWords, keyHint, type Submit } from "#app/office/_parts/field.ts";
import { FormField } from "#app/office/_parts/form-fields.tsx";
import style from "./form.module.css";

type Props = {
  action: FormAction; fields: Field[]; submits: Submit[]; words: FormWords; done: string; signInAddress: string; label: string;
  /** Folds the form under its label; what it refused is never folded away. */
  folded?: "open" | "closed";
  /** False: the case can't take this form now. Drawn all the same, so that what was typed into it before is not lost. */
  available?: boolean;
  /** By which fields elsewhere on the page belong to the form (`form=`). */
  id?: string;
  /** What the form answered in this request (form.tsx). */
  initial?: FormState;
};
const empty: FormState = { values: {}, turn: 0 };
const written = ["text", "reason", "to", "part", "target", "term", "until"];

/** What was typed into fields that the form no longer has, or shows for another choice only. */
const stranded = (state: FormState, fields: Field[]): string[] => {
  const shown = new Set(fields.filter((field) => !("only" in field && field.only)).map((field) => field.name));
  return written.filter((name) => !shown.has(name) && !fields.some((field) => field.name === name && field.kind === "choice"))
    .map((name) => state.values[name]).filter((value): value is string => typeof value === "string" && value.trim() !== "");
};

/**
 * Every form of the office. Works before and without JavaScript: the server draws it again with the same state. What was
 * typed comes back with a refusal or a conflict, and the second official sees what the first one changed.
 */
export function GuardedForm(given: Props) {
  const { action, words, done, signInAddress, label, id: formId, initial = empty } = given;
  const [remembered, send, busy] = useActionState(action, initial);
  const [typed, setTyped] = useState<(Props & { turn: number }) | null>(null);
  const id = useId();
  const notice = useRef<HTMLDivElement>(null);
  // A refusal from before the last success is over.
  const state = remembered.done !== undefined && remembered.done !== done ? empty : remembered;
  // A page that follows what happens (the inbox) may be drawn anew meanwhile: what is typed into stays as it was, with what it was
  // drawn from, so that nothing vanishes and the server says what somebody else changed.
  const isTyped = typed !== null && typed.done === done && typed.turn === state.turn;
  const { fields, submits, folded, available = true } = isTyped ? typed : given;
  useEffect(() => {
    if (state.error || state.shown) notice.current?.focus();
    else if (state.focus) document.getElementById(`${id}-${state.focus}`)?.focus();
  }, [state.turn, state.error, state.shown, state.focus, id]);

  const wrong = fields.find((field) => field.kind !== "hidden" && field.name === state.error?.field);
  const kept = state.changes || !available ? stranded(state, fields) : [];
  if (!available && !state.error) return null;
  const form = (
    <form id={formId} action={send} className={style.form} aria-label={label} noValidate
      onSubmit={(event) => { if (busy) event.preventDefault(); /* Pressed twice, sent once. */ }} onInput={() => { if (!isTyped) setTyped({ ...given, turn: state.turn }); }}>
      {state.error ? (
        <div ref={notice} className={style.refusal} role="alert" tabIndex={-1}>
          <p>{wrong && wrong.kind !== "hidden" ? <><a href={`#${id}-${wrong.name}`}>{wrong.label}</a>: </> : null}{state.error.message}</p>
          {state.changes ? <><p><strong>{words.conflict}</strong></p><ul>{state.changes.map((line) => <li key={line}>{line}</li>)}</ul></> : null}
          {kept.length > 0 ? <><p><strong>{words.typed}</strong></p>{kept.map((text) => <p key={text} className={style.typed}>{text}</p>)}</> : null}
          {state.signIn ? <p><a href={signInAddress} target="_blank">{words.signIn}</a></p> : null}
        </div>
      ) : null}
      {state.shown ? (
        <div ref={notice} className={style.shown} role="status" tabIndex={-1}>
          <dl>{state.shown.map((one) => <div key={one.label}><dt>{one.label}</dt><dd>{one.value}</dd></div>)}</dl>
        </div>
      ) : null}
      <input type="hidden" name="done" value={done} />
      {/* A new turn draws the fields anew: React would otherwise empty what was typed. */}
      <div key={state.turn} className={style.fields}>
        {fields.map((field) => <FormField key={field.name} field={field} id={`${id}-${field.name}`} state={state} requiredWord={words.required} busy={busy} />)}
      </div>
      <div className={style.submits}>
        {submits.map((submit) => (
          <button key={submit.label} type="submit" name={submit.name} value={submit.value} aria-keyshortcuts={submit.keys} title={keyHint(submit.label, submit.keys)} className={submit.quiet ? style.quiet : style.primary} aria-disabled={busy || undefined}>{submit.label}</button>
        ))}
      </div>
    </form>
  );
  return folded ? <details open={folded === "open" || Boolean(state.error || state.shown)}><summary>{label}</summary>{form}</details> : form;
}
