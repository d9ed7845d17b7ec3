import Link from "next/link";
import { wayName } from "#app/office/admin/ways/way-name.ts";
import style from "#app/office/_parts/page.module.css";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { WayState } from "#lib/ways/state.ts";

type Props = { states: WayState[]; locale: Locale; moment: (at: Date) => string };

/** Every way in a line: whether it is on, when something last came and went, what is stuck. */
export function WaysTable({ states, locale, moment }: Props) {
  const t = translator(officeWays, locale);
  const when = (at: Date | null) => (at ? moment(at) : t("never"));
  return (
    <div className={style.scroll} role="region" aria-label={t("list")} tabIndex={0}>
      <table>
        <caption>{t("list")}</caption>
        <thead><tr>{(["way", "state", "came", "stuck", "sent", "unsent"] as const).map((column) => <th key={column} scope="col">{t(`column.${column}`)}</th>)}</tr></thead>
        <tbody>
          {states.map(({ code, active, hindrance, arrivals, sending }) => (
            <tr key={code}>
              <th scope="row"><Link prefetch={false} href={`/office/admin/ways/${code}` as never}>{wayName(code, locale)}</Link></th>
              <td>{active ? <strong>{t("on")}</strong> : t("off")}{active && hindrance ? <>: <strong>{t(hindrance)}</strong></> : null}</td>
              <td>{when(arrivals.lastAt)}</td>
              <td>{t("counts", { waiting: arrivals.waiting, dead: arrivals.dead })}</td>
              <td>{sending === null ? t("none") : <>{when(sending.lastAt)}{sending.delivery && sending.deliveryAt ? ` (${t(`delivery.${sending.delivery}` as "delivery.sent")})` : ""}{sending.ready ? "" : `; ${t("notReady")}`}</>}</td>
              <td>{sending === null ? t("none") : t("counts", { waiting: sending.waiting, dead: sending.dead })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
