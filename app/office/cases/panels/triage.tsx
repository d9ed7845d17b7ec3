import { Form } from "#app/office/_parts/form.tsx";
import { keyHint } from "#app/office/_parts/field.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { assignCase, changeCaseStatus, classifyCase } from "#app/office/cases/[id]/actions.ts";
import style from "#app/office/cases/cases.module.css";
import { carriedFields } from "#app/office/cases/case-forms.ts";
import type { Panel, PanelProps } from "#app/office/cases/panels/panel.ts";
import { backTo } from "#app/office/cases/place.ts";
import { putCaseBack, takeCase } from "#app/office/inbox/actions.ts";
import own from "#app/office/inbox/inbox.module.css";
import { claimMinutes, claimsOf } from "#lib/appeals/claim.ts";
import { inboxStatuses } from "#lib/appeals/in-inbox.ts";
import { earlierCases, mostEarlier } from "#lib/appeals/same-person.ts";
import { nearDuplicates, suggest } from "#lib/appeals/similar.ts";
import { findStep } from "#lib/appeals/status.ts";
import { officeInbox } from "#lib/i18n/areas/office-inbox.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** Who has the case in hand, said plainly; taking it is one click, also from somebody else. */
async function ClaimLine({ context, actor, view, list, forms }: PanelProps) {
  const t = translator(officeInbox, context.locale);
  const held = (await claimsOf([view.id], context.now)).get(view.id);
  const mine = held?.staff === actor.id;
  const id = { kind: "hidden", name: "id", value: String(view.id) } as const, back = { kind: "hidden", name: "list", value: list } as const;
  return (
    <div className={held && !mine ? own.taken : own.claim}>
      <p>{!held ? t("claim.none") : mine ? t("claim.own", { at: context.moment(held.since), minutes: claimMinutes }) : <strong>{t("claim.other", { name: held.name, at: context.moment(held.since) })}</strong>}</p>
      {mine ? <Form {...forms} action={putCaseBack} label={t("claim.back")} fields={[id, back]} submits={[{ label: t("claim.back"), quiet: true, keys: "w" }]} />
        : may(actor, "case.claim") ? <Form {...forms} action={takeCase} label={t("claim")} fields={[id, back, { kind: "hidden", name: "holder", value: held ? String(held.staff) : "" }]}
          submits={[{ label: t(held ? "claim.over" : "claim.take"), quiet: true, keys: "w" }]} /> : null}
    </div>
  );
}

/** What similar closed cases were about and who had them: accepted with one click, else passed by. */
async function SuggestionLines({ context, actor, view, list, forms }: PanelProps) {
  const t = translator(officeInbox, context.locale);
  const found = await suggest(actor, view.id);
  const carried = carriedFields(view, list);
  const category = found && found.category !== view.category ? context.named("category", found.category) : null;
  const department = found && found.department !== view.department && may(actor, "case.assign") ? context.named("department", found.department) : null;
  if (!found || (!category && !department)) return null;
  return (
    <div className={own.suggestion}>
      <h2>{t("suggestion")}</h2>
      <p className={style.quiet}>{t("suggestion.why", { n: found.cases, share: found.share })} <span className={own.examples}>{found.examples.map((one) => <OfficeLink key={one.id} href={`/office/cases/${one.id}`}>{one.number}</OfficeLink>)}</span></p>
      {category ? (
        <div className={own.offer}><p lang={category.lang}>{t("suggestion.category", { name: category.text })}</p>
          <Form {...forms} action={classifyCase} label={t("suggestion.category", { name: category.text })} submits={[{ label: t("suggestion.accept"), quiet: true, keys: "y" }]}
            fields={[...carried, { kind: "hidden", name: "category", value: found.category! }, { kind: "hidden", name: "district", value: view.district ?? "" }]} /></div>
      ) : null}
      {department ? (
        <div className={own.offer}><p lang={department.lang}>{t("suggestion.department", { name: department.text })}</p>
          <Form {...forms} action={assignCase} label={t("suggestion.department", { name: department.text })} submits={[{ label: t("suggestion.accept"), quiet: true, ...(category ? {} : { keys: "y" }) }]}
            fields={[...carried, { kind: "hidden", name: "department", value: found.department! }]} /></div>
      ) : null}
    </div>
  );
}

