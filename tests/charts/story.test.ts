import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { context, count, duration, outcome, source, wholeCity } from "./city.ts";
import { comparisonFor, sideSubject } from "#lib/charts/compare/comparison.ts";
import { chartContext, type ChartContext, type ChartQuery, type Scope } from "#lib/charts/context.ts";
import { findings, numbersAddress, type Finding, type Subject } from "#lib/charts/findings.ts";
import { viewSubject } from "#lib/charts/view-subject.ts";
import { pivotWords } from "#lib/charts/view-words.ts";
import { Refusal } from "#lib/errors.ts";
import { locales } from "#lib/i18n/locale.ts";
import { countsDiffer } from "#lib/stats/counts-differ.ts";
import { filterCube, type CubeRow } from "#lib/stats/cube.ts";
import { pivot } from "#lib/stats/pivot.ts";
import { readView, type Dimension } from "#lib/stats/view.ts";
import { viewRows } from "#lib/stats/view-rows.ts";
import { yearRows } from "#lib/stats/year-rows.ts";

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
      "2026 жылғы 3-тоқсанда 21 өтініш түсті. Бір жыл бұрынғы сан жоқ, сондықтан салыстыруға болмайды.",
      "В 3-м квартале 2026 года поступило 21 обращение. Числа за это же время годом ранее нет, поэтому сравнить не с чем.",
      "21 appeals were received in Q3 2026. There is no number from a year earlier to compare with.",
    ]);
    expect(findings(context("kk"), cube)[0]!.lacks).toBeUndefined(); // a year before the first it never comes out
  });
  test("is not told of a withheld number, now or then", () => {
    expect(sentences("change", [...year(null, 22), ...between])).toEqual([
      "2026 жылғы 3-тоқсанда 22 өтініш түсті. Бір жыл бұрынғы сан жасырылған, сондықтан салыстыруға болмайды.",
      "В 3-м квартале 2026 года поступило 22 обращения. Число за это же время годом ранее скрыто, поэтому сравнить нельзя.",
      "22 appeals were received in Q3 2026. The number from a year earlier is withheld, so they cannot be compared.",
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
    expect(findings(context("ru"), cube)[0]!.rows).toEqual({ measure: ["received"], grain: "quarter", category: "heating", district: "all", channel: "all", from: "2025-Q3", to: "2026-Q3" });
    const inDistrict = [...year(300, 310, { district: "z1" }), ...between.map((r) => ({ ...r, district: "z1" })), ...year(20, 80, { district: "z1", category: "roads" })];
    expect(findings(context("ru"), inDistrict, { district: "z1" })[0]!.rows).toMatchObject({ category: "roads", district: "z1", from: "2025-Q3", to: "2026-Q3" });
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
      "На 95~% обращений, поступивших в 3-м квартале 2026 года, ответили в срок (21 из 22). Доли за тот же квартал годом ранее нет, поэтому сравнить не с чем.",
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

test("what nobody has of a quarter that is long over isn't promised", () => {
  const cube = [count("2025-Q1", 40), duration(outcome(count("2026-Q3", 40), { onTime: 38, late: 2, open: 0 }), [10, 10, 10, 5, 3, 2], 6, 19)];
  const then = (locale: (typeof locales)[number]) => findings(context(locale), cube, { to: "2025-Q1" }).slice(1);
  expect(locales.map((locale) => then(locale).map(({ text }) => plain(text)))).toEqual([
    ["2025 жылғы 1-тоқсанда түскен өтініштердің жауап күту уақыты туралы дерек жоқ.", "2025 жылғы 1-тоқсанда түскен өтініштерге мерзімінде жауап берілгені туралы дерек жоқ."],
    ["О времени ответа на обращения, поступившие в 1-м квартале 2025 года, данных нет.", "О том, ответили ли в срок на обращения, поступившие в 1-м квартале 2025 года, данных нет."],
    ["There are no data on the waiting time of appeals received in Q1 2025.", "There are no data on whether appeals received in Q1 2025 were answered on time."],
  ]);
  expect(then("en").map(({ lacks }) => lacks)).toEqual([undefined, undefined]);
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
  const cubeOf = (seed: number, share = 0.95): CubeRow[] => {
    const next = random(seed);
    return wholeCity().filter(() => next() < share).map((row) => {
      const hidden = next() < 0.3;
      const size = Math.floor(next() ** 3 * 400) + 5;
      const one = hidden ? count(row.period, null, row) : count(row.period, size, row);
      if (row.grain !== "quarter" || hidden) return next() < 0.5 ? one : duration(outcome(one, null), null);
      const onTime = Math.floor(next() * (size + 1));
      const timed = size >= 20 && next() > 0.2 ? duration(one, [size - 1, 0, 0, 0, 0, 1], next() < 0.2 ? null : Math.floor(next() * 23), next() < 0.3 ? null : Math.floor(next() * 40)) : duration(one, null);
      return size >= 10 && next() > 0.2 ? outcome(timed, { onTime, late: size - onTime, open: 0 }) : outcome(timed, null);
    });
  };
  /** The findings, in each language, are three whole sentences; a withheld number leaves no trace in them, and each leads to numbers that are published. */
  const hold = (cube: CubeRow[], tell: (ctx: ChartContext, cube: CubeRow[]) => Finding[]) => {
    for (const locale of locales) {
      const ctx = context(locale);
      const found = tell(ctx, cube);
      expect(found.map(({ kind }) => kind)).toEqual(["change", "wait", "onTime"]);
      for (const { text, rows, lacks } of found) {
        expect(text).toMatch(/^[\p{Lu}\d].*\.$/u);
        expect(text).not.toMatch(/undefined|null|NaN|Infinity|\{|\}|  /);
        if (rows) viewRows(readView(new URL(numbersAddress(locale, rows), "http://portal").searchParams), cube, ctx.codelists);
        else expect(lacks).toMatch(/releases|published/);
      }
      for (const hidden of [0, 3, 777_777]) expect(tell(ctx, poisoned(cube, hidden))).toEqual(found);
    }
  };
  const whole = { category: "all", district: "all", channel: "all" };

  test("of any place and category, three whole sentences in each language, and of a withheld number not a trace", () => {
    let told = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const cube = cubeOf(seed);
      for (const scope of [{}, { district: "z1" }, { district: "sol" }, { category: "heating" }, { category: "aid" }] satisfies Scope[]) {
        if (filterCube(cube, { ...whole, ...scope, grain: "quarter" }).length === 0) expect(findings(context("kk"), cube, scope)).toEqual([]);
        else { hold(cube, (ctx, rows) => findings(ctx, rows, scope)); told++; }
      }
    }
    expect(told).toBeGreaterThan(60);
  });

  /** A city with everything that is published: crossings, parts, and years, some of it withheld. */
  const published = (seed: number): CubeRow[] => {
    const quarters = cubeOf(seed, 1).filter(({ grain }) => grain === "quarter");
    const crossed = quarters.filter(({ district, category }) => district === "all" && category !== "all").flatMap((row, i) => ["z1", "z2"].map((district, j) => ((i + j + seed) % 3 ? { ...row, district } : duration(outcome(count(row.period, null, { ...row, district }), null), null))));
    return [...cubeOf(seed, 1), ...crossed, ...yearRows([...quarters, ...crossed])];
  };
  const code = (dimension: Dimension) => fc.oneof(fc.constantFrom("all", "each", "top"), fc.subarray(context("en").codelists[dimension].map((member) => member.code), { minLength: 1, maxLength: 3 }).map(String));
  const period = fc.constantFrom("", "latest", "2024-Q4", "2025-Q3", "2026-Q2", "2026-Q3", "2025", "2026-01", "2025-08", "2026-10");

  test("of any view, the same of what it is about", () => {
    let told = 0;
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom("month", "quarter", "year"), code("category"), code("district"), code("channel"), period, period, fc.boolean(), (seed, grain, category, district, channel, from, to, narrow) => {
      // Few crossings of three are published: half of the views are of one dimension alone.
      const asked = new URLSearchParams(narrow ? { grain, [["category", "district", "channel"][seed % 3]!]: [category, district, channel][seed % 3]!, from, to } : { grain, category, district, channel, from, to });
      const cube = published(seed);
      const table = (ctx: ChartContext, rows: CubeRow[]) => pivot(readView(asked), rows, ctx.codelists, pivotWords(ctx));
      try { table(context("en"), cube); } catch (error) { expect(error).toBeInstanceOf(Refusal); return; }
      hold(cube, (ctx, rows) => findings(ctx, rows, viewSubject(ctx, rows, table(ctx, rows))));
      told++;
    }), { numRuns: 500, seed: 4 });
    expect(told).toBeGreaterThan(60);
  });

  test("of any two that are compared, the same of each", () => {
    const side = fc.constantFrom("all", "z1", "z2", "z10", "sol", "rural"), when = fc.constantFrom("2024-Q4", "2025-Q2", "2026-Q3", "2025");
    let told = 0;
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), side, side, when, when, fc.boolean(), (seed, a, b, first, second, byPeriod) => {
      const cube = published(seed), query: ChartQuery = byPeriod ? { by: "period", a: first, b: second, district: a } : { by: "district", a, b, period: first };
      try { comparisonFor(context("en"), cube, query); } catch (error) { expect(error).toBeInstanceOf(Refusal); return; }
      for (const i of [0, 1] as const) hold(cube, (ctx, rows) => findings(ctx, rows, sideSubject(comparisonFor(ctx, rows, query).sides[i].row)));
      told++;
    }), { numRuns: 60, seed: 4 });
    expect(told).toBeGreaterThan(20);
  });
});

