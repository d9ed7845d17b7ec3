import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { SessionList } from "#app/office/_parts/session-list.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { changeAccount, endAllSessions, endStaffSession, issuePassword, linkIdentity, resetFactor, switchAccount } from "#app/office/staff/actions.ts";
import { positionFields } from "#app/office/staff/position-fields.ts";
import { env } from "#env.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { Refusal } from "#lib/errors.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { staffMember } from "#lib/staff/find.ts";
import { openSessions } from "#lib/staff/session.ts";

export const instant = false;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ done?: string | string[] }> };

/** One official's account for the administrator: position, sessions, password, second factor. */
export default async function StaffMemberPage({ params, searchParams }: Props) {
  const { id } = await params;
  return officeView("staff.manage", `/office/staff/${encodeURIComponent(id)}`, (actor) => member(actor, id, searchParams));
}

async function member(actor: Actor, id: string, searchParams: Props["searchParams"]) {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new Refusal("notFound");
  const [locale, query] = [await officeLanguage(), await searchParams];
  const one = await staffMember(actor, Number(id));
  const [sessions, reference, city] = await Promise.all([openSessions(actor, one.id), readReference(), officeCity()]);
  const around = translator(office, locale), code = translator(cases, locale), t = translator(officeStaff, locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
  const hidden = { kind: "hidden", name: "id", value: String(one.id) } as const;
  const departments = reference.department.map((of) => ({ value: of.code, label: nameFor(locale, of.names, city.language).text }));
  const own = one.id === actor.id;
  return (
    <Shell actor={actor} locale={locale} address={`/office/staff/${one.id}`} here="staff" title={one.name}>
      <div className={style.page}>
        <p><a href="/office/staff">← {t("person.back")}</a></p>
        <h1>{one.name}</h1>
        {done ? <p role="status" className={style.notice}>{around("saved")}</p> : null}
        <p>{one.login} · {one.active ? around("staff.active") : <strong>{around("staff.inactive")}</strong>} · {one.roles.map((role) => code(`role.${role}`)).join(", ")}</p>
        <section>
          <h2>{t("person.edit")}</h2>
          {own ? <p className={style.quiet}>{t("person.own")}</p> : null}
          <Form {...form} action={changeAccount} label={t("person.edit")} fields={[hidden, ...positionFields(locale, departments, one)]} submits={[{ label: t("person.save") }]} />
        </section>
        <section>
          <h2>{t("person.sessions")}</h2>
          <SessionList sessions={sessions} here={actor.session} locale={locale} timeZone={city.timeZone} done={done} end={endStaffSession} of={one.id} />
          {sessions.length > 1 ? <Form {...form} action={endAllSessions} label={around("staff.revoke")} fields={[hidden]} submits={[{ label: around("staff.revoke"), quiet: true }]} /> : null}
        </section>
        <section>
          <h2>{t("person.password")}</h2>
          <Form {...form} action={issuePassword} label={around("staff.reset")} fields={[hidden]} submits={[{ label: around("staff.reset"), quiet: true }]} />
        </section>
        {own ? null : (
          <section>
            <h2>{t("person.factor")}</h2>
            <p>{one.enrolled ? t("factor.on") : t("factor.off")} {one.enrolled ? t("person.factor.about") : ""}</p>
            {one.enrolled ? <Form {...form} action={resetFactor} label={t("person.factor.reset")} folded="closed" fields={[hidden]} submits={[{ label: t("person.factor.reset"), quiet: true }]} /> : null}
          </section>
        )}
        {env.OIDC_ISSUER ? (
          <section>
            <h2>{t("identity.title", { name: env.OIDC_NAME })}</h2>
            <p>{t("identity.about")}{one.identity?.email && one.identity.subject ? ` ${one.identity.email}: ${t("identity.bound")} (${one.identity.subject}).` : ""}</p>
            <Form {...form} action={linkIdentity} label={t("identity.title", { name: env.OIDC_NAME })} submits={[{ label: t("identity.save"), quiet: true }]} fields={[hidden,
              { kind: "text", name: "subject", label: t("identity.subject"), ...(one.identity?.subject && !one.identity.email ? { value: one.identity.subject } : {}) },
              { kind: "text", name: "email", label: t("identity.email"), ...(one.identity?.email ? { value: one.identity.email } : {}) }]} />
          </section>
        ) : null}
        {own ? null : (
          <section>
            <h2>{t("person.active")}</h2>
            <p className={style.quiet}>{around("staff.deactivate.about")}</p>
            <Form {...form} action={switchAccount} label={one.active ? around("staff.deactivate") : around("staff.activate")} submits={[{ label: one.active ? around("staff.deactivate") : around("staff.activate"), quiet: true }]}
              fields={[hidden, { kind: "hidden", name: "active", value: one.active ? "no" : "yes" }]} />
          </section>
        )}
      </div>
    </Shell>
  );
}
