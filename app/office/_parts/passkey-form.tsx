"use client";
import { browserSupportsWebAuthn, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { type ComponentProps, useSyncExternalStore } from "react";
import type { FormAction } from "#app/_server/form-state.ts";
import { GuardedForm } from "#app/office/_parts/guarded-form.tsx";
import style from "#app/office/_parts/page.module.css";

type Props = ComponentProps<typeof GuardedForm> & {
  /** Said when the browser asked and the person, or his key, said no. */
  cancelled: string;
  /** Said where there is no script to ask a passkey with. */
  script: string;
} & ({ kind: "pass"; options: PublicKeyCredentialRequestOptionsJSON } | { kind: "add"; options: PublicKeyCredentialCreationOptionsJSON });

/** A guarded form that asks a passkey before it is sent; what the key signed goes with the form. */
export function PasskeyForm({ kind, options, cancelled, script, action, ...form }: Props) {
  const able = useSyncExternalStore(() => () => {}, browserSupportsWebAuthn, () => null);
  if (able === null) return <noscript><p className={style.quiet}>{script}</p></noscript>;
  if (!able) return null;
  const ask: FormAction = async (before, sent) => {
    try {
      const credential = kind === "add" ? await startRegistration({ optionsJSON: options }) : await startAuthentication({ optionsJSON: options });
      sent.set("credential", JSON.stringify(credential));
    } catch {
      const values = Object.fromEntries([...sent.entries()].filter((pair): pair is [string, string] => typeof pair[1] === "string" && !["current", "done"].includes(pair[0])));
      return { values, turn: before.turn + 1, error: { message: cancelled }, done: String(sent.get("done") ?? "") };
    }
    return action(before, sent);
  };
  return <GuardedForm {...form} action={ask} />;
}
