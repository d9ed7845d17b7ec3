import { chartContext, type ChartSource } from "#lib/charts/context.ts";
import type { Locale, Names } from "#lib/i18n/locale.ts";
import type { Category, Code, District } from "#lib/stats/codelists.ts";
import type { CubeRow, Status } from "#lib/stats/cube-row.ts";

// A small invented city whose published rows are made by hand, so that a test can say exactly what a chart must show.

const code = (c: string, sort: number, names: Names): Code => ({ code: c, sort, names, validFrom: "2024-01-01", validTo: null });
const category = (c: string, sort: number, kk: string, ru: string, en: string | null, parent: string | null = null): Category =>
  ({ ...code(c, sort, { kk, ru, en }), parent, depth: parent ? 1 : 0, sensitive: false, children: [] });
const district = (c: string, sort: number, kk: string, ru: string, en: string, latitude: number | null = null, longitude: number | null = null, population: number | null = null): District =>
  ({ ...code(c, sort, { kk, ru, en }), parent: null, depth: 0, kind: "district", population, populationSource: { kk: null, ru: null, en: null }, latitude, longitude, children: [] });

export const source: ChartSource = {
  city: { name: { kk: "Үлгіқала", ru: "Образцовск", en: "Sampleton" }, language: "kk", demo: true, coordinatesSource: { kk: "© карта салушылар", ru: null, en: "© mappers" } },
  release: { id: "2026-11-06", asOf: "2026-11-06" },
  codelists: {
    settlements: [["Тай", "Tai", 52.129, 74.473], ["Құлакөл", "Kulakol", 51.807, 75.656], ["Марғұлан", "Margulan", 51.194, 74.038]]
      .map(([kk, en, latitude, longitude]) => ({ code: en as string, names: { kk: kk as string, ru: kk as string, en: en as string }, district: "rural", latitude: latitude as number, longitude: longitude as number })),
    category: [
      category("heating", 1, "Жылумен жабдықтау", "Отопление", "Heating"), category("hot-water", 2, "Ыстық су", "Горячая вода", "Hot water"),
      category("light", 3, "Электр және көше жарығы", "Электричество и уличное освещение", "Electricity and street light"),
      category("roads", 4, "Жолдар және қар тазалау", "Дороги и уборка снега", "Roads and snow"), category("waste", 5, "Қоқыс", "Мусор", "Waste"),
      category("noise", 6, "Шу және қоғамдық тәртіп", "Шум и общественный порядок", "Noise and order"), category("transport", 7, "Қоғамдық көлік", "Общественный транспорт", "Transport"),
      category("schools", 8, "Мектептер мен балабақшалар", "Школы и детские сады", "Schools"), category("aid", 9, "Әлеуметтік көмек", "Социальная помощь", "Social aid"),
      category("land", 10, "Жер және құрылыс", "Земля и строительство", "Land and construction"), category("names", 11, "Көшелердің атауын өзгерту", "Переименование улиц", "Renaming"),
      category("unknown", 12, "Санаты белгісіз", "Категория не указана", null),
    ],
    district: [
      district("z1", 1, "1-аймақ (көрсетілім)", "Зона 1 (демонстрационная)", "Zone 1 (demonstration)", 51.735, 75.31, 20_000), district("z2", 2, "2-аймақ (көрсетілім)", "Зона 2 (демонстрационная)", "Zone 2 (demonstration)", 51.725, 75.318, 16_000),
      district("z10", 3, "10-аймақ (көрсетілім)", "Зона 10 (демонстрационная)", "Zone 10 (demonstration)", 51.713, 75.332), district("rural", 4, "Ауылдық округтер тобы", "Группа сельских округов", "Rural okrugs, grouped"),
      district("sol", 5, "Солнечный кенті", "Посёлок Солнечный", "Solnechny settlement", 52.035, 75.461),
    ],
    channel: [
      code("phone", 1, { kk: "Телефон", ru: "Телефон", en: "Telephone" }), code("whatsapp", 2, { kk: "WhatsApp", ru: "WhatsApp", en: "WhatsApp" }), code("web", 3, { kk: "Сайт", ru: "Сайт", en: "Website" }),
      code("paper", 4, { kk: "Қағаз хат", ru: "Письмо", en: "Letter" }), code("sms", 5, { kk: "SMS", ru: "SMS", en: "SMS" }),
    ],
  },
};

export const context = (locale: Locale) => chartContext(locale, source);

