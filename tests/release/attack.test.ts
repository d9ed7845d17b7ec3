import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataDir } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { audit } from "#tests/disclosure/audit.ts";
import { interrogate, type Options, type View } from "#tests/disclosure/outsider.ts";
import { copied, keyOf, readLists, readRelease, type Files, type Lists, type Row } from "#tests/disclosure/public-files.ts";
import { attackedCity, enter, sensitive, someCases } from "#tests/release/attacked-city.ts";
import { casesOf, describeAnswer, isExposed, isProtected, readTruth, sizeOf, truthOf, type Truth } from "#tests/release/truth.ts";
import { testDatabase } from "#tests/support/database.ts";

const reason = { kk: "Кеш келді", ru: "Пришло поздно", en: "Came late" };
let db: Awaited<ReturnType<typeof testDatabase>>;
let files: Files[];
let lists: Lists;
let truth: Truth;
beforeAll(async () => {
  db = await testDatabase();
  await attackedCity(db.owner, "attacked");
  const ids: string[] = [];
  const publish = async (asOf: string, correction?: boolean) => { const done = await publishRelease({ asOf, ...(correction ? { correction: { reason } } : {}) }); if ("id" in done) ids.push(done.id); };
  for (const [month, count] of [["2024-11", 150], ["2024-12", 160], ["2025-01", 150], ["2025-02", 140], ["2025-03", 160], ["2025-04", 120], ["2025-05", 130], ["2025-06", 110]] as const) {
    await enter(db.owner, someCases(month, count, Number(month.slice(2, 4)) * 12 + Number(month.slice(5))));
  }
  for (const day of ["2024-12-06", "2025-01-06", "2025-02-06"]) await publish(day);
  await enter(db.owner, [...someCases("2025-01", 45, 501), ...someCases("2024-12", 38, 502)]);
  await publish("2025-02-20", true);
  for (const day of ["2025-03-06", "2025-04-06", "2025-05-06"]) await publish(day);
  await enter(db.owner, [...someCases("2025-02", 60, 503), ...someCases("2025-04", 30, 504)]);
  await publish("2025-05-20", true);
  for (const day of ["2025-06-06", "2025-07-06", "2025-08-06"]) await publish(day);
  const folder = path.join(dataDir, "releases", "attacked");
  files = ids.map((id) => readRelease(path.join(folder, id)));
  lists = readLists(path.join(folder, ids.at(-1)!), sensitive);
  truth = await readTruth(db.owner, files, lists);
}, 120_000);
afterAll(() => db.drop());

/** What a stranger with some of the releases learns of a quarter that he must not. */
async function exposures(of: Files[], quarter: string, view: View, options: Options = {}): Promise<string[]> {
  const known = truthOf(truth, of);
  const answers = await interrogate(of, lists, quarter, view, { only: (question) => isProtected(known, question), ...options });
  expect(answers.length, "nothing was withheld, nothing was attacked").toBeGreaterThan(20);
  return answers.filter((answer) => isExposed(known, answer)).map((answer) => describeAnswer(known, answer));
}
const last = () => files.at(-1)!;
const rowOf = (file: Files, key: string): Row => file.appeals.find((row) => keyOf(row) === key)!;
/** A quarter's cells that the newest release withholds, with their true number. */
const withheld = (quarter: string) => last().appeals.filter((row) => row.period === quarter && row.received_status === "c")
  .map((row) => ({ row, n: sizeOf(truthOf(truth, [last()]), { key: keyOf(row), what: "received", vintage: 0, added: false }) }));

describe("the public files", () => {
  test("show nothing below its threshold, keep what they said, hide for good; records are the rests of the tables", () => {
    expect(files.map((file) => file.id)).toHaveLength(11);
    expect(audit(files, lists)).toEqual([]);
  });
  test("hold monthly series, splits, durations, records and two corrections: there is something to attack", () => {
    const shown = (test: (row: Row) => boolean) => last().appeals.filter(test).length;
    expect(shown((row) => row.grain === "month" && row.category !== "all" && row.received !== "")).toBeGreaterThan(5);
    expect(shown((row) => row.received_status === "r")).toBeGreaterThan(20);
    for (const part of ["on_time", "late", "reopened", "days_5"]) expect(shown((row) => row[part] !== ""), part).toBeGreaterThan(20);
    expect(last().records.filter((row) => row.outcome !== "·").length).toBeGreaterThan(20);
  });
});

