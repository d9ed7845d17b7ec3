import { Form } from "#app/office/_parts/form.tsx";
import { keyHint } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/cases/cases.module.css";
import type { Panel } from "#app/office/cases/panels/panel.ts";
import { joinProblem } from "#app/office/problems/actions.ts";
import { problemsOf } from "#lib/appeals/problem-candidates.ts";
import { owns } from "#lib/appeals/scope.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** The problem this case is part of; else the open ones it may be part of, or the way to begin one. */
export const ProblemPanel: Panel = async ({ context, actor, view, list, forms }) => {
  const t = translator(officeProblems, context.locale);
  const { part, likely } = await problemsOf(actor, view.id);
  const manages = may(actor, "problem.manage") && view.closedAt === null && owns(actor, view);
  if (!part && !manages) return null;
  return (
    <section aria-labelledby="case-problem" className={style.work}>
      <h2 id="case-problem">{t("part")}</h2>
      {part ? <p className={style.proposal}>{t("part.of", { title: "" })}<OfficeLink href={`/office/problems/${part.id}`} aria-keyshortcuts="p" title={keyHint(part.title, "p")}>{part.title}</OfficeLink></p> : (
        <>
          {likely.length > 0 ? (
            <Form {...forms} action={joinProblem} label={t("likely")} submits={[{ label: t("likely.submit"), quiet: true, keys: "p" }]} fields={[
              { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "list", value: list },
              { kind: "select", name: "problem", label: t("likely"), required: true, value: String(likely[0]!.id), options: likely.map((one) => ({ value: String(one.id), label: `${one.title} (${t("cases.n", { n: one.cases })})` })) },
            ]} />
          ) : null}
          <p><OfficeLink href={`/office/problems/new?cases=${view.id}`} {...(likely.length > 0 ? {} : { "aria-keyshortcuts": "p", title: keyHint(t("new.from"), "p") })}>{t("new.from")}</OfficeLink></p>
        </>
      )}
    </section>
  );
};
