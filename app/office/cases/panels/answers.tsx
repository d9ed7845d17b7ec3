import { diffArrays } from "diff";
import { AnswerCheck } from "#app/office/_parts/answer-check.tsx";
import style from "#app/office/cases/panels/answers.module.css";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { answerPartNames } from "#lib/appeals/answer-parts.ts";
import { wasSent } from "#lib/appeals/sent.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import { officeAnswers } from "#lib/i18n/areas/office-answers.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

type Answer = CaseView["answers"][number];
type Props = Pick<PanelProps, "context" | "actor" | "view">;

/** A text's words and what stands between them, by Unicode's rules: Kazakh words are words. */
const words = (text: string): string[] => [...new Intl.Segmenter("kk", { granularity: "word" }).segment(text)].map((one) => one.segment);

/** What a draft changed in the one before it: struck out and underlined, and said so to a screen reader. */
function Difference({ before, now, context }: { before: Answer; now: Answer } & Pick<Props, "context">) {
  const t = translator(officeAnswers, context.locale);
  if (before.text === now.text) return <p className={style.quiet}>{t("difference.none")}</p>;
  return (
    <details>
      <summary>{t("difference")}</summary>
      <p className={style.text} lang={now.language}>
        {diffArrays(words(before.text), words(now.text)).map((part, i) => {
          const text = part.value.join("");
          return part.added ? <ins key={i} title={t("added")}>{text}</ins> : part.removed ? <del key={i} title={t("removed")}>{text}</del> : text;
        })}
      </p>
    </details>
  );
}

/** An answer as it reads, who wrote and signed it, and its letter. */
function One({ answer, context, actor, view }: { answer: Answer } & Props) {
  const { c, code, moment, locale } = context;
  const t = translator(officeAnswers, locale), word = translator(officeTemplates, locale);
  const sent = wasSent(view, answer), before = view.answers.find((other) => other.round === answer.round && other.id < answer.id);
  const facts = [
    c("answer.written", { name: answer.writer, at: moment(answer.writtenAt) }), ...(answer.signer ? [c("answer.signed", { name: answer.signer, at: moment(answer.signedAt!) })] : []),
    ...(sent ? [] : [c("answer.draft")]), word(`language.${answer.language}` as "language.kk"), ...(answer.outcome ? [`${c("outcome")}: ${code("outcome", answer.outcome)}`] : []),
  ];
  return (
    <div className={style.answer}>
      <p className={style.quiet}>{facts.join(" · ")}</p>
      <p className={style.letter} lang={answer.language}>{answer.text}</p>
      {before ? <Difference before={before} now={answer} context={context} /> : null}
      {may(actor, "applicant.look") ? (
        <p className={style.quiet}><a href={`/office/cases/${view.id}/letter.pdf?answer=${answer.id}`} target="_blank">{t(sent ? "letter" : "letter.draft")}</a>{view.hasApplicant ? ` – ${t("letter.hint")}` : ""}</p>
      ) : null}
    </div>
  );
}

/** What was written to the applicant: the newest of each round as it reads, the drafts before it folded away. */
export const AnswersPanel: Panel = ({ context, actor, view }) => {
  if (view.answers.length === 0) return null;
  const { c } = context;
  const t = translator(officeAnswers, context.locale);
  const rounds = [...new Set(view.answers.map((one) => one.round))];
  const signing = view.status === "on_approval" && view.draft ? view.draft : null;
  return (
    <section aria-labelledby="case-answers" id="answers">
      <h2 id="case-answers">{c("answers")}</h2>
      {signing?.writtenBy === actor.id && may(actor, "case.sign") ? <p>{t("sign.own")}</p> : null}
      {rounds.map((round) => {
        const [newest, ...earlier] = view.answers.filter((one) => one.round === round);
        return (
          <div key={round}>
            {view.round > 1 ? <h3>{c("round.n", { n: round })}</h3> : null}
            <One answer={newest!} context={context} actor={actor} view={view} />
            {newest === signing ? (
              <AnswerCheck key={newest!.id} id="signing" text={newest!.text} language={newest!.language}
                words={{ title: t("check"), note: "", yes: t("check.yes"), no: t("check.no"), language: newest!.language, parts: answerPartNames.map((part) => [part, t(`check.${part}`)]) }} />
            ) : null}
            {earlier.length > 0 ? (
              <details>
                <summary>{t("earlier", { n: earlier.length })}</summary>
                {earlier.map((one) => <One key={one.id} answer={one} context={context} actor={actor} view={view} />)}
              </details>
            ) : null}
          </div>
        );
      })}
    </section>
  );
};