describe("a stranger with a solver", () => {
  test.each(["2024-Q4", "2025-Q1", "2025-Q2"])("narrows no count of %s from all releases together", async (quarter) => {
    expect(await exposures(files, quarter, "counts")).toEqual([]);
  }, 120_000);
  test.each([["2024-Q4", "2025-02-06"], ["2024-Q4", "2025-02-06.1"], ["2025-Q1", "2025-05-06"], ["2025-Q1", "2025-05-06.1"], ["2025-Q2", "2025-08-06"]])("narrows no count of %s from the release of %s alone", async (quarter, id) => {
    expect(await exposures(files.filter((file) => file.id === id), quarter, "counts")).toEqual([]);
  }, 120_000);
  test.each([["2025-Q1", "outcome"], ["2025-Q1", "duration"], ["2025-Q2", "outcome"], ["2025-Q2", "duration"]] as const)("knows no protected split of %s by %s, from tables, records and corrections together", async (quarter, view) => {
    expect(await exposures(files, quarter, view)).toEqual([]);
  }, 120_000);
});

describe("mutations that must be found", () => {
  test("a cell un-hidden: a small one by its number, one hidden beside it by what it gives away", async () => {
    const small = withheld("2025-Q2").find(({ n }) => n > 0 && n < 5)!;
    const mutated = copied(files);
    rowOf(mutated.at(-1)!, keyOf(small.row)).received = String(small.n);
    expect(audit(mutated, lists).join()).toMatch(/shows [1-4]\b/);
    let found: string[] = [];
    for (const { row, n } of withheld("2025-Q2").filter((cell) => cell.n >= 5 && !lists.sensitive.has(cell.row.category!)).slice(0, 8)) {
      const one = copied([last()]);
      rowOf(one[0]!, keyOf(row)).received = String(n);
      // The record file was made for the hidden cell: against a shown one it is attacked by itself.
      one[0]!.records = [];
      found = await exposures(one, "2025-Q2", "counts");
      if (found.length) break;
    }
    expect(found).not.toEqual([]);
  }, 120_000);

  test("zeros shown: what is still hidden is somebody", async () => {
    const mutated = copied([last()]);
    for (const { row, n } of withheld("2025-Q2")) if (n === 0) rowOf(mutated[0]!, keyOf(row)).received = "0";
    expect(audit(mutated, lists).join()).toMatch(/shows 0/);
    expect(await exposures(mutated, "2025-Q2", "counts", { hiddenIsSomebody: true })).not.toEqual([]);
  }, 120_000);

  test("a frozen value changed: the trigger refuses, the files contradict each other", async () => {
    await expect(db.owner`UPDATE open.figure_count SET received = received + 1 WHERE period = '2025-Q1' AND category = 'all' AND district = 'all'`).rejects.toThrow(/append-only/);
    await expect(db.owner`DELETE FROM open.record_class WHERE quarter = '2025-Q1'`).rejects.toThrow(/append-only/);
    const mutated = copied(files);
    const row = rowOf(mutated.at(-1)!, "2025-Q2 all all all");
    row.received = String(Number(row.received) + 1);
    expect(audit(mutated, lists).join()).toMatch(/without a correction/);
    await expect(interrogate(mutated, lists, "2025-Q2", "counts")).rejects.toThrow(/contradict/);
  });

  test("month-to-date totals: a period the tables refuse, a number that does not stand", async () => {
    await expect(db.owner`INSERT INTO open.figure_count VALUES ('2025-05-15', 'month', 'all', 'all', 'all', '2025-08-06', 60, '')`).rejects.toThrow(/check/);
    const mutated = copied(files);
    const early = mutated.find((file) => file.id === "2025-05-06")!;
    early.appeals.push({ ...rowOf(last(), "2025-05 all all all"), received: "127" });
    expect(audit(mutated, lists).join()).toMatch(/2025-05 all all all: received was 127 and is 130 without a correction/);
    await expect(interrogate(mutated, lists, "2025-Q2", "counts")).rejects.toThrow(/contradict/);
    const dated = copied([last()]);
    dated[0]!.appeals.push({ ...rowOf(last(), "2025-05 all all all"), period: "2025-05-15", received: "60" });
    expect(audit(dated, lists).join()).toMatch(/no cell of the closed world/);
  });

  test("a second grouping of the districts: a sum of a hidden and a shown one", async () => {
    const inner = new Set([...lists.category.values(), ...lists.district.values(), "all"]);
    const leaf = (row: Row) => !inner.has(row.category!) && !inner.has(row.district!);
    const hidden = withheld("2025-Q2").filter(({ row, n }) => leaf(row) && n > 0);
    const pair = hidden.flatMap((cell) => last().appeals.filter((row) => row.period === "2025-Q2" && leaf(row) && row.category === cell.row.category && row.received !== "").map((other) => ({ cell, other })))[0]!;
    const sum = { categories: [pair.cell.row.category!], districts: [pair.cell.row.district!, pair.other.district!], value: pair.cell.n + Number(pair.other.received) };
    expect(await exposures(files, "2025-Q2", "counts", { extra: [sum] })).not.toEqual([]);
  }, 120_000);

  test("outcomes below ten by the difference of two pages: the rest of a line is one small district", async () => {
    const all = truthOf(truth, [last()]);
    const size = (row: Row) => sizeOf(all, { key: keyOf(row), what: "late", vintage: 0, added: false });
    const parents = last().appeals.filter((row) => row.period === "2025-Q2" && row.late !== "" && ["town", "land"].includes(row.district!));
    let found: string[] = [];
    for (const parent of parents) {
      const mutated = copied([last()]);
      mutated[0]!.records = [];
      const children = mutated[0]!.appeals.filter((row) => row.period === "2025-Q2" && row.category === parent.category && lists.district.get(row.district!) === parent.district);
      const small = children.find((row) => size(row) > 0 && size(row) < 10);
      if (!small) continue;
      for (const row of children) if (row !== small) {
        const cases = casesOf(all, { key: keyOf(row), vintage: 0, added: false });
        const of = (...results: string[]) => String(cases.filter(({ result }) => results.includes(result!)).length);
        Object.assign(row, { with_deadline: of("on_time", "late", "open_due"), on_time: of("on_time"), late: of("late"), open: of("open_due", "open_undue"), reopened: String(cases.filter((one) => one.reopened).length) });
      }
      // Nobody's case carries an area alone here, so the rest is the small district's.
      found = (await exposures(mutated, "2025-Q2", "outcome", { only: (question) => question.key === keyOf(small) || question.category === parent.category })).filter((line) => line.startsWith(keyOf(small)));
      if (found.length) break;
    }
    expect(found).not.toEqual([]);
  }, 120_000);
});

