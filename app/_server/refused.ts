import { headers } from "next/headers";
import type { FormState } from "#app/_server/form-state.ts";

// By the request: the action and the page that is drawn after it see the same headers object.
const states = new WeakMap<object, { name: string; state: FormState }>();

/**
 * Keeps what an action answered for the page that is drawn in the same request. Without JavaScript React itself should
 * hand it on, but Next 16.4.5 resumes its prerendered shell and drops the form's state in production.
 */
export async function rememberRefusal(name: string, state: FormState): Promise<void> {
  states.set(await headers(), { name, state });
}

/** What the action of this name answered in this very request, if it was sent by a form with these hidden fields. */
export async function refusalOf(name: string, hidden: { name: string; value: string }[]): Promise<FormState | undefined> {
  const kept = states.get(await headers());
  if (kept?.name !== name) return undefined;
  const { values } = kept.state;
  return hidden.every((field) => !(field.name in values) || values[field.name] === field.value) ? kept.state : undefined;
}
