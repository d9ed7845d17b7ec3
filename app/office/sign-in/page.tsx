import { connection } from "next/server";
import { currentActor, goTo, officeLanguage } from "#app/_server/session.ts";
import { officeAddress, ownAddress, single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { signIn } from "#app/office/sign-in/actions.ts";
import { env } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** What next-auth's endpoint sends people back with; everything else is the provider's trouble. */
const refusals = ["signInFailed", "providerUnknown", "unavailable", "fault"] as const;

type Props = { searchParams: Promise<{ to?: string | string[]; error?: string | string[] }> };

/** The way in; works without JavaScript. */
export default async function SignInPage({ searchParams }: Props) {
  await connection();
  const { to, error } = await searchParams;
  const address = ownAddress(single(to));
  if (await currentActor()) goTo(address);
  const locale = await officeLanguage();
  const t = translator(office, locale);
  return (
    <Shell actor={null} locale={locale} address={`/office/sign-in?to=${encodeURIComponent(address)}`} title={t("signIn.title")}>
      <div className={style.narrow}>
        <h1>{t("signIn.title")}</h1>
        {error ? <p role="alert" className={style.notice}>{new Refusal(refusals.find((code) => code === single(error)) ?? "providerFailed").say(locale)}</p> : null}
        <Form action={signIn} label={t("signIn.title")} words={formWords(locale)} done="" signInAddress="/office/sign-in" submits={[{ label: t("signIn.submit") }]} fields={[
          { kind: "hidden", name: "to", value: address },
          { kind: "text", name: "login", label: t("signIn.login"), autoComplete: "username" },
          { kind: "password", name: "password", label: t("signIn.password"), autoComplete: "current-password" },
        ]} />
        {env.OIDC_ISSUER ? <p className={style.acts}><a className={style.button} href={officeAddress("/office/sign-in/provider", { to: address })}>{translator(officeStaff, locale)("provider.with", { name: env.OIDC_NAME })}</a></p> : null}
      </div>
    </Shell>
  );
}
