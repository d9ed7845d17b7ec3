import loadHighs from "highs";
import { keyOf, numberIn, type Files, type Lists, type Row } from "#tests/disclosure/public-files.ts";

/**
 * A stranger who has every public file and a solver. Written apart from lib/disclosure and from the files alone: the unknowns are the cases
 * of a quarter by month × category × district, and by how and when they were answered; each published number is a sum of them.
 * A correction's additions are unknowns of their own, so an old release can be held against a new one.
 */

/** A number that is not published: asked for as of a vintage (0: as first published, 1: with the first correction …), or what that one correction added. */
export type Question = { key: string; category: string; district: string; period: string; what: string; vintage: number; added: boolean; columns: number[] };
export type Answer = Question & { low: number; high: number };
/** A further sum that somebody publishes: cases of a quarter in some categories × districts. */
export type Extra = { categories: string[]; districts: string[]; value: number };
export type Options = {
  extra?: Extra[];
  /** Where zeros are shown, a hidden number is somebody. */
  hiddenIsSomebody?: boolean;
  only?: (question: Question) => boolean;
};

const bands = ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"];
/** What is attacked: counts with their months, or how the cases came out, or how long they took, or the two together as records have them. */
export type View = "counts" | "outcome" | "duration" | "joint";
type State = { result: string; band: string };
const results = ["on_time", "late", "open_due", "open_undue", "undue", "outside"];
/** How a case can have ended, as far as a view tells it apart. */
const statesOf: Record<View, State[]> = {
  counts: [],
  outcome: results.map((result) => ({ result, band: "·" })),
  duration: [...bands, "none"].map((band) => ({ result: "·", band })),
  joint: [
    ...["on_time", "late", "undue"].flatMap((result) => bands.map((band) => ({ result, band }))),
    { result: "open_due", band: "longer_or_open" }, { result: "open_undue", band: "longer_or_open" }, { result: "outside", band: "none" },
  ],
};
const partsByResult: Record<string, (state: State) => boolean> = {
  with_deadline: ({ result }) => ["on_time", "late", "open_due"].includes(result), on_time: ({ result }) => result === "on_time",
  late: ({ result }) => result === "late", open: ({ result }) => result.startsWith("open"), reopened: () => false,
};
const partsByBand: Record<string, (state: State) => boolean> = Object.fromEntries(bands.map((name) => [name, ({ band }: State) => band === name]));
const parts = { ...partsByResult, ...partsByBand };
const partNames: Record<View, string[]> = { counts: [], outcome: Object.keys(partsByResult), duration: bands, joint: Object.keys(parts) };
const recordOutcome = ({ result }: State) => (result.startsWith("open") ? "open" : result === "on_time" || result === "late" ? result : "other");

const epsilon = 1e-6;

