import QRCode from "qrcode";
import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { PasskeyForm } from "#app/office/_parts/passkey-form.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { addPasskey, confirmAuthenticator, issueRecoveryCodes, removeAuthenticator, removePasskey, renamePasskey } from "#app/office/account/second-factor/actions.ts";
import own from "#app/office/account/second-factor/second-factor.module.css";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { offerAuthenticator } from "#lib/staff/authenticator.ts";
import { newPasskeyOptions } from "#lib/staff/passkey.ts";
import { proofMinutes, provenLately } from "#lib/staff/proof.ts";
import { factorsOf, mustEnrol } from "#lib/staff/second-factor.ts";

export const instant = false;

type Props = { searchParams: Promise<{ done?: string | string[]; replace?: string | string[] }> };
const here = "/office/account/second-factor";

/** One's own second factor: authenticator app, passkeys, recovery codes. */
export default async function SecondFactorPage({ searchParams }: Props) {
  return officeView("account.own", here, (actor) => secondFactor(actor, searchParams));
}

async function secondFactor(actor: Actor, searchParams: Props["searchParams"]) {
  const [locale, query, city, factors] = [await officeLanguage(), await searchParams, await officeCity(), await factorsOf(actor.id)];
  const t = translator(officeStaff, locale), around = translator(office, locale);
  const portal = `${nameFor(locale, city.name, city.language).text} ${around("title")}`;
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
  const moment = (at: Date) => formatMoment(locale, at, city.timeZone);
  const proof: Field = { kind: "password", name: "current", label: t("proof"), hint: t("proof.hint"), autoComplete: "current-password" };
  const asked = (await provenLately(actor, proofMinutes.asked, new Date())) ? [] : [proof];
  const last = (factors.authenticator ? 1 : 0) + factors.passkeys.length === 1;
  const offered = !factors.authenticator || query.replace ? await offerAuthenticator(actor, portal) : null;
  const options = await newPasskeyOptions(actor, portal);
  return (
    <Shell actor={actor} locale={locale} address={here} here="account" title={t("factor.title")}>
      <div className={style.page}>
        <h1>{t("factor.title")}</h1>
        {done ? <p role="status" className={style.notice}>{around("saved")}</p> : null}
        <p>{actor.enrolled ? t("factor.on") : t("factor.off")} {t("factor.why")}</p>
        {actor.secondFactor ? null : <p role="status" className={style.notice}>{t("factor.must")}</p>}
        {actor.enrolled ? (
          <section>
            <h2>{t("codes.title")}</h2>
            <p>{t("codes.about")} {factors.recoveryCodes > 0 ? t("codes.left", { n: factors.recoveryCodes }) : <strong>{t("codes.none")}</strong>}</p>
            {factors.recoveryCodes > 0
              ? <Form {...form} action={issueRecoveryCodes} label={t("codes.issue.again")} folded="closed" fields={[proof]} submits={[{ label: t("codes.issue.again"), quiet: true }]} />
              : <Form {...form} action={issueRecoveryCodes} label={t("codes.issue")} fields={asked} submits={[{ label: t("codes.issue") }]} />}
          </section>
        ) : null}
        <section>
          <h2>{t("app.title")}</h2>
          {factors.authenticator ? <p>{t("app.since", { at: moment(factors.authenticator) })} {offered ? null : <a href={`${here}?replace=1`}>{t("app.replace")}</a>}</p> : <p>{t("app.about")}</p>}
          {offered ? (
            <>
              <p>{t("app.scan")}</p>
              <div className={own.code} role="img" aria-label={t("app.qr")} dangerouslySetInnerHTML={{ __html: await QRCode.toString(offered.uri, { type: "svg", margin: 2, errorCorrectionLevel: "M" }) }} />
              <p>{t("app.key")}: <code className={own.key}>{offered.key}</code></p>
              <Form {...form} action={confirmAuthenticator} label={t("app.title")} submits={[{ label: t("app.confirm"), ...(actor.enrolled ? { quiet: true } : {}) }]}
                fields={[{ kind: "text", name: "passcode", label: t("app.code"), autoComplete: "one-time-code", required: true }, ...(factors.authenticator ? [proof] : asked)]} />
            </>
          ) : null}
          {factors.authenticator && !(last && mustEnrol(actor)) ? <Form {...form} action={removeAuthenticator} label={`${t("app.remove")}: ${t("app.title")}`} folded="closed" fields={[proof]} submits={[{ label: t("app.remove"), quiet: true }]} /> : null}
        </section>
        <section>
          <h2>{t("key.title")}</h2>
          <p>{t("key.about")} {factors.passkeys.length === 0 ? t("key.none") : ""}</p>
          {factors.passkeys.length > 0 ? (
            <ul className={style.people}>
              {factors.passkeys.map((one) => {
                const id = { kind: "hidden", name: "id", value: String(one.id) } as const;
                return (
                  <li key={one.id} className={style.person}>
                    <p><strong>{one.name}</strong> · {t("key.made", { at: moment(one.createdAt) })}{one.lastUsedAt ? `, ${t("key.used", { at: moment(one.lastUsedAt) })}` : ""}</p>
                    <Form {...form} action={renamePasskey} label={`${t("key.rename")}: ${one.name}`} folded="closed" fields={[id, { kind: "text", name: "name", label: t("key.name"), value: one.name, required: true }]} submits={[{ label: t("key.save"), quiet: true }]} />
                    {last && mustEnrol(actor) ? null : <Form {...form} action={removePasskey} label={`${t("key.remove")}: ${one.name}`} folded="closed" fields={[id, proof]} submits={[{ label: t("key.remove"), quiet: true }]} />}
                  </li>
                );
              })}
            </ul>
          ) : null}
          <PasskeyForm {...form} kind="add" options={options} cancelled={t("key.cancelled")} script={t("key.script")} action={addPasskey} label={t("key.add")} submits={[{ label: t("key.add"), quiet: true }]}
            fields={[{ kind: "text", name: "name", label: t("key.name"), hint: t("key.name.hint"), required: true }, ...asked]} />
        </section>
      </div>
    </Shell>
  );
}
