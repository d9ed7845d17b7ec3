import type { CodeNames } from "#db/reference/codelists.ts";

/**
 * Kazakhstan's fixed holidays, religious days off and the transfer rule, for any year. db/reference/calendar-kz.csv is
 * what this rule gives for 2022–2028 plus the days that were decreed; a test keeps the two together. An administrator
 * edits the table, never this file.
 */
export type CalendarRow = { day: string; working: boolean; names: CodeNames; basis: string };

type Holiday = { monthDay: string; from?: number; to?: number; names: CodeNames };

const names = (kk: string, ru: string, en: string): CodeNames => ({ kk, ru, en });

const holidays: readonly Holiday[] = [
  { monthDay: "01-01", names: names("Жаңа жыл", "Новый год", "New Year") },
  { monthDay: "01-02", names: names("Жаңа жыл", "Новый год", "New Year") },
  { monthDay: "03-08", names: names("Халықаралық әйелдер күні", "Международный женский день", "International Women's Day") },
  { monthDay: "03-15", from: 2027, names: names("Конституция күні", "День Конституции", "Constitution Day") },
  ...["03-21", "03-22", "03-23"].map((monthDay) => ({ monthDay, names: names("Наурыз мейрамы", "Наурыз мейрамы", "Nauryz") })),
  { monthDay: "05-01", names: names("Қазақстан халқының бірлігі мерекесі", "Праздник единства народа Казахстана", "Kazakhstan People's Unity Day") },
  { monthDay: "05-07", names: names("Отан қорғаушы күні", "День защитника Отечества", "Defender of the Fatherland Day") },
  { monthDay: "05-09", names: names("Жеңіс күні", "День Победы", "Victory Day") },
  { monthDay: "07-06", names: names("Астана күні", "День столицы", "Capital City Day") },
  { monthDay: "08-30", to: 2025, names: names("Конституция күні", "День Конституции", "Constitution Day") },
  { monthDay: "10-25", from: 2022, names: names("Республика күні", "День Республики", "Republic Day") },
  { monthDay: "12-16", names: names("Тәуелсіздік күні", "День Независимости", "Independence Day") },
];

const christmas = names("Православиелік Рождество", "Православное Рождество", "Orthodox Christmas");
const kurbanAitNames = names("Құрбан айттың бірінші күні", "Первый день Курбан-айта", "First day of Kurban Ait");
/** Announced by the Muslim Spiritual Board; later years by the astronomical calendar. */
export const kurbanAitDays = ["2022-07-09", "2023-06-28", "2024-06-16", "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05"];

/** What the two days of a decreed transfer are called. */
export const transferNames = {
  off: names("Ауыстырылған демалыс күні", "Перенесённый день отдыха", "Transferred day off"),
  working: names("Жұмыс күні (демалыс ауыстырылды)", "Рабочий день (отдых перенесён)", "Working day (day off transferred)"),
};

/**
 * One text for readers of every language, so the laws are cited in the languages they are written in: the Law on
 * Holidays, art. 5 (also for its transfers), and the Labour Code, art. 84 (5).
 */
const basis = {
  holiday: "«Қазақстан Республикасындағы мерекелер туралы» ҚР Заңының 5-бабы / ст. 5 Закона РК «О праздниках в Республике Казахстан»",
  religious: "ҚР Еңбек кодексі 84-бабының 5-тармағы / п. 5 ст. 84 Трудового кодекса РК",
};

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const next = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The weekdays of a year that the law itself makes days off; Kurban Ait where it is known or given. */
export function daysOffByLaw(year: number, kurbanAit: readonly string[] = kurbanAitDays): CalendarRow[] {
  const ofYear = holidays.filter(({ from = 0, to = 9999 }) => from <= year && year <= to)
    .map((holiday) => ({ day: `${year}-${holiday.monthDay}`, names: holiday.names }));
  const off = new Map<string, CalendarRow>();
  const add = (day: string, row: Omit<CalendarRow, "day" | "working">) => off.set(day, { day, working: false, ...row });

  for (const day of [`${year}-01-07`, ...kurbanAit.filter((day) => day.startsWith(`${year}-`))]) {
    if (!isWeekend(day)) add(day, { names: day.endsWith("-01-07") ? christmas : kurbanAitNames, basis: basis.religious });
  }
  for (const { day, names } of ofYear) if (!isWeekend(day)) add(day, { names, basis: basis.holiday });
  for (const { day, names } of ofYear.filter(({ day }) => isWeekend(day))) {
    let target = next(day);
    while (isWeekend(target) || off.has(target)) target = next(target);
    add(target, { names, basis: basis.holiday });
  }
  return [...off.values()].sort((a, b) => a.day.localeCompare(b.day));
}
