import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/_parts/page.module.css";
import { standing } from "#app/office/cases/context.ts";
import { viewAddress } from "#app/office/cases/query.ts";
import { languageName } from "#app/office/admin/routing/say-route.ts";
import { leaveProblem } from "#app/office/problems/actions.ts";
import type { PartProps } from "#app/office/problems/[id]/part.ts";
import own from "#app/office/problems/problems.module.css";
import { owns } from "#lib/appeals/scope.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** The people's cases of a problem: each with how it stands, its language and its own deadline. */
export function ProblemCases({ context, actor, view, forms }: PartProps) {
  const t = translator(officeProblems, context.locale);
  return (
    <section aria-labelledby="problem-cases">
      <h2 id="problem-cases"><OfficeLink href={viewAddress({ problem: String(view.id) })}>{t("cases")}</OfficeLink></h2>
      <ul className={own.cases}>
        {view.cases.map((one) => {
          const stands = standing(context, one), department = context.named("department", one.department);
          const mine = may(actor, "problem.manage") && one.closedAt === null && owns(actor, one);
          return (
            <li key={one.id}>
              <p><OfficeLink href={`/office/cases/${one.id}`}><strong>{one.number}</strong></OfficeLink> · {context.code("track", one.track)} · <strong>{context.code("status", one.status)}</strong> · <span lang={one.language}>{languageName[one.language]}</span> · <span className={stands.late ? own.late : undefined}>{stands.text}</span></p>
              <p className={`${own.excerpt} ${style.quiet}`}><span lang={one.language}>{one.excerpt || context.c("text.none")}</span></p>
              <p className={style.quiet}>{context.moment(one.receivedAt)}{one.department === view.department ? "" : <> · <span lang={department?.lang}>{department?.text ?? t("noDepartment")}</span></>}</p>
              {mine ? <Form {...forms} action={leaveProblem} label={`${t("take")}: ${one.number}`} submits={[{ label: t("take"), quiet: true }]} fields={[{ kind: "hidden", name: "problem", value: String(view.id) }, { kind: "hidden", name: "entry", value: String(one.id) }]} /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
