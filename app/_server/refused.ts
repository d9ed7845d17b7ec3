import type { FormState } from "#app/_server/form-state.ts";
import { keepForPage, keptForPage } from "#app/_server/same-request.ts";

/** Keeps what an office action answered for its page. */
export const rememberRefusal = (name: string, state: FormState): Promise<void> => keepForPage(name, state);

/** What the action of this name answered in this very request, if it was sent by a form with these hidden fields. */
export async function refusalOf(name: string, hidden: { name: string; value: string }[]): Promise<FormState | undefined> {
  const state = await keptForPage<FormState>(name);
  if (!state) return undefined;
  return hidden.every((field) => !(field.name in state.values) || state.values[field.name] === field.value) ? state : undefined;
}
