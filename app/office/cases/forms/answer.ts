import { answerCase } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { outcomes } from "#lib/appeals/status.ts";
import { locales } from "#lib/i18n/locale.ts";
import { may } from "#lib/staff/actor.ts";

export function answerForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c, code } = context;
  if (view.status !== "in_work" || !may(actor, "case.work")) return null;
  const language = view.draft?.language ?? view.language;
  return {
    key: "answer", title: c("form.answer"), open: true, action: answerCase,
    submits: [{ label: c(view.track === "appeal" ? "form.answer.approve" : "form.answer.send"), name: "then", value: "send" }, { label: c("form.answer.keep"), name: "then", value: "keep", quiet: true }],
    fields: [...carried,
      { kind: "area", name: "text", label: c("form.answer.text"), keys: "r", hint: c("form.answer.hint"), rows: 8, value: view.draft?.text ?? "", lang: language, required: true },
      { kind: "choice", name: "outcome", label: c("form.answer.outcome"), value: view.draft?.outcome ?? "", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: code("outcome", one) })) },
      { kind: "select", name: "language", label: c("form.answer.language"), value: language, options: locales.map((one) => ({ value: one, label: { kk: "қазақша", ru: "русский", en: "English" }[one] })) }],
  };
}
