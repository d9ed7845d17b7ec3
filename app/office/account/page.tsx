import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { SessionList } from "#app/office/_parts/session-list.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { changePassword, endOtherSessions, endOwnSession } from "#app/office/account/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { factorsOf } from "#lib/staff/second-factor.ts";
import { openSessions } from "#lib/staff/session.ts";

export const instant = false;

type Props = { searchParams: Promise<{ done?: string | string[] }> };

/** One's own account: roles, password, second factor, open sessions. */
export default async function AccountPage({ searchParams }: Props) {
  return officeView("account.own", "/office/account", (actor) => account(actor, searchParams));
}

async function account(actor: Actor, searchParams: Props["searchParams"]) {
  const [locale, query, sessions, factors, city] = [await officeLanguage(), await searchParams, await openSessions(actor, actor.id), await factorsOf(actor.id), await officeCity()];
  const t = translator(office, locale), code = translator(cases, locale), staffWord = translator(officeStaff, locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
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
          <h2>{staffWord("factor.title")}</h2>
          <p>{actor.enrolled ? staffWord("factor.on") : staffWord("factor.off")} <a href="/office/account/second-factor">{staffWord("factor.open")}</a></p>
          {actor.enrolled && factors.recoveryCodes === 0 ? <p className={style.notice}>{staffWord("codes.none")}</p> : null}
        </section>
        <section>
          <h2>{t("account.sessions")}</h2>
          <SessionList sessions={sessions} here={actor.session} locale={locale} timeZone={city.timeZone} done={done} end={endOwnSession} />
          {sessions.length > 1 ? <Form {...form} action={endOtherSessions} label={t("account.sessions.end")} fields={[]} submits={[{ label: t("account.sessions.end"), quiet: true }]} /> : null}
        </section>
      </div>
    </Shell>
  );
}
