"use client";
import { useEffect, useRef, useState } from "react";
import type { EarlierLine } from "#app/office/call/words.ts";
import style from "./call.module.css";

type Words = Record<"earlier" | "none" | "wait" | "noScript" | "failed" | "goOn" | "isName" | "closed", string>;

/** A number that may be whole; the server decides. */
const mayBeWhole = (typed: string): boolean => typed.replace(/\D/g, "").length >= 10;

const fieldOf = (form: string, name: string) => document.querySelector<HTMLInputElement>(`#${form} [name="${name}"]`);

/** Writes into a field as if it were typed, so that the form knows, and goes on in another one. */
function fill(form: string, name: string, value: string, next: string): void {
  const field = fieldOf(form, name);
  if (!field) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  fieldOf(form, next)?.focus();
}

/** The caller's earlier cases, shown as his number is typed into a form; without a script a button of the form shows them. */
export function Caller({ form, words }: { form: string; words: Words }) {
  const [state, setState] = useState<EarlierLine[] | "wait" | "failed">("wait");
  const asked = useRef("");

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (phone: string) => {
      asked.current = phone;
      const answer = await fetch("/office/call/earlier", { method: "POST", body: new URLSearchParams({ phone }) }).catch(() => null);
      const found = answer?.ok ? await answer.json() as { cases: EarlierLine[] | null } : null;
      if (asked.current === phone) setState(found ? found.cases ?? "wait" : "failed");
    };
    let looked = "";
    /** At a number that was typed, or that is gone because the call was saved: the next caller must not be given this one's cases. */
    const look = () => {
      const phone = fieldOf(form, "phone")?.value ?? "";
      if (phone === looked) return;
      clearTimeout(timer);
      looked = phone;
      asked.current = "";
      setState("wait");
      if (mayBeWhole(phone)) timer = setTimeout(() => void ask(phone), 300);
    };
    look();
    if (document.activeElement === document.body) fieldOf(form, "phone")?.focus();
    const when = ["input", "focusin"];
    for (const what of when) document.addEventListener(what, look);
    return () => {
      clearTimeout(timer);
      for (const what of when) document.removeEventListener(what, look);
    };
  }, [form]);

  const found = Array.isArray(state) ? state : [];
  const names = [...new Set(found.flatMap((one) => one.name ?? []))];
  return (
    <section className={style.earlier} data-found={found.length > 0 || undefined} aria-labelledby="caller-cases">
      <h2 id="caller-cases">{words.earlier}</h2>
      <div aria-live="polite">
        {state === "wait" ? <><p>{words.wait}</p><noscript><p>{words.noScript}</p></noscript></> : state === "failed" ? <p>{words.failed}</p> : found.length === 0 ? <p>{words.none}</p> : null}
        {names.length > 0 ? <p className={style.names}>{names.map((name) => <button key={name} type="button" onClick={() => fill(form, "name", name, "text")}>{words.isName.replace("{name}", () => name)}</button>)}</p> : null}
        <ul>
          {found.map((one) => (
            <li key={one.number}>
              <p><strong>{one.number}</strong> {one.about}</p>
              <p>{one.text}</p>
              {one.open ? <button type="button" onClick={() => fill(form, "number", one.number, "text")}>{words.goOn}</button> : <p>{words.closed}</p>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
