import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { wayName } from "#app/office/admin/ways/way-name.ts";
import { wayColumns, wayStateWords } from "#app/office/admin/ways/way-state.ts";
import style from "#app/office/_parts/page.module.css";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { WayState } from "#lib/ways/state.ts";

type Props = { states: WayState[]; locale: Locale; moment: (at: Date) => string };

/** Every way in a line: whether it is on, when something last came and went, what is stuck. */
export function WaysTable({ states, locale, moment }: Props) {
  const t = translator(officeWays, locale);
  return (
    <div className={style.scroll} role="region" aria-label={t("list")} tabIndex={0}>
      <table>
        <caption>{t("list")}</caption>
        <thead><tr>{(["way", ...wayColumns] as const).map((column) => <th key={column} scope="col">{t(`column.${column}`)}</th>)}</tr></thead>
        <tbody>
          {states.map((state) => {
            const words = wayStateWords(state, locale, moment);
            return (
              <tr key={state.code}>
                <th scope="row"><OfficeLink href={`/office/admin/ways/${state.code}`}>{wayName(state.code, locale)}</OfficeLink></th>
                {wayColumns.map((column) => <td key={column}>{column === "state" && state.active ? <strong>{words.state}</strong> : words[column]}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
