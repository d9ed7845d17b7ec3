import type { Field, Option, Submit } from "#app/office/_parts/field.ts";
import type { FormAction } from "#app/_server/form-state.ts";
import type { Context } from "#app/office/cases/context.ts";
import type { Reference } from "#lib/appeals/reference.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** One form of a case. `available: false`: not possible now; it is drawn for what may have been typed into it before the case changed. */
export type CaseForm = { key: string; title: string; open: boolean; available?: boolean; action: FormAction; fields: Field[]; submits: Submit[] };
export type Making = { context: Context; actor: Actor; view: CaseView; executors: { id: number; name: string; department: string }[]; carried: Field[] };

/** A reference list as a select's options; a group's members are indented – by a space, so that typing their first letters still finds them. */
export const optionsOf = (context: Context, list: keyof Reference): Option[] =>
  context.reference[list].map((one) => ({ value: one.code, label: `${one.parent ? "\u2003" : ""}${context.named(list, one.code)!.text}` }));
