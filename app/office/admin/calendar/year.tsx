import { CalendarKeys } from "#app/office/admin/calendar/calendar-keys.tsx";
import style from "#app/office/admin/calendar/calendar.module.css";
import { type DraftDay, type Exception, isWeekend } from "#lib/appeals/calendar-draft.ts";
import type { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { formatDay, formatMonth, formatWeekday } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import type { Translate } from "#lib/i18n/translate.ts";

type Props = {
  year: number; chosen: string | undefined; standing: Map<string, NonNullable<Exception>>; draft: DraftDay[];
  locale: Locale; cityLanguage: Locale; t: Translate<keyof (typeof officeCalendar)["kk"]>;
};

/** A day's name in the reader's language, or in one it has; empty where an old row has none. */
export const nameOf = ({ nameKk: kk, nameRu: ru, nameEn: en }: NonNullable<Exception>, locale: Locale, cityLanguage: Locale) =>
  (kk ?? ru ?? en ? nameFor(locale, { kk, ru, en }, cityLanguage) : { text: "", lang: locale });

/** What a day is: a code of the words `state.…`. */
export const stateOf = (to: Exception): "off" | "working" | "ordinary" => (to === null ? "ordinary" : to.working ? "working" : "off");

/** The weeks of a month, Monday first; null where a week reaches beyond it. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: lead }, () => null), ...Array.from({ length: days }, (_, n) => new Date(Date.UTC(year, month - 1, n + 1)).toISOString().slice(0, 10))];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, n) => cells.slice(n * 7, n * 7 + 7));
}

/** A year as twelve months; each day leads to its form. */
export function Year({ year, chosen, standing, draft, locale, cityLanguage, t }: Props) {
  const drafted = new Map(draft.map((one) => [one.day, one.to]));
  const weekdays = Array.from({ length: 7 }, (_, n) => `2024-01-0${n + 1}`); // 1 January 2024 was a Monday
  const cell = (day: string) => {
    const to = drafted.has(day) ? drafted.get(day)! : standing.get(day) ?? null;
    const special = to !== null || drafted.has(day);
    const said = [formatDay(locale, day), formatWeekday(locale, day), ...(special ? [t(`state.${stateOf(to)}`), ...(to ? [nameOf(to, locale, cityLanguage).text] : []), ...(drafted.has(day) ? [t("mark.draft")] : [])] : [])].join(", ");
    return (
      <a href={`/office/admin/calendar?year=${year}&day=${day}#day`} data-day={day} aria-label={said} title={special ? said : undefined} aria-current={day === chosen ? "date" : undefined}
        className={style.cell} data-state={to === null ? (isWeekend(day) ? "weekend" : undefined) : stateOf(to)} data-draft={drafted.has(day) || undefined}>{Number(day.slice(8))}</a>
    );
  };
  return (
    <CalendarKeys className={style.year!}>
      {Array.from({ length: 12 }, (_, n) => n + 1).map((month) => (
        <table key={month} className={style.month}>
          <caption>{formatMonth(locale, `${year}-${String(month).padStart(2, "0")}`)}</caption>
          <thead><tr>{weekdays.map((day) => <th key={day} scope="col"><abbr title={formatWeekday(locale, day)}>{formatWeekday(locale, day, "short")}</abbr></th>)}</tr></thead>
          <tbody>{weeksOf(year, month).map((week, row) => <tr key={row}>{week.map((day, column) => <td key={column}>{day ? cell(day) : null}</td>)}</tr>)}</tbody>
        </table>
      ))}
    </CalendarKeys>
  );
}
