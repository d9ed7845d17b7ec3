import type { z } from "zod";
import { isOutage } from "#app/_server/outage.ts";
import type { FormState } from "#app/_server/form-state.ts";
import { Conflict, type Change } from "#lib/appeals/conflict.ts";
import { Refusal, type RefusalCode } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { Permission } from "#lib/permissions.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** To another page. */
type Go = { go: string; /** Leave the address as it is: nothing was saved there. */ bare?: true };
/** Something shown once in the form itself. */
type Shown = { shown: { label: string; value: string }[]; /** Nothing was saved: what was typed stays in the form. */ keep?: true };
/** Nothing was saved: the form comes back with this in place of what was typed, to go on in a field. */
type Fill = { fill: Record<string, string>; focus: string };
/** What an action leads to. */
export type Result = Go | Shown | Fill;

/** One thing an official can do: who may, what he must say, what happens. */
export type ActionDefinition<Input> = {
  name: string;
  permission: Permission;
  input: z.ZodType<Input>;
  run(actor: Actor, input: Input, locale: Locale): Promise<Result>;
};

/** What a stranger may do: sign in. No permission, because nobody is there yet to have one. */
export type StrangerDefinition<Input> = { name: string; permission: null; input: z.ZodType<Input>; run(input: Input): Promise<Go> };

/** What the wrapper knows of a request. */
export type ActionRequest = {
  locale: Locale;
  site: string | null; // Sec-Fetch-Site
  origin: string | null;
  host: string | null;
  actor(): Promise<Actor | null>;
  tellChanges(changes: Change[]): Promise<string[]>;
};

/** A form's fields, without those React adds; a repeated name is a list. */
export function typedValues(form: FormData): FormState["values"] {
  const values: FormState["values"] = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$")) continue;
    const all = form.getAll(name).filter((value): value is string => typeof value === "string").map((value) => value.replaceAll("\r\n", "\n").replaceAll("\0", ""));
    values[name] = all.length === 1 ? all[0]! : all;
  }
  return values;
}

/** Next runs an action that has no Origin header at all, so the browser's word is checked here (performance.md, Pitfalls). */
export function sameSite(request: Pick<ActionRequest, "site" | "origin" | "host">): boolean {
  if (request.site !== null) return request.site === "same-origin";
  if (request.origin === null || !URL.canParse(request.origin)) return false;
  return new URL(request.origin).host === request.host;
}

/** What never comes back in a page: secrets, and the mark of the page that a form was sent from. */
export const isUntold = (name: string): boolean => ["done", "password", "current", "repeated", "passcode", "credential"].includes(name) || name.startsWith("secret.");

/** Guards in their order: from here, who, may he, is it valid; then the command. Refusals come back with what was typed. */
export async function perform<Input>(definition: ActionDefinition<Input> | StrangerDefinition<Input>, request: ActionRequest, before: Partial<FormState> | null | undefined, form: unknown): Promise<Go | Shown | FormState> {
  // Both come over the wire: who calls an action by hand may send anything, or nothing.
  const turn = Number(before?.turn) || 0;
  if (!(form instanceof FormData)) return { values: {}, turn: turn + 1, error: { message: new Refusal("invalid").say(request.locale) } };
  const all = typedValues(form);
  const done = all.done;
  const values = Object.fromEntries(Object.entries(all).filter(([name]) => !isUntold(name)));
  const state: FormState = { values, turn: turn + 1, done: String(done ?? ""), ...(typeof all.seen === "string" ? { seen: all.seen } : {}) };
  const refuse = (code: RefusalCode, field?: string): FormState => ({ ...state, error: { message: new Refusal(code).say(request.locale), ...(field ? { field } : {}) } });
  const mend = (error: z.ZodError): FormState => {
    const field = String(error.issues[0]?.path[0] ?? "");
    return refuse(all[field] === undefined || all[field] === "" ? "required" : "invalid", field);
  };
  try {
    if (!sameSite(request)) return refuse("crossSite");
    if (definition.permission === null) {
      const parsed = definition.input.safeParse(all);
      return parsed.success ? await definition.run(parsed.data) : mend(parsed.error);
    }
    const actor = await request.actor();
    if (!actor) return { ...refuse("signInNeeded"), signIn: true };
    demand(actor, definition.permission);
    const parsed = definition.input.safeParse(all);
    if (!parsed.success) return mend(parsed.error);
    const result = await definition.run(actor, parsed.data, request.locale);
    if ("fill" in result) return { ...state, values: { ...values, ...result.fill }, focus: result.focus };
    return "shown" in result && result.keep ? { ...state, shown: result.shown } : result;
  } catch (error) {
    if (error instanceof Conflict) {
      return { ...refuse("changedMeanwhile"), changes: await request.tellChanges(error.changes), seen: `${error.now.version}.${error.now.seq}` };
    }
    if (error instanceof Refusal) {
      return { ...state, error: { message: error.say(request.locale), ...(error.field ? { field: error.field } : {}) }, ...(error.code === "secondFactorNeeded" ? { signIn: true } : {}) };
    }
    console.error(error);
    return refuse(isOutage(error) ? "unavailable" : "fault");
  }
}
