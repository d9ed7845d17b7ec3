import { single } from "#app/office/_parts/address.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { caseContext } from "#app/office/cases/context.ts";
import own from "#app/office/problems/problems.module.css";
import { listProblems } from "#lib/appeals/problem.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Problems: what many people wrote about, and how many of them still wait. */
export default async function ProblemsPage({ searchParams }: { searchParams: Search }) {
  const over = single((await searchParams).over) === "1";
  return officeView("case.read", over ? "/office/problems?over=1" : "/office/problems", (actor) => problems(actor, over));
}

async function problems(actor: Actor, over: boolean) {
  const [context, rows] = await Promise.all([caseContext(), listProblems(actor, over)]);
  const t = translator(officeProblems, context.locale);
  return (
    <Shell actor={actor} locale={context.locale} address={over ? "/office/problems?over=1" : "/office/problems"} here="problems" title={t("title")}>
      <div className={style.page}>
        <h1>{t("title")}</h1>
        <p>{t("about")}</p>
        <nav className={own.tabs} aria-label={t("title")}>
          <OfficeLink href="/office/problems" aria-current={over ? undefined : "page"}>{t("open")}</OfficeLink>
          <OfficeLink href="/office/problems?over=1" aria-current={over ? "page" : undefined}>{t("over")}</OfficeLink>
        </nav>
        {rows.length === 0 ? <p>{t(over ? "none.over" : "none")}</p> : (
          <ul className={style.people}>
            {rows.map((one) => {
              const facts = [context.named("category", one.category), context.named("district", one.district), context.named("department", one.department)].filter((fact) => fact !== null);
              return (
                <li key={one.id} className={style.person}>
                  <p><OfficeLink href={`/office/problems/${one.id}`}><strong>{one.title}</strong></OfficeLink> · {t("cases.n", { n: one.cases })} · <strong>{one.open > 0 ? t("waiting.n", { n: one.open }) : t("waiting.none")}</strong></p>
                  <p className={style.quiet}>{facts.map((fact) => <span key={fact.text} lang={fact.lang}>{fact.text} · </span>)}{context.day(one.openedAt)}</p>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </Shell>
  );
}
