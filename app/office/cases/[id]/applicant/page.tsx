import { officeLanguage } from "#app/_server/session.ts";
import { officeAddress, single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { editContact } from "#app/office/cases/[id]/applicant/actions.ts";
import { backTo } from "#app/office/cases/place.ts";
import { applicantToEdit, applicantWays } from "#lib/appeals/edit-applicant.ts";
import { officeCase } from "#lib/i18n/areas/office-case.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** An applicant's contact data, to be mended. Opening the page is a look at them, and is written down as one. */
export default async function ContactPage({ params, searchParams }: Props) {
  const [{ id }, query] = [await params, await searchParams];
  const caseId = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0, list = single(query.list) ?? "";
  return officeView("applicant.edit", officeAddress(`/office/cases/${id}/applicant`, { list }), (actor) => contact(actor, caseId, list));
}

async function contact(actor: Actor, caseId: number, list: string) {
  const [locale, found] = [await officeLanguage(), await applicantToEdit(actor, caseId)];
  const t = translator(officeOutbox, locale), c = translator(officeCase, locale);
  const address = officeAddress(`/office/cases/${caseId}/applicant`, { list });
  const text = (name: "name" | "phone" | "email" | "address", label: string) => ({ kind: "text", name, label, value: found[name] ?? "" }) as const;
  return (
    <Shell actor={actor} locale={locale} address={address} here="cases" title={`${t("contact")} · ${found.number}`}>
      <div className={style.page}>
        <p><a href={backTo(caseId, list)}>← {t("contact.back")}: {found.number}</a></p>
        <h1>{t("contact.edit")}</h1>
        <p>{t(found.applicant === null ? "contact.new" : "contact.about")}</p>
        <Form action={editContact} label={t("contact.edit")} words={formWords(locale)} done="" signInAddress={`/office/sign-in?to=${encodeURIComponent(address)}`} submits={[{ label: t("contact.save") }]} fields={[
          { kind: "hidden", name: "id", value: String(caseId) }, { kind: "hidden", name: "seen", value: `${found.version}.${found.seq}` }, { kind: "hidden", name: "list", value: list },
          text("name", c("applicant.name")), text("phone", t("contact.phone")), text("email", t("contact.email")), text("address", c("applicant.address")),
          { kind: "select", name: "way", label: t("contact.way"), value: found.way ?? "", empty: t("contact.way.none"), options: applicantWays.map((way) => ({ value: way, label: t(`way.${way}`) })) },
        ]} />
      </div>
    </Shell>
  );
}
