import { officeLanguage } from "#app/_server/session.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { saveWay, sendWayTest, tryWay } from "#app/office/admin/ways/actions.ts";
import { wayFields } from "#app/office/admin/ways/way-fields.ts";
import { fieldName, wayName } from "#app/office/admin/ways/way-name.ts";
import { wayColumns, wayStateWords } from "#app/office/admin/ways/way-state.ts";
import { single } from "#app/office/_parts/address.ts";
import { faultWords } from "#app/office/_parts/fault-words.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { env, portalUrl } from "#env.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { Refusal } from "#lib/errors.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeClients } from "#lib/i18n/areas/office-clients.ts";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { canCheck } from "#lib/ways/check.ts";
import { wayForm } from "#lib/ways/manage.ts";
import { waysState } from "#lib/ways/state.ts";
import type { Way } from "#lib/ways/way.ts";
import { type WayCode, wayCodes, ways } from "#lib/ways/ways.ts";

export const instant = false;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ done?: string | string[] }> };

/** One way: how it is, where its provider finds us, what it is set to, and whether it works. */
export default async function WayPage({ params, searchParams }: Props) {
  const { id } = await params;
  return officeView("way.manage", `/office/admin/ways/${encodeURIComponent(id)}`, (actor) => one(actor, id, searchParams));
}

async function one(actor: Actor, id: string, searchParams: Props["searchParams"]) {
  const code = wayCodes.find((known) => known === id);
  if (!code) throw new Refusal("notFound");
  const [locale, query, shown, states, city] = [await officeLanguage(), await searchParams, await wayForm(actor, code), await waysState(actor), await officeCity()];
  const t = translator(officeWays, locale), o = translator(office, locale), { sends, calledAt = [] }: Way = ways[code];
  const address = `/office/admin/ways/${code}`, name = wayName(code, locale), done = single(query.done) ?? "", moment = (at: Date) => formatMoment(locale, at, city.timeZone);
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  const state = states.find((each) => each.code === code)!, fault = state.sending?.fault, words = wayStateWords(state, locale, moment);
  const hidden = { kind: "hidden", name: "way", value: code } as const;
  return (
    <Shell actor={actor} locale={locale} address={address} here="ways" title={`${name} – ${t("title")}`}>
      <div className={style.page}>
        <p><OfficeLink href="/office/admin/ways">← {t("back")}</OfficeLink></p>
        <h1>{name}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        {shown.hindrance && (shown.active || shown.hindrance === "sealed") ? <p className={style.alarm}>{t(shown.hindrance)}</p> : null}
        <dl className={style.facts}>{wayColumns.map((column) => <div key={column}><dt>{t(`column.${column}`)}</dt><dd>{words[column]}</dd></div>)}</dl>
        {fault ? <p>{t("lastError", { error: faultWords(fault.error, locale), at: fault.at ? moment(fault.at) : "" })}</p> : null}
        {calledAt.length > 0 ? (
          <section aria-labelledby="called">
            <h2 id="called">{t("called")}</h2>
            <p className={style.quiet}>{`how.${code}` in officeWays.kk ? t(`how.${code}` as "how.call") : t("called.about")}{calledAt.some((path) => path.includes("{")) ? ` ${t("called.braces")}` : ""}</p>
            {env.PUBLIC_URL ? null : <p className={style.alarm}>{t("called.noAddress")}</p>}
            <ul>{calledAt.map((path) => <li key={path} className={style.scroll}><code>{portalUrl()}{path.replace(/\{(\w+)\}/, (_, secret: string) => `{${fieldName(code, secret, locale)}}`)}</code></li>)}</ul>
          </section>
        ) : null}
        <section aria-labelledby="set-up">
          <h2 id="set-up">{t("setUp")}</h2>
          {sends === "email" ? <p className={style.quiet}>{t("sendsByEnvironment")}</p> : null}
          {shown.updatedAt ? <p className={style.quiet}>{t("changedAt", { at: moment(shown.updatedAt) })}</p> : null}
          <Form {...form} action={saveWay} label={t("setUp")} submits={[{ label: t("save") }]} fields={wayFields(code, shown, locale)} />
        </section>
        {code === "open311" ? <p><OfficeLink href="/office/admin/ways/clients">{translator(officeClients, locale)("title")}</OfficeLink></p> : null}
        {canCheck(code) ? (
          <section aria-labelledby="check">
            <h2 id="check">{t("check")}</h2>
            <p className={style.quiet}>{t("check.about")}</p>
            <Form {...form} action={tryWay} label={t("check")} submits={[{ label: t("check"), quiet: true }]} fields={[hidden]} />
          </section>
        ) : null}
        {state.sending ? (
          <section aria-labelledby="test">
            <h2 id="test">{t("test")}</h2>
            <p className={style.quiet}>{t("test.about")}</p>
            <Form {...form} action={sendWayTest} label={t("test")} submits={[{ label: t("test.submit"), quiet: true }]} fields={[hidden, { kind: "text", name: "address", label: t(sends === "email" ? "test.email" : "test.phone"), required: true }]} />
          </section>
        ) : null}
      </div>
    </Shell>
  );
}
