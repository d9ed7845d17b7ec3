import { describe, expect, test } from "vitest";
import { context, count, duration, outcome, source, wholeCity } from "./city.ts";
import { chartContext, type Scope } from "#lib/charts/context.ts";
import { findings, type Finding } from "#lib/charts/findings.ts";
import { locales } from "#lib/i18n/locale.ts";
import { countsDiffer } from "#lib/stats/counts-differ.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

const plain = (text: string) => text.replaceAll("\u2060", "").replaceAll("\u202f", "_").replaceAll("\u00a0", "~");
const sentences = (kind: Finding["kind"], cube: CubeRow[], scope?: Scope) => locales.map((locale) => plain(findings(context(locale), cube, scope).find((f) => f.kind === kind)!.text));
const year = (before: number | null, now: number | null, cell = {}) => [count("2025-Q3", before, cell), count("2026-Q3", now, cell)];
/** Quarters without a hole, so that a year before stands in the same series. */
const between = ["2025-Q4", "2026-Q1", "2026-Q2"].map((period) => count(period, 900));
const steadyCity = [...year(900, 905), ...between];

describe("the largest change", () => {
  test("is said of the part that changed by the most appeals", () => {
    const cube = [...steadyCity, ...year(190, 412, { category: "heating" }), ...year(400, 480, { category: "roads" }), ...year(300, 100, { district: "z1" })];
    expect(sentences("change", cube)).toEqual([
      "Ең үлкен өзгеріс – «Жылумен жабдықтау» санаты: 2026 жылғы 3-тоқсанда 412 өтініш түсті, бір жыл бұрынғыдан 117%-ға көп (190).",
      "Самое большое изменение – категория «Отопление»: в 3-м квартале 2026 года поступило 412 обращений, на 117~% больше, чем годом ранее (190).",
      "The largest change is in the category “Heating”: 412 appeals in Q3 2026, 117% more than a year earlier (190).",
    ]);
  });
  test.each([
    [11, 60, "11 өтініш түсті, бір жыл бұрынғыдан 82%-ға аз (60)", "поступило 11 обращений, на 82~% меньше, чем годом ранее (60)", "11 appeals in Q3 2026, 82% fewer than a year earlier (60)"],
    [21, 90, "21 өтініш түсті, бір жыл бұрынғыдан 77%-ға аз (90)", "поступило 21 обращение, на 77~% меньше, чем годом ранее (90)", "21 appeals in Q3 2026, 77% fewer than a year earlier (90)"],
    [22, 90, "22 өтініш түсті, бір жыл бұрынғыдан 76%-ға аз (90)", "поступило 22 обращения, на 76~% меньше, чем годом ранее (90)", "22 appeals in Q3 2026, 76% fewer than a year earlier (90)"],
    [1005, 500, "1_005 өтініш түсті, бір жыл бұрынғыдан 101%-ға көп (500)", "поступило 1_005 обращений, на 101~% больше, чем годом ранее (500)", "1_005 appeals in Q3 2026, 101% more than a year earlier (500)"],
  ])("reads right with %i after %i", (now, before, ...wanted) => {
    const said = sentences("change", [...steadyCity, ...year(before, now, { district: "sol" })]);
    wanted.forEach((part, i) => expect(said[i]).toContain(part));
    expect(said[0]).toMatch(/^Ең үлкен өзгеріс – «Солнечный кенті»: /);
    expect(said[1]).toMatch(/^Самое большое изменение – район «Посёлок Солнечный»: /);
    expect(said[2]).toMatch(/^The largest change is in the district “Solnechny settlement”: /);
  });
  test("is no change where chance could have made it", () => {
    expect(sentences("change", [...steadyCity, ...year(100, 130, { category: "heating" })])).toEqual([
      "2026 жылғы 3-тоқсанда 905 өтініш түсті, бір жыл бұрын – 900: елеулі өзгеріс жоқ.",
      "В 3-м квартале 2026 года поступило 905 обращений, годом ранее – 900: заметного изменения нет.",
      "905 appeals were received in Q3 2026, a year earlier 900: no notable change.",
    ]);
    expect(countsDiffer(100, 130)).toBe(false);
    expect(countsDiffer(100, 150)).toBe(true);
    expect(countsDiffer(0, 0)).toBe(false);
  });
  test("is the total's own where no part changed so much", () => {
    expect(sentences("change", [...year(900, 1201), ...between])).toEqual([
      "Ең үлкен өзгеріс жалпы санда: 2026 жылғы 3-тоқсанда 1_201 өтініш түсті, бір жыл бұрынғыдан көп (900).",
      "Самое большое изменение – в общем числе: в 3-м квартале 2026 года поступило 1_201 обращение, больше, чем годом ранее (900).",
      "The largest change is in the total: 1_201 appeals in Q3 2026, more than a year earlier (900).",
    ]);
  });
  test("in the first year has nothing to be compared with, and says so", () => {
    const cube = [count("2026-Q2", 20), count("2026-Q3", 21)];
    expect(sentences("change", cube)).toEqual([
      "2026 жылғы 3-тоқсанда 21 өтініш түсті. Бір жыл бұрынғы сан жоқ, сондықтан салыстыруға әлі болмайды.",
      "В 3-м квартале 2026 года поступило 21 обращение. Чисел за тот же квартал годом ранее нет, поэтому сравнить пока не с чем.",
      "21 appeals were received in Q3 2026. There is no number for the same quarter a year earlier to compare with yet.",
    ]);
    expect(findings(context("kk"), cube)[0]!.lacks).toBe("releases");
  });
  test("is not told of a withheld number, now or then", () => {
    expect(sentences("change", [...year(null, 22), ...between])).toEqual([
      "2026 жылғы 3-тоқсанда 22 өтініш түсті. Бір жыл бұрынғы сан жасырылған, сондықтан салыстыруға болмайды.",
      "В 3-м квартале 2026 года поступило 22 обращения. Число за тот же квартал годом ранее скрыто, поэтому сравнить нельзя.",
      "22 appeals were received in Q3 2026. The number for the same quarter a year earlier is withheld, so they cannot be compared.",
    ]);
    expect(sentences("change", [...year(900, null), ...between])).toEqual([
      "2026 жылғы 3-тоқсанда түскен өтініштер саны жасырылған: өтініш берушілер танылып қалмауы керек.",
      "Число обращений, поступивших в 3-м квартале 2026 года, скрыто, чтобы никого нельзя было узнать.",
      "The number of appeals received in Q3 2026 is withheld, so that nobody can be recognised.",
    ]);
  });
  test("names no gap in the records and no area that is nearly the whole", () => {
    const areas = chartContext("en", { ...source, codelists: { ...source.codelists, district: source.codelists.district.map((d) => ({ ...d, ...(d.code === "z1" && { kind: "area" as const }) })) } });
    const cube = [...steadyCity, ...year(10, 300, { category: "unknown" }), ...year(10, 300, { district: "z1" }), ...year(300, 100, { district: "z2" })];
    expect(findings(areas, cube)[0]!.text).toContain("Zone 2");
  });
  test("leads to the two quarters it compares", () => {
    const cube = [...steadyCity, ...year(190, 412, { category: "heating" })];
    expect(findings(context("ru"), cube)[0]!.rows).toEqual({ category: "heating", district: "all", from: "2025-Q3", to: "2026-Q3" });
    const inDistrict = [...year(300, 310, { district: "z1" }), ...between.map((r) => ({ ...r, district: "z1" })), ...year(20, 80, { district: "z1", category: "roads" })];
    expect(findings(context("ru"), inDistrict, { district: "z1" })[0]!.rows).toEqual({ category: "roads", district: "z1", from: "2025-Q3", to: "2026-Q3" });
  });
});