const empty = {
  received: null, received_status: "x", with_deadline: null, on_time: null, outcome_status: "x", late: null, open: null, late_open_status: "x",
  reopened: null, reopened_status: "x", days_1: null, days_5: null, days_10: null, days_15: null, days_20: null, longer_or_open: null,
  duration_status: "x", median_days: null, median_status: "x", p90_days: null, p90_status: "x",
} as const;

type Cell = Partial<Pick<CubeRow, "category" | "district" | "channel">>;

/** A row with a count, or withheld when it is null. */
export function count(period: string, received: number | null, cell: Cell = {}, status: Status = received === null ? "c" : ""): CubeRow {
  const grain = period.length === 4 ? "year" : period[5] === "Q" ? "quarter" : "month";
  return { ...empty, period, grain, category: "all", district: "all", channel: "all", ...cell, received, received_status: status };
}

type Outcome = { onTime: number; late: number; open: number; deadline?: number };

/** The same with its outcomes, or with withheld ones. */
export function outcome(row: CubeRow, o: Outcome | null): CubeRow {
  if (!o) return { ...row, outcome_status: "c", late_open_status: "c" };
  return { ...row, with_deadline: o.deadline ?? o.onTime + o.late + o.open, on_time: o.onTime, late: o.late, open: o.open, outcome_status: "", late_open_status: "" };
}

/** The same with its duration bands, or with withheld ones. */
export function duration(row: CubeRow, bands: [number, number, number, number, number, number] | null, median: number | null = null, p90: number | null = null): CubeRow {
  if (!bands) return { ...row, duration_status: "c", median_status: "c", p90_status: "c" };
  const [days_1, days_5, days_10, days_15, days_20, longer_or_open] = bands;
  return { ...row, days_1, days_5, days_10, days_15, days_20, longer_or_open, duration_status: "", median_days: median, median_status: median === null ? "x" : "", p90_days: p90, p90_status: p90 === null ? "x" : "" };
}

/** `count` months or quarters that end with the given one, oldest first. */
export function periodsTo(last: string, n: number): string[] {
  const quarterly = last[5] === "Q";
  const unit = quarterly ? 4 : 12;
  const end = Number(last.slice(0, 4)) * unit + Number(last.slice(quarterly ? 6 : 5)) - 1;
  return Array.from({ length: n }, (_, i) => end - n + 1 + i)
    .map((at) => `${Math.floor(at / unit)}-${quarterly ? `Q${(at % unit) + 1}` : String((at % unit) + 1).padStart(2, "0")}`);
}

/** Two years of the whole city, as a release would publish them. */
export function wholeCity(): CubeRow[] {
  const months = periodsTo("2026-10", 24).flatMap((period, i) => {
    const total = 420 + Math.round(180 * Math.cos(((i + 10) / 6) * Math.PI)) + i * 4;
    const phone = Math.round(total * (0.52 - i * 0.004)), whatsapp = Math.round(total * (0.2 + i * 0.006)), web = Math.round(total * 0.14), paper = Math.round(total * 0.08);
    const parts: [string, number | null][] = [["phone", phone], ["whatsapp", whatsapp], ["web", web], ["paper", i === 20 ? null : paper], ["sms", i === 20 ? null : total - phone - whatsapp - web - paper]];
    return [count(period, total), ...parts.map(([channel, n]) => count(period, n, { channel }))];
  });
  const quarters = periodsTo("2026-Q3", 8).flatMap((period, i) => {
    const total = 1180 + i * 37 + (i % 4 === 0 ? 400 : 0);
    const row = duration(count(period, total), [120, 410, 260, 140, 90, total - 1020], 6, i % 2 ? 19 : null);
    const late = 90 - i * 5, open = 30 + i * 4;
    const city = i === 7 ? row : outcome(row, { onTime: total - late - open - 20, late, open });
    const names = source.codelists.category.map((c) => c.code);
    const sizes = [412, 190, 171, 140, 96, 61, 44, 31, 22, 11, null, null];
    return [city, ...names.map((category, n) => count(period, sizes[n]! === null ? null : sizes[n]! + i, { category })),
      ...["z1", "z2", "z10", "rural", "sol"].map((d, n) => (n === 4 ? duration(count(period, 14, { district: d }), null)
        : duration(count(period, 300 - n * 60, { district: d }), [20, 60, 40, 20, 10, 10], 3 + n * 2, n === 3 ? null : 11 + n * 3)))];
  });
  return [...months, ...quarters];
}
