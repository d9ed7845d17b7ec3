import style from "#app/office/_parts/page.module.css";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { languageName } from "#app/office/admin/routing/say-route.ts";
import { answerProblemCases, assignProblemCases, signProblemCases } from "#app/office/problems/actions.ts";
import type { PartProps } from "#app/office/problems/[id]/part.ts";
import own from "#app/office/problems/problems.module.css";
import { answerPartNames } from "#lib/appeals/answer-parts.ts";
import { languagesOf, type ProblemCase } from "#lib/appeals/problem-view.ts";
import { outcomes } from "#lib/appeals/status.ts";
import { officeAnswers } from "#lib/i18n/areas/office-answers.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

const seenOf = ({ id, version, seq }: ProblemCase) => `${id}.${version}.${seq}`;
const carried = (view: PartProps["view"], cases: ProblemCase[]): Field[] => [
  { kind: "hidden", name: "problem", value: String(view.id) }, { kind: "hidden", name: "cases", value: cases.map(seenOf).join(" ") },
];

/** Who assigns: all that the responsible department doesn't have yet, in one act. */
function AssignAct({ context, actor, view, forms }: PartProps) {
  const t = translator(officeProblems, context.locale), w = translator(officeWork, context.locale);
  const cases = view.cases.filter((one) => (one.department === null && ["received", "registered", "reopened"].includes(one.status)) || (one.department !== view.department && one.status === "assigned"));
  const available = may(actor, "case.assign") && cases.length > 0 && view.closedAt === null;
  return (
    <Form {...forms} action={assignProblemCases} label={t("assign")} folded="open" available={available} submits={[{ label: t("assign.submit"), keys: "a" }]} fields={[...carried(view, cases),
      { kind: "area", name: "instruction", label: w("instruction"), hint: `${t("assign.about", { n: cases.length })} ${w("instruction.hint")}`, rows: 2 },
      { kind: "date", name: "internalDue", label: w("internalDue"), hint: w("internalDue.hint") }]} />
  );
}

/** The responsible department: one answer in each language that occurs, one outcome, to all who still wait. */
function AnswerAct({ context, actor, view, forms }: PartProps) {
  const t = translator(officeProblems, context.locale), a = translator(officeAnswers, context.locale);
  const cases = view.cases.filter((one) => one.closedAt === null && one.status !== "on_approval");
  const languages = languagesOf(cases);
  const available = may(actor, "case.work") && actor.department === view.department && languages.length > 0;
  const text = (language: (typeof languages)[number]): Field => {
    const theirs = cases.filter((one) => one.language === language), kept = view.texts[language];
    return {
      kind: "area", name: `text_${language}`, label: t("answer.text", { language: languageName[language] }), rows: 8, lang: language, required: true, value: kept?.text ?? "",
      hint: [t("answer.hint", { n: theirs.length }), ...(kept ? [t("answer.kept", { language: languageName[language], name: kept.by, at: context.moment(kept.at) })] : [])].join(" · "),
      check: { title: a("check"), note: theirs.every((one) => one.track === "signal") ? a("check.signal") : "", yes: a("check.yes"), no: a("check.no"), language, parts: answerPartNames.map((part) => [part, a(`check.${part}`)]) },
    };
  };
  return (
    <Form {...forms} action={answerProblemCases} label={t("answer")} folded="open" available={available}
      submits={[{ label: t("answer.send"), name: "then", value: "send" }, { label: t("answer.keep"), name: "then", value: "keep", quiet: true }]}
      fields={[...carried(view, cases), { kind: "hidden", name: "seen", value: `${view.seen.version}.${view.seen.seq}` }, ...languages.map(text),
        { kind: "choice", name: "outcome", label: t("answer.outcome"), hint: t("answer.about"), required: true, value: view.outcome ?? "", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: context.code("outcome", one) })) }]} />
  );
}

/** The signer: every text that would be signed, then the cases; one whose text is its own is not ticked. */
function SignAct({ context, actor, view, forms }: PartProps) {
  const t = translator(officeProblems, context.locale);
  const up = view.cases.filter((one) => one.status === "on_approval" && one.draft !== null);
  if (!may(actor, "case.sign") || up.length === 0) return null;
  const cases = up.filter((one) => one.author !== actor.id);
  const texts = [...new Map(cases.map((one) => [one.draft!, one])).values()];
  const common = (one: ProblemCase) => one.draft === view.texts[one.language]?.text.trim();
  return (
    <section aria-labelledby="problem-sign">
      <h2 id="problem-sign">{t("sign")}</h2>
      {up.length > cases.length ? <p className={style.quiet}>{t("sign.author", { n: up.length - cases.length })}</p> : null}
      {cases.length > 0 ? <h3>{t("sign.texts")}</h3> : null}
      {texts.map((one) => <blockquote key={one.id} className={own.text} lang={one.language}><small>{cases.filter((its) => its.draft === one.draft).map((its) => its.number).join(", ")}</small>{"\n"}{one.draft}</blockquote>)}
      {cases.length > 0 ? (
        <Form {...forms} action={signProblemCases} label={t("sign")} submits={[{ label: t("sign.submit") }]} fields={[{ kind: "hidden", name: "problem", value: String(view.id) },
          { kind: "choice", name: "cases", label: t("sign.cases"), hint: t("sign.hint"), many: true, value: cases.filter(common).map(seenOf), options: cases.map((one) => ({ value: seenOf(one), label: `${one.number}${common(one) ? "" : ` · ${t("sign.own")}`}` })) }]} />
      ) : null}
    </section>
  );
}

/** What is next for this official: assigning, answering, signing. */
export function ProblemActs(props: PartProps) {
  return (
    <>
      <AssignAct {...props} />
      <AnswerAct {...props} />
      <SignAct {...props} />
    </>
  );
}
