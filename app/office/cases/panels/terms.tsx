import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/cases/cases.module.css";
import type { Panel } from "#app/office/cases/panels/panel.ts";
import { termName, termSource, termsOf, termStanding } from "#app/office/cases/terms-of.ts";
import type { Term } from "#lib/appeals/terms.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

const alarming = (term: Term) => (term.duty && term.standing === "overdue") || term.standing === "late";

/** Every term of the case, the next one first, each with its last day, who set it and how it stands. */
export const TermsPanel: Panel = ({ context, actor, view }) => {
  const w = translator(officeTerms, context.locale), all = termsOf(context, view);
  const over = (kind: Term["kind"]) => all.some((term) => term.kind === kind && term.standing === "overdue");
  return (
    <section aria-labelledby="case-terms">
      <h2 id="case-terms">{w("title")}</h2>
      {all.length === 0 ? <p className={style.quiet}>{w("none")}</p> : (
        <ul className={style.terms}>
          {all.map((term) => (
            <li key={term.kind} data-standing={term.standing}>
              <span>{termName(w, term)}</span> <strong>{w("until", { day: formatDay(context.locale, term.lastDay) })}</strong> <span className={alarming(term) ? style.late : term.duty && term.standing === "soon" ? style.soon : style.due}>{termStanding(w, term, context)}</span> <small>{termSource(w, term, view.dueBasis)}</small>
            </li>
          ))}
        </ul>
      )}
      {view.status === "needs_conformity" && over("conformity") ? <p className={style.proposal}>{w("return.now")} {may(actor, "act.propose") && !view.proposal ? <a href="#propose">{w("return.link")}</a> : null}</p> : null}
      {view.closedAt === null && over("redirect") ? <p className={style.quiet}>{w("redirect.over")}</p> : null}
      <p><OfficeLink href="/office/admin/calendar/rules">{w("rules")}</OfficeLink></p>
    </section>
  );
};
