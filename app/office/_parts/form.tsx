import type { ComponentProps } from "react";
import { definitionOf } from "#app/_server/action.ts";
import { refusalOf } from "#app/_server/refused.ts";
import { GuardedForm } from "#app/office/_parts/guarded-form.tsx";

/** A guarded form as pages use it: with what it answered in this request, so that a refusal shows without JavaScript. */
export async function Form(props: Omit<ComponentProps<typeof GuardedForm>, "initial">) {
  const hidden = props.fields.filter((field) => field.kind === "hidden" && ["id", "proposal", "active", "entry", "problem", "notice", "message", "verdict", "way", "thing"].includes(field.name)) as { name: string; value: string }[];
  const initial = await refusalOf(definitionOf(props.action)?.name ?? "", hidden);
  return <GuardedForm {...props} {...(initial ? { initial } : {})} />;
}
