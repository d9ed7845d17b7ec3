import type { ComponentProps } from "react";
import { settleArrival } from "#app/office/admin/ways/actions.ts";
import { wayName } from "#app/office/admin/ways/way-name.ts";
import { Form } from "#app/office/_parts/form.tsx";
import style from "#app/office/_parts/page.module.css";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type deadThings, thingVerdicts } from "#lib/intake/dead.ts";

type Thing = Awaited<ReturnType<typeof deadThings>>["rows"][number];
type Props = { thing: Thing; locale: Locale; moment: (at: Date) => string; form: Pick<ComponentProps<typeof Form>, "words" | "done" | "signInAddress"> };

/** One arrival that could not be taken in, with what may be done about it. */
export function ThingLine({ thing, locale, moment, form }: Props) {
  const t = translator(officeWays, locale);
  const named = t("thing", { id: String(thing.id), way: wayName(thing.source, locale), kind: t(`kind.${thing.kind}` as "kind.message") });
  return (
    <li className={style.person}>
      <p><strong>{named}</strong> <span className={style.quiet}>{t("thing.came", { at: moment(thing.arrivedAt) })} · {t("thing.tries", { n: thing.tries })}</span></p>
      {thing.lastError ? <p>{t("thing.fault", { error: thing.lastError })}</p> : null}
      <details>
        <summary>{t("acts")}</summary>
        <div className={style.acts}>
          {thingVerdicts.map((verdict) => (
            <Form key={verdict} {...form} action={settleArrival} label={`${t(`act.${verdict}`)}: ${named}`} submits={[{ label: t(`act.${verdict}`), quiet: true }]} fields={[
              { kind: "hidden", name: "thing", value: String(thing.id) }, { kind: "hidden", name: "verdict", value: verdict },
              ...(verdict === "aside" ? [{ kind: "text", name: "reason", label: t("reason"), required: true } as const] : []),
            ]} />
          ))}
        </div>
      </details>
    </li>
  );
}
