import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { takePhoneCall } from "#app/office/call/actions.ts";
import { Caller } from "#app/office/call/caller.tsx";
import { callWords } from "#app/office/call/words.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { offered } from "#lib/intake/call/by-letters.ts";
import { isRinging, type Ringing } from "#lib/intake/call/signed.ts";
import { callWays } from "#lib/intake/call/take.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { readWay } from "#lib/ways/read.ts";
import style from "./call.module.css";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const languageName: Record<Locale, string> = { kk: "қазақша", ru: "русский", en: "English" };
const formId = "call";

/** The call screen: what is written down while somebody talks, keyboard only. A telephone exchange may open it with the caller's number. */
export default async function CallPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams, n = single(query.n)?.slice(0, 40);
  const ringing = n === undefined ? null : { n, t: single(query.t) ?? "", s: single(query.s) ?? "" };
  return officeView("call.take", ringing ? `/office/call?${new URLSearchParams(ringing)}` : "/office/call", (actor) => screen(actor, ringing));
}

/** The number, if it is the exchange's own word; false when somebody or something else wrote the address. */
async function numberOf(ringing: Ringing, now: Date): Promise<string | false> {
  const way = await readWay("call");
  return way !== null && isRinging(ringing, way.secrets.signingKey, way.settings.minutes, now) && ringing.n;
}

async function screen(actor: Actor, ringing: Ringing | null) {
  const [{ t, locale, city }, reference, number] = await Promise.all([callWords(), readReference(), ringing ? numberOf(ringing, new Date()) : null]);
  const o = translator(officeOutbox, locale);
  return (
    <Shell actor={actor} locale={locale} address="/office/call" here="call" title={t("title")}>
      <div className={page.page}>
        <h1>{t("title")}</h1>
        {number === null ? null : <p className={number ? page.notice : page.alarm}>{t(number ? "ringing" : "unsigned")}</p>}
        <div className={style.screen}>
          <Form key={number || ""} id={formId} action={takePhoneCall} words={formWords(locale)} done="" signInAddress="/office/sign-in" label={t("title")}
            submits={[{ label: t("save"), name: "then", value: "save" }, { label: t("find"), name: "then", value: "find", quiet: true }]} fields={[
              { kind: "text", name: "phone", label: t("phone"), hint: t("phone.hint"), value: number || "", keys: "n" },
              { kind: "text", name: "name", label: t("name") },
              { kind: "area", name: "text", label: t("text"), rows: 3, required: true },
              { kind: "text", name: "category", label: t("category"), hint: t("letters.hint"), offers: offered(reference.category) },
              { kind: "text", name: "district", label: t("district"), hint: t("letters.hint"), offers: offered(reference.district) },
              { kind: "select", name: "language", label: t("language"), value: city.language, options: locales.map((one) => ({ value: one, label: languageName[one] })) },
              { kind: "select", name: "way", label: o("contact.way"), hint: t("way.hint"), value: "", empty: t("way.any"), options: callWays.map((way) => ({ value: way, label: o(`way.${way}`) })) },
              { kind: "text", name: "forName", label: t("forName"), hint: t("forName.hint") },
              { kind: "text", name: "forPhone", label: t("forPhone") },
              { kind: "text", name: "number", label: t("number"), hint: t("number.hint") },
            ]} />
          <Caller form={formId} words={{ earlier: t("earlier"), none: t("earlier.none"), wait: t("earlier.wait"), noScript: t("earlier.noScript"), failed: t("earlier.failed"), goOn: t("goOn"), isName: t("isName", { name: "{name}" }), closed: t("closed") }} />
        </div>
      </div>
    </Shell>
  );
}