describe("the typical wait", () => {
  const took = (median: number | null, p90: number | null, open = 2) => [duration(count("2026-Q3", 40), [10, 10, 10, 5, 3, open], median, p90)];
  test.each([
    [0, 1, "жартысына сол күні, оннан тоғызына 1 жұмыс күні ішінде жауап берілді (барлығы 40 өтініш)", "получила ответ в тот же день, девять из десяти – за 1 рабочий день (всего 40 обращений)", "were answered on the same day, nine in ten within 1 working day (40 appeals in all)"],
    [2, 5, "жартысына 2 жұмыс күні ішінде, оннан тоғызына 5 жұмыс күні ішінде", "за 2 рабочих дня, девять из десяти – за 5 рабочих дней", "within 2 working days, nine in ten within 5 working days"],
    [11, 21, "жартысына 11 жұмыс күні ішінде, оннан тоғызына 21 жұмыс күні ішінде", "за 11 рабочих дней, девять из десяти – за 21 рабочий день", "within 11 working days, nine in ten within 21 working days"],
    [21, 22, "жартысына 21 жұмыс күні ішінде, оннан тоғызына 22 жұмыс күні ішінде", "за 21 рабочий день, девять из десяти – за 22 рабочих дня", "within 21 working days, nine in ten within 22 working days"],
  ])("of %i and %i days", (median, p90, ...wanted) => sentences("wait", took(median, p90)).forEach((said, i) => expect(said).toContain(wanted[i])));
  test("ends where a tenth, or half, was still open", () => {
    expect(sentences("wait", took(6, null))).toEqual([
      "2026 жылғы 3-тоқсанда түскен өтініштердің жартысына 6 жұмыс күні ішінде жауап берілді, кемінде әр оныншысы деректер бекітілген күні әлі ашық еді (барлығы 40 өтініш).",
      "Половина обращений, поступивших в 3-м квартале 2026 года, получила ответ за 6 рабочих дней; не меньше чем каждое десятое в день фиксации данных ещё было открыто (всего 40 обращений).",
      "Half of the appeals received in Q3 2026 were answered within 6 working days; at least one in ten was still open when the figures were frozen (40 appeals in all).",
    ]);
    expect(sentences("wait", took(null, null, 3))[1]).toBe("Из 41 обращения, поступившего в 3-м квартале 2026 года, не меньше половины в день фиксации данных ещё было открыто.");
  });
  test("where the newest is withheld is an earlier one, and says so", () => {
    const cube = [duration(count("2026-Q2", 40), [10, 10, 10, 5, 3, 2], 6, 19), duration(count("2026-Q3", 14), null)];
    expect(sentences("wait", cube)[2]).toBe("Half of the appeals received in Q2 2026 were answered within 6 working days, nine in ten within 19 working days (40 appeals in all). For later quarters the waiting time is withheld.");
    expect(sentences("wait", [duration(count("2026-Q3", 14), null)])).toEqual([
      "2026 жылғы 3-тоқсанда түскен өтініштердің жауап күту уақыты жасырылған: өтініш берушілер танылып қалмауы керек.",
      "Время ответа на обращения, поступившие в 3-м квартале 2026 года, скрыто, чтобы никого нельзя было узнать.",
      "The waiting time of appeals received in Q3 2026 is withheld, so that nobody can be recognised.",
    ]);
  });
  test("not published yet", () => expect(sentences("wait", [count("2026-Q3", 40)])[0]).toBe("Жауап күту уақыты тоқсан аяқталған соң 35 күннен кейін жарияланады."));
});

