import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { changePassword, endOtherSessions } from "#app/office/account/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { openSessions } from "#lib/staff/session.ts";

export const instant = false;

type Props = { searchParams: Promise<{ done?: string | string[] }> };

/** One's own account: roles, password, open sessions. */
export default async function AccountPage({ searchParams }: Props) {
  return officeView("account.own", "/office/account", (actor) => account(actor, searchParams));
}

async function account(actor: Actor, searchParams: Props["searchParams"]) {
  const [locale, query, sessions, city] = [await officeLanguage(), await searchParams, await openSessions(actor.id), await officeCity()];
  const t = translator(office, locale), code = translator(cases, locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
  const moment = (at: Date) => formatMoment(locale, at, city.timeZone);
  return (
    <Shell actor={actor} locale={locale} address="/office/account" here="account" title={t("account.title")}>
      <div className={style.page}>
        <h1>{actor.name}</h1>
        {done ? <p role="status" className={style.notice}>{t("saved")}</p> : null}
        {actor.mustChangePassword ? <p role="status" className={style.notice}>{t("account.first")}</p> : null}
        <section>
          <h2>{t("account.roles")}</h2>
          <ul>{actor.roles.map((role) => <li key={role}><strong>{code(`role.${role}`)}</strong> – {code(`role.${role}.about`)}</li>)}</ul>
        </section>
        <section>
          <h2>{t("account.password")}</h2>
          <Form {...form} action={changePassword} label={t("account.password")} submits={[{ label: t("account.change") }]} fields={[
            { kind: "password", name: "current", label: t("account.current"), autoComplete: "current-password" },
            { kind: "password", name: "password", label: t("account.new"), hint: t("account.new.hint"), autoComplete: "new-password" },
            { kind: "password", name: "repeated", label: t("account.repeated"), autoComplete: "new-password" },
          ]} />
        </section>
        <section>
          <h2>{t("account.sessions")}</h2>
          <ul>
            {sessions.map((one) => (
              <li key={one.id}>
                {t("account.sessions.since", { since: moment(one.createdAt), seen: moment(one.lastSeenAt) })}{one.address ? ` · ${one.address}` : ""}
                {one.id === actor.session ? <strong> · {t("account.sessions.this")}</strong> : null}
              </li>
            ))}
          </ul>
          {sessions.length > 1 ? <Form {...form} action={endOtherSessions} label={t("account.sessions")} fields={[]} submits={[{ label: t("account.sessions.end"), quiet: true }]} /> : null}
        </section>
      </div>
    </Shell>
  );
}
