import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/cases/cases.module.css";
import type { Panel } from "#app/office/cases/panels/panel.ts";
import { officeAddress } from "#app/office/_parts/address.ts";
import { verifyChain } from "#lib/audit.ts";
import { looksAt } from "#lib/audit/looks.ts";
import { officeAudit } from "#lib/i18n/areas/office-audit.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** For the auditor: whether this history is whole, and who looked at the applicant. */
export const ChainPanel: Panel = async ({ context, actor, view }) => {
  if (!may(actor, "audit.read")) return null;
  const t = translator(officeAudit, context.locale);
  const [[broken], looks] = await Promise.all([verifyChain(view.id), looksAt(actor, view.id)]);
  return (
    <section aria-labelledby="case-chain">
      <h2 id="case-chain">{t("chain")}</h2>
      {broken ? <p role="alert" className={style.lateDue}><strong>{t("chain.broken", { seq: broken.seq, fault: t(`fault.${broken.fault}`) })}</strong></p> : <p>{t("chain.ok", { n: view.history.length })}</p>}
      <h3>{t("chain.looks")}</h3>
      {looks.length === 0 ? <p>{t("chain.looks.none")}</p> : <ul>{looks.map((one) => <li key={one.id}>{one.name}, {context.moment(one.at)}</li>)}</ul>}
      <p><OfficeLink href={officeAddress("/office/audit", { number: view.number })}>{t("chain.trail")}</OfficeLink></p>
    </section>
  );
};