describe("the share on time against a year before", () => {
  const q = (period: string, onTime: number, late: number) => outcome(count(period, onTime + late), { onTime, late, open: 0 });
  const years = (before: CubeRow, now: CubeRow) => [before, ...["2025-Q4", "2026-Q1", "2026-Q2"].map((period) => q(period, 80, 20)), now];
  test.each([
    [700, 300, 710, 290, "үлес бір жыл бұрынғыдан 1 пайыздық тармаққа жоғары (70%, 1_000 ішінен 700). Мұндай айырма кездейсоқ та болуы мүмкін.", "на 1 процентный пункт больше, чем годом ранее (70~%, 700 из 1_000). Такая разница может быть и случайной.", "1 percentage point more than a year earlier (70%, 700 of 1_000). A difference of this size may also be chance."],
    [7200, 2800, 7000, 3000, "2 пайыздық тармаққа төмен (72%", "на 2 процентных пункта меньше", "2 percentage points less"],
    [700, 300, 750, 250, "5 пайыздық тармаққа жоғары (70%, 1_000 ішінен 700).", "на 5 процентных пунктов больше", "5 percentage points more"],
    [700, 300, 810, 190, "11 пайыздық тармаққа жоғары", "на 11 процентных пунктов больше", "11 percentage points more"],
    [900, 100, 690, 310, "21 пайыздық тармаққа төмен", "на 21 процентный пункт меньше", "21 percentage points less"],
    [900, 100, 680, 320, "22 пайыздық тармаққа төмен", "на 22 процентных пункта меньше", "22 percentage points less"],
    [70, 30, 700, 300, "үлес бір жыл бұрынғыдай (70%, 100 ішінен 70).", "ответили в срок (700 из 1_000), как и годом ранее (70~%, 70 из 100).", "(700 of 1_000), as a year earlier (70%, 70 of 100)."],
  ])("%i/%i then, %i/%i now", (onThen, lateThen, onNow, lateNow, ...wanted) => {
    const said = sentences("onTime", years(q("2025-Q3", onThen, lateThen), q("2026-Q3", onNow, lateNow)));
    wanted.forEach((part, i) => expect(said[i]).toContain(part));
  });
  test("begins with the share and both its numbers", () => {
    expect(sentences("onTime", [q("2026-Q3", 21, 1)])).toEqual([
      "2026 жылғы 3-тоқсанда түскен өтініштердің 95%-ына мерзімінде жауап берілді (22 ішінен 21). Салыстыратын бір жыл бұрынғы үлес жоқ.",
      "На 95~% обращений, поступивших в 3-м квартале 2026 года, ответили в срок (21 из 22). Доли за тот же квартал годом ранее нет, поэтому сравнить пока не с чем.",
      "95% of appeals received in Q3 2026 were answered on time (21 of 22). There is no share for the same quarter a year earlier to compare with.",
    ]);
  });
  test("says what is withheld, not due, or not out yet", () => {
    expect(sentences("onTime", years(outcome(count("2025-Q3", 8), null), q("2026-Q3", 21, 1)))[2]).toContain("The share for the same quarter a year earlier is withheld.");
    expect(sentences("onTime", [outcome(count("2026-Q3", 8), null)])[1]).toBe("Доля ответов в срок на обращения, поступившие в 3-м квартале 2026 года, скрыта, чтобы никого нельзя было узнать.");
    expect(sentences("onTime", [q("2026-Q3", 0, 0)])[0]).toBe("2026 жылғы 3-тоқсанда түскен өтініштерге жауап мерзімі белгіленбеген, сондықтан мерзімінде берілген үлес есептелмейді.");
    expect(sentences("onTime", [count("2026-Q3", 40)])[2]).toBe("The share answered on time is published 35 days after the end of a quarter.");
  });
  test("calls a difference chance where both quarters are small, and change where they are large", () => {
    expect(sentences("onTime", years(q("2025-Q3", 7, 3), q("2026-Q3", 9, 1)))[2]).toContain("may also be chance");
    expect(sentences("onTime", years(q("2025-Q3", 700, 300), q("2026-Q3", 900, 100)))[2]).not.toContain("chance");
  });
});