export async function interrogate(releases: Files[], lists: Lists, quarter: string, view: View, options: Options = {}): Promise<Answer[]> {
  const states = statesOf[view];
  const byMonth = view === "counts";
  const ofQuarter = monthsOf(quarter);
  // No split is by month: without the months the splits are a smaller sum.
  const months = byMonth ? ofQuarter : [quarter];
  const inQuarter = (row: Row) => row.period === quarter || (byMonth && months.includes(row.period!));
  const has = releases.filter((release) => release.appeals.some((row) => row.period === quarter || ofQuarter.includes(row.period!)));
  // Vintages: what each correction of this quarter added.
  let vintage = 0;
  const dated = has.map((release, i) => {
    const touches = i > 0 && release.correction && release.revised.some((period) => period === quarter || ofQuarter.includes(period));
    return { ...release, vintage: touches ? ++vintage : vintage, revises: touches ? release.revised : [] };
  });
  const vintages = vintage + 1;
  const revisedIn = dated.reduce((by, { vintage: v, revises }) => by.set(v, [...(by.get(v) ?? []), ...revises]), new Map<number, string[]>());
  const firstSplit = dated.find(({ appeals }) => appeals.some((row) => row.period === quarter && ["", "r", "c"].includes(row.reopened_status!)));
  const splitFrom = firstSplit && !byMonth ? firstSplit.vintage : Infinity;

  const leavesOf = (tree: Map<string, string | null>) => {
    const inner = new Set([...tree.values()].filter((parent) => parent !== null));
    return [...tree.keys()].filter((code) => !inner.has(code)).map((code) => ({ code, up: [code, tree.get(code)!, "all"] }))
      .concat([...inner].map((code) => ({ code: `${code}~`, up: [code, "all"] })));
  };
  const [cs, ds] = [leavesOf(lists.category), leavesOf(lists.district)];
  const under = (leaves: typeof cs, code: string) => leaves.flatMap((leaf, i) => (leaf.code === code || leaf.up.includes(code) ? [i] : []));

  let columns = 0;
  const upper: number[] = [];
  const grid = (size: number) => { const first = columns; columns += size; for (let i = 0; i < size; i++) upper.push(Infinity); return first; };
  const size = cs.length * ds.length;
  const cases = Array.from({ length: vintages }, () => months.map(() => grid(size)));
  const byChannel = Array.from({ length: vintages }, () => months.map(() => grid(lists.channel.length)));
  // Splits have vintages of their own: the first holds all that was there when outcomes were published.
  const splitVintages = splitFrom === Infinity ? 0 : vintages - splitFrom;
  const split = Array.from({ length: splitVintages }, () => states.map(() => grid(size)));
  const reopened = Array.from({ length: splitVintages }, () => grid(size));
  for (const [v, revised] of revisedIn) if (v > 0 && byMonth) months.forEach((month, m) => {
    if (revised.includes(month)) return;
    upper.fill(0, cases[v]![m]!, cases[v]![m]! + size);
    upper.fill(0, byChannel[v]![m]!, byChannel[v]![m]! + lists.channel.length);
  });

  type Line = { plus: number[]; minus: number[]; low: number; high: number };
  const lines = new Map<string, Line>();
  const equal = (name: string, plus: number[], value: number, minus: number[] = []) => {
    const known = lines.get(name);
    if (known && known.low !== value) throw new Error(`The public files contradict each other: ${name} is ${known.low} and ${value}.`);
    lines.set(name, { plus, minus, low: value, high: value });
  };
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const cells = (category: string, district: string) => under(cs, category).flatMap((c) => under(ds, district).map((d) => c * ds.length + d));
  const countColumns = (row: Row, from: number, to: number): number[] => {
    const of = months.flatMap((month, m) => (row.period === quarter || row.period === month ? [m] : []));
    const places = row.channel === "all" ? cells(row.category!, row.district!) : [lists.channel.indexOf(row.channel!)];
    return range(from, to).flatMap((v) => of.flatMap((m) => places.map((place) => (row.channel === "all" ? cases : byChannel)[v]![m]! + place)));
  };
  const partColumns = (places: number[], part: string, from: number, to: number): number[] => range(from, to).flatMap((w) => (part === "reopened"
    ? places.map((place) => reopened[w]! + place)
    : states.flatMap((state, s) => (parts[part]!(state) ? places.map((place) => split[w]![s]! + place) : []))));

  // What ties the unknowns to one another.
  for (let v = 0; v < vintages; v++) months.forEach((month, m) =>
    equal(`channels ${month} ${v}`, range(0, size - 1).map((i) => cases[v]![m]! + i), 0, lists.channel.map((_, i) => byChannel[v]![m]! + i)));
  for (let w = 0; w < splitVintages; w++) for (let place = 0; place < size; place++) {
    const counted = (w === 0 ? range(0, splitFrom) : [splitFrom + w]).flatMap((v) => months.map((_, m) => cases[v]![m]! + place));
    equal(`split ${place} ${w}`, states.map((_, s) => split[w]![s]! + place), 0, counted);
    lines.set(`reopened ${place} ${w}`, { plus: [reopened[w]! + place], minus: counted, low: -Infinity, high: 0 });
  }

  const questions = new Map<string, Question>();
  const shownAt = new Map<string, Set<string>>();
  const ask = (row: { period: string; category: string; district: string; key: string }, what: string, v: number, added: boolean, columnsOf: number[]) => {
    const name = `${row.key} ${what} ${v} ${added}`;
    if (!questions.has(name)) questions.set(name, { key: row.key, category: row.category, district: row.district, period: row.period, what, vintage: v, added, columns: columnsOf });
  };
  for (const { appeals, records, vintage: v } of dated) {
    for (const row of appeals.filter(inQuarter)) {
      const received = numberIn(row, "received");
      const shown = shownAt.get(`${keyOf(row)} ${v}`) ?? new Set<string>();
      shownAt.set(`${keyOf(row)} ${v}`, shown);
      const columnsOf = countColumns(row, 0, v);
      if (received !== undefined) { shown.add("received"); equal(`${keyOf(row)} received ${v}`, columnsOf, received); }
      else {
        ask({ ...row, key: keyOf(row) } as never, "received", v, false, columnsOf);
        if (options.hiddenIsSomebody) lines.set(`${keyOf(row)} somebody ${v}`, { plus: columnsOf, minus: [], low: 1, high: Infinity });
      }
      if (row.period !== quarter || v < splitFrom || row.outcome_status === "x") continue;
      const w = v - splitFrom;
      const places = cells(row.category!, row.district!);
      for (const part of partNames[view]) {
        const value = numberIn(row, part);
        if (value !== undefined) { shown.add(part); equal(`${keyOf(row)} ${part} ${v}`, partColumns(places, part, 0, w), value); }
        else if (part !== "with_deadline") ask({ ...row, key: keyOf(row) } as never, part, v, false, partColumns(places, part, 0, w));
      }
    }
    const quarterRows = appeals.filter((row) => row.period === quarter && row.channel === "all");
    if (!quarterRows.length) continue;
    // Sensitive crossings are listed nowhere; they are asked for all the same.
    for (const category of lists.sensitive) for (const district of lists.district.keys()) {
      const row = { period: quarter, category, district, channel: "all", key: `${quarter} ${category} ${district} all` };
      ask(row, "received", v, false, countColumns(row, 0, v));
      if (v >= splitFrom) for (const part of partNames[view]) if (part !== "with_deadline") ask(row, part, v, false, partColumns(cells(category, district), part, 0, v - splitFrom));
    }
    // The record file: a record carries the finest shown cell it lies in, so everybody knows which cells a class holds.
    const rowsOf = records.filter((record) => record.quarter === quarter)
      .map((record) => ({ ...record, ...(view === "duration" && { outcome: "·" }), ...(view === "outcome" && { duration_band: "·" }) }));
    if (!rowsOf.length) continue;
    const shownCells = new Set(quarterRows.filter((row) => numberIn(row, "received") !== undefined).map((row) => `${row.category} ${row.district}`));
    const classes = new Map<string, number[]>();
    cs.forEach((c, i) => ds.forEach((d, j) => {
      const group = lists.category.get(c.code.replace("~", "")) ?? c.code.replace("~", "");
      const found = [[c.code, d.code], [group, d.code], [group, "all"]].find(([a, b]) => shownCells.has(`${a} ${b}`));
      const name = found ? `${group}|${found[0] === c.code ? c.code : "·"}|${found[1] === "all" ? "·" : d.code}` : "·|·|·";
      classes.set(name, [...(classes.get(name) ?? []), i * ds.length + j]);
    }));
    for (const [name, places] of classes) {
      const same = rowsOf.filter((record: Row) => `${record.category_group}|${record.category}|${record.district}` === name);
      equal(`records ${name} ${v}`, months.flatMap((_, m) => range(0, v).flatMap((u) => places.map((place) => cases[u]![m]! + place))), same.length);
      if (v < splitFrom) continue;
      // Each combination of outcome and band that the class's rows show, zeros included.
      const outcomes = same.some((record) => record.outcome !== "·") ? ["on_time", "late", "open", "other"] : ["·"];
      const times = same.some((record) => record.duration_band !== "·") ? [...bands, "none"] : ["·"];
      if (same.length && (outcomes.length > 1 || times.length > 1)) for (const outcome of outcomes) for (const band of times) {
        const rows = same.filter((record) => record.outcome === outcome && record.duration_band === band).length;
        const of = states.flatMap((state, s) => ((outcome === "·" || recordOutcome(state) === outcome) && (band === "·" || state.band === band) ? [s] : []));
        const plus = range(0, v - splitFrom).flatMap((w) => of.flatMap((s) => places.map((place) => split[w]![s]! + place)));
        if (plus.length) equal(`records ${name} ${outcome} ${band} ${v}`, plus, rows);
        else if (rows) throw new Error(`The record file has ${rows} rows that can't be: ${name} ${outcome} ${band}`);
      }
    }
  }
  // Old release against new: what a correction added, unless both its sides are shown.
  for (const question of [...questions.values()]) for (let v = 1; v < vintages; v++) {
    const row = { period: question.period, category: question.category, district: question.district, channel: question.key.split(" ")[3]!, key: question.key };
    // Only of a period that was published before it was corrected.
    if (!shownAt.has(`${question.period} all all all ${v - 1}`)) continue;
    if (question.added || [v - 1, v].every((at) => shownAt.get(`${row.key} ${at}`)?.has(question.what))) continue;
    if (question.what === "received") ask(row, "received", v, true, countColumns(row, v, v));
    else if (v > splitFrom) ask(row, question.what, v, true, partColumns(cells(row.category, row.district), question.what, v - splitFrom, v - splitFrom));
  }
  for (const { categories, districts, value } of options.extra ?? []) {
    const period = { period: quarter, channel: "all" };
    equal(`extra ${categories} ${districts}`, categories.flatMap((category) => districts.flatMap((district) => countColumns({ ...period, category, district }, 0, vintages - 1))), value);
  }
  const asked = [...questions.values()].filter((question) => options.only?.(question) ?? true);
  return solve(columns, upper, [...lines.values()], asked);
}

