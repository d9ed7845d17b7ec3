import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { addOpen311Client, removeOpen311Client } from "#app/office/admin/ways/clients/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeClients } from "#lib/i18n/areas/office-clients.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { clients } from "#lib/intake/open311/clients.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/admin/ways/clients";

/** The programs that may hand in requests by Open311: names only; a key is shown once, when it is made. */
export default async function ClientsPage({ searchParams }: { searchParams: Search }) {
  return officeView("way.manage", address, (actor) => list(actor, searchParams));
}

async function list(actor: Actor, searchParams: Search) {
  const [locale, query, rows, city] = await Promise.all([officeLanguage(), searchParams, clients(actor), officeCity()]);
  const t = translator(officeClients, locale), o = translator(office, locale), done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="ways" title={t("title")}>
      <div className={style.page}>
        <p><OfficeLink href="/office/admin/ways/open311">← Open311</OfficeLink></p>
        <h1>{t("title")}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        <p className={style.quiet}>{t("about")}</p>
        <Form {...form} action={addOpen311Client} label={t("add")} submits={[{ label: t("add") }]} fields={[{ kind: "text", name: "name", label: t("name"), hint: t("name.hint"), required: true }]} />
        {rows.length === 0 ? <p>{t("none")}</p> : (
          <ul className={style.people}>
            {rows.map((one) => (
              <li key={one.name} className={style.person}>
                <p><strong>{one.name}</strong> <span className={style.quiet}>{t("made", { at: formatMoment(locale, one.madeAt, city.timeZone) })}</span></p>
                <Form {...form} action={removeOpen311Client} label={t("remove", { name: one.name })} submits={[{ label: t("remove", { name: one.name }), quiet: true }]} fields={[{ kind: "hidden", name: "name", value: one.name }]} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Shell>
  );
}