describe("what a view is about", () => {
  const en = context("en");
  const subject = (query: string, cube = wholeCity(), ctx = en) => viewSubject(ctx, cube, pivot(readView(new URLSearchParams(query)), cube, ctx.codelists, pivotWords(ctx)));
  const codes = ({ parts }: Subject) => parts?.map((part) => part.code);

  test("is its one cell, up to its newest period and by its step", () => {
    expect(subject("district=z1&to=2026-Q2")).toEqual({ category: "all", district: "z1", channel: "all", grain: "quarter", to: "2026-Q2" });
    expect(subject("grain=month&channel=phone")).toMatchObject({ channel: "phone", grain: "month", to: "2026-10" });
  });
  test("of several codes is the whole that holds them, which are its parts", () => {
    expect(subject("district=z1,z2")).toMatchObject({ district: "all", parts: [{ dimension: "district", code: "z1" }, { dimension: "district", code: "z2" }] });
    expect(codes(subject("rows=category&measure=received"))).not.toEqual(expect.arrayContaining(["all"]));
    const boilers = ["boilers", "pipes"].map((code) => ({ ...en.codelists.category[0]!, code, parent: "heating", depth: 1 }));
    const ctx = { ...en, codelists: { ...en.codelists, category: [...en.codelists.category, ...boilers] } };
    const cube = [...wholeCity(), ...["boilers", "pipes"].map((category) => count("2026-Q3", 50, { category }))];
    expect(subject("category=boilers,pipes&from=latest", cube, ctx)).toMatchObject({ category: "heating", to: "2026-Q3" });
    expect(codes(subject("category=boilers,pipes&from=latest", cube, ctx))).toEqual(["boilers", "pipes"]);
    expect(subject("category=heating,boilers,waste&from=latest", cube, ctx)).toMatchObject({ category: "all" });
    expect(codes(subject("category=heating,boilers,waste&from=latest", cube, ctx))).toEqual(["boilers", "waste"]);
  });
  test("by month says what changed by month, and of a channel that nothing else is published", () => {
    const cube = [...["2025-10", "2026-10"].flatMap((period, i) => [count(period, 400 + i), count(period, 90 + 200 * i, { channel: "whatsapp" }), count(period, 200 + i, { channel: "phone" })])];
    const said = (query: string, locale: (typeof locales)[number]) => findings(context(locale), cube, subject(query, cube, context(locale))).map(({ text }) => plain(text));
    expect(locales.map((locale) => said("grain=month&rows=channel&from=latest", locale)[0])).toEqual([
      "Ең үлкен өзгеріс – «WhatsApp» арнасы: 2026 жылғы қазанда 290 өтініш түсті, бір жыл бұрынғыдан 222%-ға көп (90).",
      "Самое большое изменение – канал «WhatsApp»: в октябре 2026 года поступило 290 обращений, на 222~% больше, чем годом ранее (90).",
      "The largest change is in the channel “WhatsApp”: 290 appeals in October 2026, 222% more than a year earlier (90).",
    ]);
    expect(said("grain=month&channel=phone&from=latest", "en").slice(1)).toEqual([
      "Waiting times are published by category and district, not by channel.", "The share answered on time is published by category and district, not by channel.",
    ]);
    expect(findings(en, cube, subject("grain=month&channel=phone&from=latest", cube)).slice(1).map(({ rows, lacks }) => [rows, lacks])).toEqual([[null, "published"], [null, "published"]]);
  });
  test("leads to its own release, where it is pinned to one", () => {
    const [change] = findings(en, wholeCity(), subject("district=z1"));
    expect(numbersAddress("en", change!.rows!, "2026-08-06")).toMatch(/^\/en\/stats\?measure=received&.*district=z1.*&release=2026-08-06$/);
  });
});
