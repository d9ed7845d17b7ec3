import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { type Context, standing } from "#app/office/cases/context.ts";
import style from "#app/office/cases/cases.module.css";
import { viewAddress } from "#app/office/cases/query.ts";
import { escalatedCases } from "#lib/appeals/escalate.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What was put before this head or signer because of its deadline, the longest overdue first; nothing where there is nothing. */
export async function Escalated({ context, actor }: { context: Context; actor: Actor }) {
  const { rows, n, more } = await escalatedCases(actor);
  if (rows.length === 0) return null;
  const w = translator(officeTerms, context.locale);
  return (
    <section className={style.escalated} aria-labelledby="escalated">
      <h2 id="escalated">{w("escalated")}: {w("escalated.n", { n: formatNumber(context.locale, n), more: more ? "yes" : "no" })}</h2>
      <ul>
        {rows.map((row) => {
          const stands = standing(context, row), category = context.named("category", row.category), department = context.named("department", row.department);
          return (
            <li key={row.id}>
              <OfficeLink href={viewAddress({ escalated: true }, row.id)}>{row.number}</OfficeLink> <span className={stands.late ? style.late : style.soon}>{stands.text}</span>{" "}
              <small><span lang={category?.lang}>{category?.text ?? context.t("list.unknown")}</span>{department ? <> · <span lang={department.lang}>{department.text}</span></> : null}</small>
            </li>
          );
        })}
      </ul>
      {n > rows.length ? <p><OfficeLink href={viewAddress({ escalated: true })}>{w("escalated.all")}</OfficeLink></p> : null}
    </section>
  );
}