export const monthsOf = (quarter: string): string[] => {
  const first = (Number(quarter.slice(6)) - 1) * 3;
  return [1, 2, 3].map((n) => `${quarter.slice(0, 4)}-${String(first + n).padStart(2, "0")}`);
};

/** Least and greatest whole value of each question. What two solutions show to differ by far is not solved to the end: its bounds are those seen. */
async function solve(columns: number, upper: number[], lines: { plus: number[]; minus: number[]; low: number; high: number }[], questions: Question[]): Promise<Answer[]> {
  const highs = await loadHighs();
  const bound = (value: number) => (Math.abs(value) === Infinity ? Math.sign(value) * highs.infinity : value);
  const starts = new Int32Array(lines.length + 1);
  lines.forEach(({ plus, minus }, i) => { starts[i + 1] = starts[i]! + plus.length + minus.length; });
  const model = highs.createModel({
    numCols: columns, numRows: lines.length, colCost: new Float64Array(columns), colLower: new Float64Array(columns), colUpper: Float64Array.from(upper, bound),
    rowLower: Float64Array.from(lines, ({ low }) => bound(low)), rowUpper: Float64Array.from(lines, ({ high }) => bound(high)),
    matrix: { format: "csr", numRows: lines.length, numCols: columns, starts,
      indices: Int32Array.from(lines.flatMap(({ plus, minus }) => [...plus, ...minus])), values: Float64Array.from(lines.flatMap(({ plus, minus }) => [...plus.map(() => 1), ...minus.map(() => -1)])) },
  });
  model.options.set({ output_flag: false });
  const answers = questions.map((question): Answer => ({ ...question, low: Infinity, high: -Infinity }));
  const run = (weights: Map<Answer, number>): number => {
    const cost = new Float64Array(columns);
    for (const [{ columns: of }, weight] of weights) for (const column of of) cost[column]! += weight;
    model.changeColsCost({ kind: "range", from: 0, to: columns - 1 }, cost);
    model.run();
    const values = model.getSolution().colValue;
    if (!values || values.length !== columns || !/optimal/i.test(String(model.getModelStatus())) && model.getModelStatus() as unknown !== 7) throw new Error(`The public files contradict each other (${String(model.getModelStatus())}).`);
    for (const answer of answers) {
      let sum = 0;
      for (const column of answer.columns) sum += values[column]!;
      answer.low = Math.min(answer.low, sum);
      answer.high = Math.max(answer.high, sum);
    }
    return model.getObjectiveValue();
  };
  try {
    run(new Map());
    const wide = (answer: Answer) => answer.high - answer.low >= (answer.what !== "received" ? 1 : answer.district === "all" ? 10 : 5);
    // Shove all that still look narrow at once, this way and that.
    for (let fruitless = 0, round = 0; fruitless < 4 && round < 60; round++) {
      const left = answers.filter((answer) => !wide(answer));
      if (left.length < 4) break;
      run(new Map(left.map((answer, i) => [answer, (round < 2 ? (round ? 1 : -1) : ((i * 7919 + round * 104729) % 13 < 6 ? 1 : -1)) * (1 + ((i * 31 + round * 17) % 10))])));
      fruitless = answers.filter((answer) => !wide(answer)).length > left.length * 0.95 ? fruitless + 1 : 0;
    }
    for (let nought = answers.filter((answer) => answer.high < epsilon); nought.length;) {
      if (run(new Map(nought.map((answer) => [answer, -1]))) > -epsilon) { for (const answer of nought) answer.low = answer.high = 0; break; }
      nought = nought.filter((answer) => answer.high < epsilon);
    }
    for (const answer of answers) {
      if (wide(answer) || (answer.low === 0 && answer.high === 0)) continue;
      run(new Map([[answer, 1]]));
      if (!wide(answer)) run(new Map([[answer, -1]]));
    }
  } finally {
    model.dispose();
  }
  return answers.map((answer) => ({ ...answer, low: Math.ceil(answer.low - epsilon), high: Math.floor(answer.high + epsilon) }));
}
