/** A form's field as plain data, so that a page (server) can hand it to the form (browser). */
export type Option = { value: string; label: string; group?: string };
export type Field =
  | { kind: "hidden"; name: string; value: string }
  | { kind: "text" | "password" | "date"; name: string; label: string; value?: string; hint?: string; required?: boolean; autoComplete?: string; only?: string[] }
  | { kind: "area"; name: string; label: string; value?: string; hint?: string; required?: boolean; rows?: number; lang?: string; only?: string[] }
  | { kind: "select"; name: string; label: string; value?: string; hint?: string; required?: boolean; options: Option[]; empty?: string; only?: string[] }
  | { kind: "choice"; name: string; label: string; value?: string; hint?: string; required?: boolean; many?: boolean; options: Option[]; only?: string[] };

/** `name=value` pairs of a submit button. */
export type Submit = { label: string; name?: string; value?: string; quiet?: boolean };

export type FormWords = { conflict: string; typed: string; signIn: string; required: string };
