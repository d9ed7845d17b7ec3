import { describe, expect, test } from "vitest";
import { context, count, duration, outcome, periodsTo, source } from "./city.ts";
import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import { chartContext, type ChartContext } from "#lib/charts/context.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { locales } from "#lib/i18n/locale.ts";

/** Finding and summary in the three languages, one beneath the other, with joiners and thin spaces made visible. */
const said = (make: (ctx: ChartContext) => ChartSpec): string => "\n" + locales.map((locale) => {
  const { title, summary } = make(context(locale));
  return `${title}${summary ? ` | ${summary}` : ""}`.replaceAll("\u2060", "").replaceAll("\u202f", "_").replaceAll("\u00a0", "~");
}).join("\n") + "\n";

const months = (...numbers: (number | null)[]) => periodsTo("2026-09", numbers.length).map((period, i) => count(period, numbers[i]!));
const quarter = (period: string, received: number | null) => count(period, received);
const year = (before: number, now: number | null) => [before, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, now];

describe("received", () => {
  test("more than a year earlier", () => expect(said((c) => receivedChart(c, months(...year(706, 1812))))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте 1_812 өтініш түсті: бір жыл бұрынғыдан 157%-ға көп (706) | Ең көп өтініш 2026 жылғы қыркүйекте түсті (1_812), ең азы – 2025 жылғы қазанда (500).
    В сентябре 2026 года поступило 1_812 обращений: на 157~% больше, чем годом ранее (706) | Больше всего обращений поступило в сентябре 2026 года (1_812), меньше всего – в октябре 2025 года (500).
    In September 2026 there were 1_812 appeals: 157% more than a year earlier (706) | The highest number was 1_812, in September 2026; the lowest 500, in October 2025.
    "
  `));
  test("fewer", () => expect(said((c) => receivedChart(c, months(...year(100, 81))))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте 81 өтініш түсті: бір жыл бұрынғыдан 19%-ға аз (100) | Ең көп өтініш 2025 жылғы қазанда түсті (500), ең азы – 2026 жылғы қыркүйекте (81).
    В сентябре 2026 года поступило 81 обращение: на 19~% меньше, чем годом ранее (100) | Больше всего обращений поступило в октябре 2025 года (500), меньше всего – в сентябре 2026 года (81).
    In September 2026 there were 81 appeals: 19% fewer than a year earlier (100) | The highest number was 500, in October 2025; the lowest 81, in September 2026.
    "
  `));
  test("as many", () => expect(said((c) => receivedChart(c, months(...year(100, 102))))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте 102 өтініш түсті: бір жыл бұрынғымен шамалас (100) | Ең көп өтініш 2025 жылғы қазанда түсті (500), ең азы – 2025 жылғы қыркүйекте (100).
    В сентябре 2026 года поступило 102 обращения: почти столько же, сколько годом ранее (100) | Больше всего обращений поступило в октябре 2025 года (500), меньше всего – в сентябре 2025 года (100).
    In September 2026 there were 102 appeals: about as many as a year earlier (100) | The highest number was 500, in October 2025; the lowest 100, in September 2025.
    "
  `));
  test("one, against the month before", () => expect(said((c) => receivedChart(c, months(2, 1)))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте 1 өтініш түсті: алдыңғы айдан 50%-ға аз (2) | Ең көп өтініш 2026 жылғы тамызда түсті (2), ең азы – 2026 жылғы қыркүйекте (1).
    В сентябре 2026 года поступило 1 обращение: на 50~% меньше, чем месяцем ранее (2) | Больше всего обращений поступило в августе 2026 года (2), меньше всего – в сентябре 2026 года (1).
    In September 2026 there was 1 appeal: 50% fewer than a month earlier (2) | The highest number was 2, in August 2026; the lowest 1, in September 2026.
    "
  `));
  test("the first quarter", () => expect(said((c) => receivedChart(c, [quarter("2026-Q2", 24)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда 24 өтініш түсті
    Во 2-м квартале 2026 года поступило 24 обращения
    In Q2 2026 there were 24 appeals
    "
  `));
  test("against the quarter before", () => expect(said((c) => receivedChart(c, [quarter("2026-Q2", 24), quarter("2026-Q3", 31)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 3-тоқсанда 31 өтініш түсті: алдыңғы тоқсаннан 29%-ға көп (24) | Ең көп өтініш 2026 жылғы 3-тоқсанда түсті (31), ең азы – 2026 жылғы 2-тоқсанда (24).
    В 3-м квартале 2026 года поступило 31 обращение: на 29~% больше, чем кварталом ранее (24) | Больше всего обращений поступило в 3-м квартале 2026 года (31), меньше всего – во 2-м квартале 2026 года (24).
    In Q3 2026 there were 31 appeals: 29% more than a quarter earlier (24) | The highest number was 31, in Q3 2026; the lowest 24, in Q2 2026.
    "
  `));
  test("the newest withheld", () => expect(said((c) => receivedChart(c, [quarter("2026-Q2", 24), quarter("2026-Q3", null)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 3-тоқсанда көрсеткіш жасырылған: өтініш берушілер танылып қалмауы керек | 1 кезеңнің саны жасырылған.
    В 3-м квартале 2026 года показатель скрыт, чтобы никого нельзя было узнать | Скрыто число за 1 период.
    In Q3 2026 the figure is withheld, so that nobody can be recognised | 1 period is withheld.
    "
  `));
  test("all withheld", () => expect(said((c) => receivedChart(c, [quarter("2026-Q2", null), quarter("2026-Q3", null)]))).toMatchInlineSnapshot(`
    "
    Мұндағы сандардың бәрі жасырылған: өтініш берушілер танылып қалмауы керек
    Все числа здесь скрыты, чтобы никого нельзя было узнать
    Every number here is withheld, so that nobody can be recognised
    "
  `));
  test("nothing", () => expect(said((c) => receivedChart(c, []))).toMatchInlineSnapshot(`
    "
    Бұл көрсеткіш бойынша әлі ештеңе жарияланған жоқ
    По этому показателю пока ничего не опубликовано
    Nothing is published for this measure yet
    "
  `));
});

describe("on time", () => {
  const q = (period: string, onTime: number, late: number, open: number) => outcome(count(period, onTime + late + open), { onTime, late, open });
  test("rising", () => expect(said((c) => onTimeChart(c, [q("2026-Q1", 700, 95, 10), q("2026-Q2", 1812, 50, 30)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің 96%-ы мерзімінде жауап алды: мерзімі бар 1_892 ішінен 1_812 | Үлес өсті: 2026 жылғы 1-тоқсанда ол 87% болған (805 ішінен 700). Кешігіп жауап берілгені – 50, деректер бекітілген күні ашық тұрғаны – 30.
    Из обращений, поступивших во 2-м квартале 2026 года, ответ в срок получили 96~%: 1_812 из 1_892, у которых есть срок | Доля выросла: в 1-м квартале 2026 года было 87~% (700 из 805). С опозданием – 50, на дату фиксации данных открыты – 30.
    96% of appeals received in Q2 2026 were answered on time: 1_812 of 1_892 that have a deadline | The share rose: in Q1 2026 it was 87% (700 of 805). Answered late: 50; still open when the data were frozen: 30.
    "
  `));
  test("falling", () => expect(said((c) => onTimeChart(c, [q("2026-Q1", 90, 10, 0), q("2026-Q2", 70, 20, 10)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің 70%-ы мерзімінде жауап алды: мерзімі бар 100 ішінен 70 | Үлес төмендеді: 2026 жылғы 1-тоқсанда ол 90% болған (100 ішінен 90). Кешігіп жауап берілгені – 20, деректер бекітілген күні ашық тұрғаны – 10.
    Из обращений, поступивших во 2-м квартале 2026 года, ответ в срок получили 70~%: 70 из 100, у которых есть срок | Доля снизилась: в 1-м квартале 2026 года было 90~% (90 из 100). С опозданием – 20, на дату фиксации данных открыты – 10.
    70% of appeals received in Q2 2026 were answered on time: 70 of 100 that have a deadline | The share fell: in Q1 2026 it was 90% (90 of 100). Answered late: 20; still open when the data were frozen: 10.
    "
  `));
  test("a single quarter, the next one not yet published", () => expect(said((c) => onTimeChart(c, [q("2026-Q2", 70, 20, 10), count("2026-Q3", 90)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің 70%-ы мерзімінде жауап алды: мерзімі бар 100 ішінен 70 | Кешігіп жауап берілгені – 20, деректер бекітілген күні ашық тұрғаны – 10.
    Из обращений, поступивших во 2-м квартале 2026 года, ответ в срок получили 70~%: 70 из 100, у которых есть срок | С опозданием – 20, на дату фиксации данных открыты – 10.
    70% of appeals received in Q2 2026 were answered on time: 70 of 100 that have a deadline | Answered late: 20; still open when the data were frozen: 10.
    "
  `));
  test("the newest withheld", () => expect(said((c) => onTimeChart(c, [q("2026-Q1", 70, 20, 10), outcome(count("2026-Q2", 8), null)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда көрсеткіш жасырылған: өтініш берушілер танылып қалмауы керек
    Во 2-м квартале 2026 года показатель скрыт, чтобы никого нельзя было узнать
    In Q2 2026 the figure is withheld, so that nobody can be recognised
    "
  `));
  test("all withheld", () => expect(said((c) => onTimeChart(c, [outcome(count("2026-Q2", 8), null)]))).toMatchInlineSnapshot(`
    "
    Мұндағы сандардың бәрі жасырылған: өтініш берушілер танылып қалмауы керек
    Все числа здесь скрыты, чтобы никого нельзя было узнать
    Every number here is withheld, so that nobody can be recognised
    "
  `));
  test("no deadlines", () => expect(said((c) => onTimeChart(c, [{ ...count("2026-Q2", 80), outcome_status: "z", late_open_status: "z" }]))).toMatchInlineSnapshot(`
    "
    Бұл өтініштерге жауап мерзімі белгіленбеген, сондықтан мерзімінде берілген үлес есептелмейді
    Для этих обращений срок ответа не установлен, поэтому доля ответов в срок не считается
    These appeals have no deadline, so the share answered on time is not counted
    "
  `));
  test("nothing", () => expect(said((c) => onTimeChart(c, [count("2026-Q3", 90)]))).toMatchInlineSnapshot(`
    "
    Бұл көрсеткіш бойынша әлі ештеңе жарияланған жоқ
    По этому показателю пока ничего не опубликовано
    Nothing is published for this measure yet
    "
  `));
});

describe("duration", () => {
  const q = (median: number | null, p90: number | null) => duration(count("2026-Q2", 100), [20, 40, 20, 10, 5, 5], median, p90);
  test("both known", () => expect(said((c) => durationChart(c, [q(4, 15)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің жартысы 4 жұмыс күні ішінде, оннан тоғызы 15 күн ішінде жауап алды | 100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%).
    Половина обращений, поступивших во 2-м квартале 2026 года, получила ответ за 4 рабочих дня, девять из десяти – за 15 дней | Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%).
    Half of the appeals received in Q2 2026 were answered within 4 working days, nine in ten within 15 days | 60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open.
    "
  `));
  test("one day, twenty-one", () => expect(said((c) => durationChart(c, [q(1, 21)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің жартысы 1 жұмыс күні ішінде, оннан тоғызы 21 күн ішінде жауап алды | 100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%).
    Половина обращений, поступивших во 2-м квартале 2026 года, получила ответ за 1 рабочий день, девять из десяти – за 21 день | Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%).
    Half of the appeals received in Q2 2026 were answered within 1 working day, nine in ten within 21 days | 60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open.
    "
  `));
  test("the same day", () => expect(said((c) => durationChart(c, [q(0, 2)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің жартысы сол күні, оннан тоғызы 2 күн ішінде жауап алды | 100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%).
    Половина обращений, поступивших во 2-м квартале 2026 года, получила ответ в тот же день, девять из десяти – за 2 дня | Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%).
    Half of the appeals received in Q2 2026 were answered on the same day, nine in ten within 2 days | 60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open.
    "
  `));
  test("the tail open", () => expect(said((c) => durationChart(c, [q(4, null)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің жартысы 4 жұмыс күні ішінде жауап алды, кемінде әр оныншысы деректер бекітілген күні әлі ашық еді | 100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%).
    Половина обращений, поступивших во 2-м квартале 2026 года, получила ответ за 4 рабочих дня; не менее чем каждое десятое на дату фиксации данных было открыто | Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%).
    Half of the appeals received in Q2 2026 were answered within 4 working days; at least one in ten was still open when the data were frozen | 60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open.
    "
  `));
  test("half of it open", () => expect(said((c) => durationChart(c, [q(null, null)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен өтініштердің кемінде жартысы деректер бекітілген күні әлі ашық еді | 100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%).
    Не менее половины обращений, поступивших во 2-м квартале 2026 года, на дату фиксации данных были открыты | Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%).
    At least half of the appeals received in Q2 2026 were still open when the data were frozen | 60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open.
    "
  `));
  test("withheld", () => expect(said((c) => durationChart(c, [duration(count("2026-Q2", 14), null)]))).toMatchInlineSnapshot(`
    "
    Мұндағы сандардың бәрі жасырылған: өтініш берушілер танылып қалмауы керек
    Все числа здесь скрыты, чтобы никого нельзя было узнать
    Every number here is withheld, so that nobody can be recognised
    "
  `));
});

test("duration of a year has no median", () => expect(said((c) => durationChart(c, [{ ...duration(count("2025", 100), [20, 40, 20, 10, 5, 5]), median_status: "z", p90_status: "z" }], { period: "2025" }))).toMatchInlineSnapshot(`
  "
  100 өтініш ішінен 60 (60%) 5 жұмыс күнінен асырмай жауап алды; 20 күннен ұзаққа созылғаны немесе әлі ашығы – 5 (5%)
  Не дольше 5 рабочих дней ждали ответа 60 из 100 (60~%); дольше 20 дней или ещё открыты – 5 (5~%)
  60 of 100 (60%) waited no longer than 5 working days; 5 (5%) took longer than 20 or were still open
  "
`));

describe("about", () => {
  const of = (category: string, n: number | null) => count("2026-Q3", n, { category });
  test("sorted, one withheld", () => expect(said((c) => aboutChart(c, [count("2026-Q3", 1204), of("waste", 90), of("heating", 312), of("roads", 120), of("names", null)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 3-тоқсанда өтініштердің 26%-ы «Жылумен жабдықтау» санатында: 1_204 ішінен 312 | Одан кейін: «Жолдар және қар тазалау» – 120; «Қоқыс» – 90. 1 санаттың саны жасырылған.
    В 3-м квартале 2026 года 26~% обращений было по категории «Отопление»: 312 из 1_204 | Далее: «Дороги и уборка снега» – 120; «Мусор» – 90. Скрыто число для 1 категории.
    In Q3 2026 26% of appeals came under “Heating”: 312 of 1_204 | Next: “Roads and snow”, 120; “Waste”, 90. 1 category is withheld.
    "
  `));
  test("all withheld", () => expect(said((c) => aboutChart(c, [count("2026-Q3", 9), of("waste", null), of("heating", null)]))).toMatchInlineSnapshot(`
    "
    Мұндағы сандардың бәрі жасырылған: өтініш берушілер танылып қалмауы керек
    Все числа здесь скрыты, чтобы никого нельзя было узнать
    Every number here is withheld, so that nobody can be recognised
    "
  `));
});

describe("districts", () => {
  const of = (district: string, median: number | null, p90: number | null = 20) => duration(count("2026-Q2", 60, { district }), [10, 10, 10, 10, 10, 10], median, p90);
  const city = duration(count("2026-Q2", 300), [50, 50, 50, 50, 50, 50], 4, 20);
  const hidden = duration(count("2026-Q2", 14, { district: "sol" }), null);
  test("different", () => expect(said((c) => districtsChart(c, [city, of("z1", 3), of("z2", 9), hidden]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда өтініштердің жартысына ауданына қарай 3–9 жұмыс күні ішінде жауап берілді | 2 аудан көрсетілген, тағы 1 ауданның күндері жасырылған.
    Во 2-м квартале 2026 года половина обращений получила ответ за 3–9 рабочих дней, смотря по району | Показаны 2 района; ещё у 1 района дни скрыты.
    In Q2 2026 half of the appeals were answered within 3 to 9 working days, depending on the district | 2 districts are shown, the days of 1 more are withheld.
    "
  `));
  test("from the same day on", () => expect(said((c) => districtsChart(c, [city, of("z1", 0), of("z2", 21)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда өтініштердің жартысына ауданына қарай сол күннен 21 жұмыс күніне дейінгі мерзімде жауап берілді | 2 аудан көрсетілген, жасырылғаны жоқ.
    Во 2-м квартале 2026 года половина обращений получила ответ в срок от того же дня до 21 рабочего дня, смотря по району | Показаны 2 района; скрытых нет.
    In Q2 2026 half of the appeals were answered between the same day and 21 working days, depending on the district | 2 districts are shown, none is withheld.
    "
  `));
  test("the same", () => expect(said((c) => districtsChart(c, [city, of("z1", 4), of("z2", 4)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда көрсетілген әр ауданда өтініштердің жартысы 4 жұмыс күні ішінде жауап алды | 2 аудан көрсетілген, жасырылғаны жоқ.
    Во 2-м квартале 2026 года во всех показанных районах половина обращений получила ответ за 4 рабочих дня | Показаны 2 района; скрытых нет.
    In Q2 2026 half of the appeals were answered within 4 working days in every district shown | 2 districts are shown, none is withheld.
    "
  `));
  test("one alone", () => expect(said((c) => districtsChart(c, [city, of("z1", 4), hidden]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда «1-аймақ (көрсетілім)» бойынша өтініштердің жартысы 4 жұмыс күні ішінде жауап алды | 1 аудан көрсетілген, тағы 1 ауданның күндері жасырылған.
    Во 2-м квартале 2026 года в районе «Зона 1 (демонстрационная)» половина обращений получила ответ за 4 рабочих дня | Показан 1 район; ещё у 1 района дни скрыты.
    In Q2 2026 half of the appeals from Zone 1 (demonstration) were answered within 4 working days | 1 district is shown, the days of 1 more are withheld.
    "
  `));
  test("all withheld", () => expect(said((c) => districtsChart(c, [city, hidden]))).toMatchInlineSnapshot(`
    "
    Мұндағы сандардың бәрі жасырылған: өтініш берушілер танылып қалмауы керек
    Все числа здесь скрыты, чтобы никого нельзя было узнать
    Every number here is withheld, so that nobody can be recognised
    "
  `));
});

describe("channels", () => {
  const month = (period: string, phone: number | null, whatsapp: number) => [count(period, 100), count(period, phone, { channel: "phone" }), count(period, whatsapp, { channel: "whatsapp" }),
    count(period, 10, { channel: "web" }), count(period, 6, { channel: "paper" }), count(period, null, { channel: "sms" })];
  test("falling", () => expect(said((c) => channelsChart(c, [...month("2026-08", 60, 20), ...month("2026-09", 50, 30)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте өтініштердің 50%-ы «Телефон» арқылы түсті: 100 ішінен 50 | Бұл үлес азайды: 2026 жылғы тамызда ол 60% болған (100 ішінен 60).
    В сентябре 2026 года 50~% обращений поступило через канал «Телефон»: 50 из 100 | Его доля снизилась: в августе 2026 года было 60~% (60 из 100).
    In September 2026 50% of appeals came through “Telephone”: 50 of 100 | Its share fell: in August 2026 it was 60% (60 of 100).
    "
  `));
  test("the newest withheld", () => expect(said((c) => channelsChart(c, [...month("2026-08", 60, 20), ...month("2026-09", null, 30)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы қыркүйекте өтініштердің 30%-ы «WhatsApp» арқылы түсті: 100 ішінен 30 | Бұл үлес өсті: 2026 жылғы тамызда ол 20% болған (100 ішінен 20).
    В сентябре 2026 года 30~% обращений поступило через канал «WhatsApp»: 30 из 100 | Его доля выросла: в августе 2026 года было 20~% (20 из 100).
    In September 2026 30% of appeals came through “WhatsApp”: 30 of 100 | Its share rose: in August 2026 it was 20% (20 of 100).
    "
  `));
});

describe("left open", () => {
  const q = (period: string, open: number) => outcome(count(period, 200), { onTime: 200 - open, late: 0, open });
  test("some", () => expect(said((c) => leftOpenChart(c, [q("2026-Q1", 30), q("2026-Q2", 12)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен 200 өтініштен 12 ашық қалды (6%) | Ашық қалғандардың үлесі азайды: 2026 жылғы 1-тоқсанда ол 15% болған (200 ішінен 30).
    Из 200 обращений, поступивших во 2-м квартале 2026 года, остались открытыми 12 (6~%) | Доля открытых снизилась: в 1-м квартале 2026 года было 15~% (30 из 200).
    12 of 200 appeals received in Q2 2026 were still open when the data were frozen (6%) | The share left open fell: in Q1 2026 it was 15% (30 of 200).
    "
  `));
  test("one", () => expect(said((c) => leftOpenChart(c, [q("2026-Q2", 1)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен 200 өтініштен 1 ашық қалды (1%)
    Из 200 обращений, поступивших во 2-м квартале 2026 года, осталось открытым 1 (1~%)
    1 of 200 appeals received in Q2 2026 was still open when the data were frozen (1%)
    "
  `));
  test("none", () => expect(said((c) => leftOpenChart(c, [q("2026-Q2", 0)]))).toMatchInlineSnapshot(`
    "
    2026 жылғы 2-тоқсанда түскен 200 өтініштің бәрі жабылды
    Все обращения, поступившие во 2-м квартале 2026 года, закрыты: 200
    All 200 appeals received in Q2 2026 are closed
    "
  `));
});

test("a subtitle says measure, place and period; a name in another language is marked", () => {
  const spec = aboutChart(context("en"), [count("2026-Q3", 50), count("2026-Q3", 20, { category: "unknown" })]);
  expect(spec.subtitle).toBe("Appeals received by category. Sampleton, Q3 2026");
  expect(spec.table.rows[0]).toMatchObject({ head: "Санаты белгісіз", lang: "kk" });
  expect(receivedChart(context("ru"), [count("2026-Q3", 50, { category: "heating", district: "z1" })], { category: "heating", district: "z1" }).subtitle)
    .toBe("Число поступивших обращений. Образцовск, Зона 1 (демонстрационная), Отопление, 3-\u2060й квартал 2026 года");
});

test("a real city is not called a demonstration", () => {
  expect(receivedChart(context("en"), []).demo).toMatch(/^Demonstration/);
  expect(receivedChart(chartContext("en", { ...source, city: { ...source.city, demo: false } }), []).demo).toBeNull();
});
