import { goTo, officeLanguage } from "#app/_server/session.ts";
import { ownAddress, single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { PasskeyForm } from "#app/office/_parts/passkey-form.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { passSecondFactor, passSecondFactorByKey } from "#app/office/sign-in/actions.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { demonstrationCode } from "#lib/staff/demonstration.ts";
import { passkeyOptions } from "#lib/staff/passkey.ts";

export const instant = false;

type Props = { searchParams: Promise<{ to?: string | string[] }> };

/** The second step of a sign-in: a code (works without JavaScript) or a passkey. */
export default async function SecondStepPage({ searchParams }: Props) {
  return officeView("account.enter", "/office/sign-in/second", (actor) => secondStep(actor, searchParams));
}

async function secondStep(actor: Actor, searchParams: Props["searchParams"]) {
  const to = ownAddress(single((await searchParams).to));
  if (actor.secondFactor || !actor.enrolled) goTo(to);
  const [locale, options, demo] = [await officeLanguage(), await passkeyOptions(actor), await demonstrationCode(actor)];
  const t = translator(officeStaff, locale);
  const form = { words: formWords(locale), done: "", signInAddress: "/office/sign-in" };
  return (
    <Shell actor={actor} locale={locale} address={`/office/sign-in/second?to=${encodeURIComponent(to)}`} title={t("second.title")}>
      <div className={style.narrow}>
        <h1>{t("second.title")}</h1>
        {demo ? <p role="status" className={style.notice}>{demo === "wait" ? t("second.demo.wait") : t("second.demo", { code: demo.replace(/(?=...$)/, "\u00a0") })}</p> : null}
        {options ? <PasskeyForm {...form} kind="pass" options={options} cancelled={t("key.cancelled")} script={t("key.script")} action={passSecondFactorByKey} label={t("second.key")} submits={[{ label: t("second.key") }]}
          fields={[{ kind: "hidden", name: "to", value: to }]} /> : null}
        <Form {...form} action={passSecondFactor} label={t("second.title")} submits={[{ label: t("second.submit"), ...(options ? { quiet: true } : {}) }]} fields={[
          { kind: "hidden", name: "to", value: to },
          { kind: "text", name: "passcode", label: t("second.code"), hint: t("second.code.hint"), autoComplete: "one-time-code" },
        ]} />
        <p className={style.quiet}>{t("second.lost")}</p>
      </div>
    </Shell>
  );
}
