import type { AnswerPart } from "#lib/appeals/answer-parts.ts";

/** The words of the list that shows, while an answer is typed, which of its parts are there (answer-check.tsx). */
export type AnswerCheckWords = { title: string; note: string; yes: string; no: string; parts: [AnswerPart, string][]; language: string };

/** A form's field as plain data, so that a page (server) can hand it to the form (browser). */
export type Option = { value: string; label: string; group?: string };
/** `keys`: the one key that leads to the field or presses the button (keys.tsx). */
export type Field =
  | { kind: "hidden"; name: string; value: string; /** Comes back as it was sent, like what is typed. */ kept?: true }
  | { kind: "text" | "password" | "date" | "time" | "number"; name: string; label: string; value?: string; hint?: string; required?: boolean; keys?: string; autoComplete?: string; /** Offered while typing; anything else may be typed. */ offers?: readonly string[]; only?: string[] }
  | { kind: "area"; name: string; label: string; value?: string; hint?: string; required?: boolean; keys?: string; rows?: number; lang?: string; check?: AnswerCheckWords; only?: string[] }
  | { kind: "select"; name: string; label: string; value?: string; hint?: string; required?: boolean; keys?: string; options: Option[]; empty?: string; /** A button beside it. */ press?: Submit; only?: string[] }
  | { kind: "choice"; name: string; label: string; value?: string | string[]; hint?: string; required?: boolean; keys?: string; many?: boolean; options: Option[]; only?: string[] };

/** `name=value` pairs of a submit button. */
export type Submit = { label: string; name?: string; value?: string; quiet?: boolean; keys?: string };

/** What a control with a key says on hover, and the list of keys says of it: its name, then the key. */
export const keyHint = (name: string, keys: string | undefined): string | undefined => (keys ? `${name} (${keys})` : undefined);

export type FormWords = { conflict: string; typed: string; signIn: string; required: string };
