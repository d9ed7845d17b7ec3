import type { Field, Option } from "#app/office/_parts/field.ts";
import { answerCase } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { answerLanguages, answerPartNames } from "#lib/appeals/answer-parts.ts";
import { outcomes } from "#lib/appeals/status.ts";
import { officeAnswers } from "#lib/i18n/areas/office-answers.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";
import { type Offered, offerTemplates } from "#lib/templates/offer.ts";

/** Templates under what they are for; where a case may be answered in several languages, under the language first. */
function offers(offered: Offered[], making: Making): Option[] {
  const { locale, code } = making.context;
  const t = translator(officeAnswers, locale), word = translator(officeTemplates, locale);
  const several = new Set(offered.map((one) => one.language)).size > 1;
  return offered.map((one) => ({
    value: `${one.id}.${one.version}`, label: one.name,
    group: `${several ? `${word(`language.${one.language}`)}: ` : ""}${one.outcome ? code("outcome", one.outcome) : t("template.any")}`,
  }));
}

/** The answer: a template to begin with, the text with what it still lacks, its outcome and language. */
export async function answerForm(making: Making): Promise<CaseForm | null> {
  const { context, actor, view, carried } = making;
  const { c, code, locale } = context;
  if (view.status !== "in_work" || !may(actor, "case.work")) return null;
  const t = translator(officeAnswers, locale), word = translator(officeTemplates, locale);
  const languages = answerLanguages(view.track, view.language as Locale);
  const language = languages.find((one) => one === view.draft?.language) ?? languages[0]!;
  const templates = offers(await offerTemplates(actor, view), making);
  const begin: Field[] = templates.length > 0 ? [{ kind: "select", name: "template", label: t("template"), hint: t("insert.hint"), empty: t("template.choose"), options: templates, press: { label: t("insert"), name: "then", value: "insert" } }] : [];
  const w = translator(officeWork, locale), parts = view.work.parts.filter((part) => part.contribution !== null && part.round === view.round);
  const others: Field[] = parts.length > 0 ? [{ kind: "select", name: "coPart", label: w("part.insert"), empty: context.t("choose"), press: { label: w("part.insert.submit"), name: "then", value: "part" },
    options: parts.map((part) => ({ value: String(part.id), label: part.name ?? context.named("department", part.department)!.text })) }] : [];
  return {
    key: "answer", title: c("form.answer"), open: true, action: answerCase,
    submits: [
      { label: c(view.track === "appeal" ? "form.answer.approve" : "form.answer.send"), name: "then", value: "send" },
      { label: c("form.answer.keep"), name: "then", value: "keep", quiet: true },
    ],
    fields: [...carried, ...begin, ...others, { kind: "hidden", name: "begunWith", value: "", kept: true },
      { kind: "area", name: "text", label: c("form.answer.text"), keys: "r", rows: 12, value: view.draft?.text ?? "", lang: language, required: true,
        check: { title: t("check"), note: view.track === "signal" ? t("check.signal") : "", yes: t("check.yes"), no: t("check.no"), language, parts: answerPartNames.map((part) => [part, t(`check.${part}`)]) } },
      { kind: "choice", name: "outcome", label: c("form.answer.outcome"), value: view.draft?.outcome ?? "", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: code("outcome", one) })) },
      { kind: "select", name: "language", label: c("form.answer.language"), ...(view.track === "appeal" ? { hint: t("language.hint") } : {}), value: language, options: languages.map((one) => ({ value: one, label: word(`language.${one}`) })) }],
  };
}