test("a regular release takes no late row, however many wait", async () => {
  await enter(db.owner, someCases("2025-03", 20, 600));
  expect(await publishRelease({ asOf: "2025-08-07" })).toEqual({ nothing: true });
  await enter(db.owner, someCases("2025-08", 100, 601));
  await publishRelease({ asOf: "2025-09-06" });
  const [frozen] = await db.owner`SELECT count(*)::int AS n FROM private.frozen f JOIN private.appeal a ON a.id = f.appeal WHERE f.month = '2025-03-01' AND f.counts_release >= '2025-08'`;
  expect(frozen!.n).toBe(0);
  const next = readRelease(path.join(dataDir, "releases", "attacked", "2025-09-06"));
  expect(audit([...files, next], lists)).toEqual([]);
}, 120_000);

test("fewer late rows than k in a month wait, in a correction too", async () => {
  await enter(db.owner, someCases("2025-05", 4, 602));
  const done = await publishRelease({ asOf: "2025-09-07", correction: { reason } });
  expect(done).toMatchObject({ id: "2025-09-06.1", changes: { revised: ["2025-03", "2025-Q1"] } });
  const next = readRelease(path.join(dataDir, "releases", "attacked", "2025-09-06.1"));
  expect(rowOf(next, "2025-05 all all all").received).toBe(rowOf(last(), "2025-05 all all all").received);
  // Months that got nothing stay whole: everybody sees by their totals that nothing came to them.
  expect(audit([...files, next], lists)).toEqual([]);
  const withNext = [...files, next];
  truth = await readTruth(db.owner, withNext, lists);
  expect(await exposures(withNext, "2025-Q1", "counts")).toEqual([]);
}, 120_000);