/** Cases that are about the same, and what the same person has sent before; his duplicate is merged here. */
async function Others({ context, actor, view, list, forms }: PanelProps) {
  const t = translator(officeInbox, context.locale);
  const [near, earlier] = await Promise.all([view.closedAt === null ? nearDuplicates(actor, view.id) : [], view.hasApplicant ? earlierCases(actor, view.id) : []]);
  const mergeable = view.hasApplicant && findStep(view.track, view.status, "merged", "status") !== undefined && may(actor, "case.discard");
  const same = new Set(earlier.map((one) => one.id));
  const isNear = (id: number) => near.some((one) => one.id === id);
  // Probably the duplicate's first: of the same entry, about the same, else simply his last one that is still open.
  const target = earlier.find((one) => one.sameEntry && isNear(one.id)) ?? earlier.find((one) => one.sameEntry && one.open);
  const inInbox = new URLSearchParams(list).has("inbox");
  // Beside the inbox only what still waits there; the rest on its own page.
  const address = (one: { id: number; status: string }) => backTo(one.id, inInbox && !(inboxStatuses as readonly string[]).includes(one.status) ? undefined : list);
  const row = (one: { id: number; number: string; status: string; receivedAt: Date; language: string; excerpt: string }, facts: string[], excerpt: boolean) => (
    <li key={one.id}>
      <OfficeLink href={address(one)}>{one.number}</OfficeLink> <small>{[context.code("status", one.status), context.day(one.receivedAt), ...facts].join(" · ")}</small>
      {excerpt ? <p className={own.excerpt} lang={one.language}>{one.excerpt}</p> : null}
    </li>
  );
  return (
    <>
      {near.length > 0 ? <section aria-labelledby="case-near"><h2 id="case-near">{t("near.title")}</h2><p className={style.quiet}>{t("near.about")}</p><ul className={own.others}>{near.map((one) => row(one, same.has(one.id) ? [t("near.same")] : [], true))}</ul></section> : null}
      {earlier.length > 0 ? <section aria-labelledby="case-earlier"><h2 id="case-earlier">{t("earlier.title")}</h2><ul className={own.others}>{earlier.map((one) => row(one, [], !isNear(one.id)))}</ul>
        {earlier.length === mostEarlier ? <p className={style.quiet}>{t("earlier.most", { n: mostEarlier })}</p> : null}</section> : null}
      {mergeable && earlier.length > 0 ? (
        <Form {...forms} action={changeCaseStatus} label={t("merge")} folded={target ? "open" : "closed"} submits={[{ label: t("merge.submit"), quiet: true }]}
          fields={[...carriedFields(view, list), { kind: "hidden", name: "to", value: "merged" }, { kind: "text", name: "target", label: t("merge.target"), hint: t("merge.hint"), keys: "m", required: true, ...(target ? { value: target.number } : {}) }]} />
      ) : null}
    </>
  );
}

/** Claim, suggestion, near-duplicates, earlier cases of the same person. */
export const TriagePanel: Panel = (props) => {
  const t = translator(officeInbox, props.context.locale);
  const waits = inboxStatuses.includes(props.view.status) && may(props.actor, "case.classify");
  const inInbox = new URLSearchParams(props.list).has("inbox");
  return (
    <>
      {waits ? <ClaimLine {...props} /> : null}
      {waits ? <SuggestionLines {...props} /> : null}
      <Others {...props} />
      {inInbox ? <p><OfficeLink href={`/office/cases/${props.view.id}`} aria-keyshortcuts="o" title={keyHint(t("open"), "o")}>{t("open")}</OfficeLink></p> : null}
    </>
  );
};
