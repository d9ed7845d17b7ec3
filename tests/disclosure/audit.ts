import { keyOf, numberIn, type Files, type Lists, type Row } from "#tests/disclosure/public-files.ts";

const outcome = ["with_deadline", "on_time", "late", "open", "reopened"];
const duration = ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"];
const measures = ["received", ...outcome, ...duration, "median_days", "p90_days"];

/** What anybody can check in the public files without a solver: thresholds, the closed world, and that what was published stands. */
export function audit(releases: Files[], lists: Lists): string[] {
  const wrong: string[] = [];
  const last = new Map<string, Row>();
  for (const release of releases) {
    for (const row of release.appeals) {
      const say = (what: string) => wrong.push(`${release.id} ${keyOf(row)}: ${what}`);
      if (!isInTheWorld(row, lists)) say("is no cell of the closed world");
      checkThresholds(row, lists, say);
      const before = last.get(keyOf(row));
      if (before) compare(before, row, release, say);
      last.set(keyOf(row), row);
    }
    for (const key of last.keys()) if (!release.appeals.some((row) => keyOf(row) === key)) wrong.push(`${release.id} ${key}: is missing`);
    checkRecords(release, lists, wrong);
  }
  return wrong;
}

function isInTheWorld({ period, category, district, channel }: Row, lists: Lists): boolean {
  const known = (tree: Map<string, string | null>, code: string) => code === "all" || tree.has(code);
  if (!known(lists.category, category!) || !known(lists.district, district!) || !(channel === "all" || lists.channel.includes(channel!))) return false;
  if (lists.sensitive.has(category!) && (district !== "all" || channel !== "all" || /-\d\d$/.test(period!))) return false;
  if (/^\d{4}(-Q[1-4])?$/.test(period!)) return channel === "all";
  // A month: one dimension at most; of categories the groups, of districts the leaves.
  if (!/^\d{4}-\d\d$/.test(period!) || [category, district, channel].filter((code) => code !== "all").length > 1) return false;
  return (category === "all" || lists.category.get(category!) === null) && ![...lists.district.values()].includes(district!);
}

function checkThresholds(row: Row, lists: Lists, say: (what: string) => void): void {
  const received = numberIn(row, "received");
  const sensitive = lists.sensitive.has(row.category!);
  const total = row.category === "all" && row.district === "all" && row.channel === "all";
  const split = outcome.some((part) => numberIn(row, part) !== undefined);
  const timed = [...duration, "median_days", "p90_days"].some((part) => numberIn(row, part) !== undefined);
  if (received !== undefined && !total && received < (sensitive ? 10 : 5)) say(`shows ${received}`);
  if (split && !((received ?? 0) >= 10)) say("shows outcomes of fewer than ten");
  if (timed && !((received ?? 0) >= 20)) say("shows durations of fewer than twenty");
  if (!sensitive) return;
  if (timed || ["late", "open", "reopened"].some((part) => numberIn(row, part) !== undefined)) say("shows more of a sensitive category than on time or not");
  if (split && (numberIn(row, "on_time") === 0 || numberIn(row, "on_time") === numberIn(row, "with_deadline"))) say("shows 0 % or 100 % of a sensitive category");
}

/** A row against the same row of the release before. */
function compare(before: Row, row: Row, release: Files, say: (what: string) => void): void {
  for (const measure of measures) {
    const [old, now] = [numberIn(before, measure), numberIn(row, measure)];
    if (measure === "received" && old === undefined && now !== undefined) say("was hidden and is shown");
    if (old === undefined || old === now) continue;
    const revised = release.correction && release.revised.some((period) => period === row.period || row.period === period.slice(0, 4));
    if (!revised) say(`${measure} was ${old} and is ${now ?? "hidden"} without a correction`);
    else if (measure === "received" && now !== undefined && now - old < 5) say(`received grew by ${now - old}`);
  }
}

/** Classes of at least k, ten where sensitive, outcome from ten, duration from twenty; and each the very rest that the tables leave. */
function checkRecords(release: Files, lists: Lists, wrong: string[]): void {
  const quarters = Map.groupBy(release.records, (record) => record.quarter!);
  for (const [quarter, records] of quarters) {
    const value = new Map(release.appeals.filter((row) => row.period === quarter && row.channel === "all").map((row) => [`${row.category} ${row.district}`, numberIn(row, "received")]));
    const classes = Map.groupBy(records, (record) => `${record.category_group}|${record.category}|${record.city_part}|${record.district}`);
    const expected = restsOf(value, lists);
    for (const name of new Set([...classes.keys(), ...expected.keys()])) {
      const rows = classes.get(name) ?? [];
      const say = (what: string) => wrong.push(`${release.id} ${quarter} records ${name}: ${what}`);
      if (rows.length !== (expected.get(name) ?? 0)) say(`${rows.length} rows, the tables leave ${expected.get(name) ?? 0}`);
      const sensitive = lists.sensitive.has(name.split("|")[0]!) || lists.sensitive.has(name.split("|")[1]!);
      if (rows.length > 0 && rows.length < (sensitive ? 10 : 5)) say(`only ${rows.length} rows`);
      if (rows.some((row) => row.outcome !== "·") && (rows.length < 10 || sensitive)) say("shows outcomes");
      if (rows.some((row) => row.duration_band !== "·") && (rows.length < 20 || sensitive)) say("shows durations");
    }
  }
}

/** What is left of each shown cell when the shown cells below it are taken away: city, group, group × district, category × district. */
function restsOf(value: Map<string, number | undefined>, lists: Lists): Map<string, number> {
  const rests = new Map<string, number>();
  const inner = new Set([...lists.district.values()]);
  const leaves = [...lists.district.keys()].filter((code) => !inner.has(code));
  let city = value.get("all all") ?? 0;
  for (const group of [...lists.category].flatMap(([code, parent]) => (parent === null ? [code] : []))) {
    const below = [...lists.category].flatMap(([code, parent]) => (parent === group ? [code] : []));
    const single = below.length ? "·" : group;
    let own = value.get(`${group} all`);
    if (own !== undefined) city -= own;
    for (const district of leaves) {
      const part = lists.district.get(district) ?? district;
      let here = value.get(`${group} ${district}`);
      if (here !== undefined && own !== undefined) own -= here;
      else if (here !== undefined) city -= here;
      for (const category of below) {
        const n = value.get(`${category} ${district}`);
        if (n === undefined) continue;
        rests.set(`${group}|${category}|${part}|${district}`, n);
        if (here !== undefined) here -= n;
        else if (own !== undefined) own -= n;
        else city -= n;
      }
      if (here) rests.set(`${group}|${single}|${part}|${district}`, here);
    }
    if (own) rests.set(`${group}|${single}|·|·`, own);
  }
  if (city) rests.set("·|·|·|·", city);
  return rests;
}
