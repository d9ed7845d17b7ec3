"use client";
import { type FormEvent, type ReactNode, useContext } from "react";
import type { say } from "./say.tsx";
import { SendHere } from "./told-here.ts";
import styles from "./track.module.css";

/** A form of the case that is shown: with JavaScript it is answered in place, without it by the page. */
export function SayForm({ action, label, children }: { action: typeof say; label: string; children: ReactNode }): ReactNode {
  const send = useContext(SendHere);
  function submit(event: FormEvent<HTMLFormElement>) {
    if (!send) return;
    event.preventDefault();
    send(action, new FormData(event.currentTarget));
  }
  return <form action={action as unknown as (form: FormData) => void} onSubmit={submit} aria-label={label} className={styles.say}>{children}</form>;
}
