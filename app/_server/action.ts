import { headers } from "next/headers";
import type { FormAction, FormState } from "#app/_server/form-state.ts";
import { type ActionDefinition, perform, type StrangerDefinition } from "#app/_server/perform.ts";
import { rememberRefusal } from "#app/_server/refused.ts";
import { currentActor, goTo, officeLanguage } from "#app/_server/session.ts";
import { tellChanges } from "#app/office/tell-changes.ts";

type Definition<Input> = ActionDefinition<Input> | StrangerDefinition<Input>;
const defined = new Map<FormAction, Definition<never>>();

function wrapped<Input>(definition: Definition<Input>): FormAction {
  const action: FormAction = async (before, form) => {
    const head = await headers();
    const locale = await officeLanguage();
    const result = await perform(definition, {
      locale, site: head.get("sec-fetch-site"), origin: head.get("origin"), host: head.get("x-forwarded-host") ?? head.get("host"),
      actor: currentActor, tellChanges: (changes) => tellChanges(changes, locale),
    }, before, form);
    // `done` is new each time: by it a form knows that a refusal it still remembers is over.
    if ("go" in result) return goTo((result.bare ? result.go : `${result.go}${result.go.includes("?") ? "&" : "?"}done=${Date.now().toString(36)}`));
    const state: FormState = "turn" in result ? result : { values: {}, turn: (Number(before?.turn) || 0) + 1, shown: result.shown, ...(form.get("id") ? { values: { id: String(form.get("id")) } } : {}) };
    await rememberRefusal(definition.name, state);
    return state;
  };
  defined.set(action, definition as unknown as Definition<never>);
  return action;
}

/**
 * The only way to make an office action: session, permission and validation can't be skipped. Every one of them is
 * registered, and tests/office/permissions.test.ts walks them all, and all files that export actions.
 */
export const officeAction = <Input>(definition: ActionDefinition<Input>): FormAction => wrapped(definition);

/** An action for somebody who isn't signed in; the same checks but for who he is. */
export const strangerAction = <Input>(definition: StrangerDefinition<Input>): FormAction => wrapped(definition);

/** What an exported function does, if the wrapper made it; for the test that walks them. */
export const definitionOf = (action: unknown): Definition<never> | undefined => defined.get(action as FormAction);
