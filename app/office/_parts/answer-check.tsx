"use client";
import { useEffect, useRef, useState } from "react";
import type { AnswerCheckWords } from "#app/office/_parts/field.ts";
import { answerParts } from "#lib/appeals/answer-parts.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import style from "./answer-check.module.css";

type Props = { id: string; text: string; language: string; words: AnswerCheckWords };

/** Which parts an answer has (art. 89), while it is typed; drawn by the server for what is there already. */
export function AnswerCheck({ id, text, language, words }: Props) {
  const [now, look] = useState({ text, language });
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = list.current?.closest("form");
    if (!form) return;
    const read = () => {
      const typed = new FormData(form);
      look({ text: String(typed.get("text") ?? ""), language: String(typed.get("language") ?? language) });
    };
    read(); // what was typed before the page came alive
    form.addEventListener("input", read);
    return () => form.removeEventListener("input", read);
  }, [language]);
  const parts = answerParts(now.text, now.language as Locale);
  return (
    <div ref={list} className={style.check} role="group" aria-labelledby={`${id}-check`}>
      <p id={`${id}-check`}>{words.title}</p>
      <ul>
        {words.parts.map(([part, label]) => (
          <li key={part} data-there={parts[part] || undefined}><span>{label}</span> <strong>{parts[part] ? words.yes : words.no}</strong></li>
        ))}
      </ul>
      {words.note ? <p>{words.note}</p> : null}
    </div>
  );
}