describe("whatever the cube", () => {
  // A generator of its own seed, so that a failure can be had again.
  const random = (seed: number) => () => (seed = (seed * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
  const withheld = (hidden: number) => ({ received: hidden, with_deadline: hidden, on_time: hidden, late: hidden, open: hidden, days_1: hidden, days_5: hidden, days_10: hidden,
    days_15: hidden, days_20: hidden, longer_or_open: hidden, median_days: hidden, p90_days: hidden });
  const twins = { received: "received_status", with_deadline: "outcome_status", on_time: "outcome_status", late: "late_open_status", open: "late_open_status", median_days: "median_status", p90_days: "p90_status",
    days_1: "duration_status", days_5: "duration_status", days_10: "duration_status", days_15: "duration_status", days_20: "duration_status", longer_or_open: "duration_status" } as const;
  /** The same cube in which what is withheld holds a number after all: nothing may come of it. */
  const poisoned = (cube: CubeRow[], hidden: number) => cube.map((row) => ({ ...row,
    ...Object.fromEntries(Object.entries(withheld(hidden)).filter(([name]) => ["c", "x", "z"].includes(row[twins[name as keyof typeof twins]]))) }));
  const cubeOf = (seed: number): CubeRow[] => {
    const next = random(seed);
    return wholeCity().filter(() => next() > 0.05).map((row) => {
      const hidden = next() < 0.3;
      const size = Math.floor(next() ** 3 * 400) + 5;
      const one = hidden ? count(row.period, null, row) : count(row.period, size, row);
      if (row.grain !== "quarter" || hidden) return next() < 0.5 ? one : duration(outcome(one, null), null);
      const onTime = Math.floor(next() * (size + 1));
      const timed = size >= 20 && next() > 0.2 ? duration(one, [size - 1, 0, 0, 0, 0, 1], next() < 0.2 ? null : Math.floor(next() * 23), next() < 0.3 ? null : Math.floor(next() * 40)) : duration(one, null);
      return size >= 10 && next() > 0.2 ? outcome(timed, { onTime, late: size - onTime, open: 0 }) : outcome(timed, null);
    });
  };
  const scopes: Scope[] = [{}, { district: "z1" }, { district: "sol" }, { category: "heating" }, { category: "aid" }];

  test("three whole sentences in each language, and of a withheld number not a trace", () => {
    let told = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const cube = cubeOf(seed);
      for (const scope of scopes) for (const locale of locales) {
        const found = findings(context(locale), cube, scope);
        expect([0, 3]).toContain(found.length);
        told += found.length;
        for (const { text } of found) {
          expect(text).toMatch(/^[\p{Lu}\d].*\.$/u);
          expect(text).not.toMatch(/undefined|null|NaN|Infinity|\{|\}|  /);
        }
        for (const hidden of [0, 3, 777_777]) expect(findings(context(locale), poisoned(cube, hidden), scope)).toEqual(found);
      }
    }
    expect(told).toBeGreaterThan(600);
  });
});
