import { expect, test } from "vitest";
import { chartContext } from "#lib/charts/context.ts";
import { answerChart } from "#lib/charts/answer.ts";
import { chartCsv } from "#lib/charts/chart-csv.ts";
import { answerEmbed } from "#lib/charts/embed.ts";
import { toPng } from "#lib/charts/png.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { standaloneSvg } from "#lib/charts/standalone.ts";
import { city } from "#lib/stats/city.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";
import { currentRelease } from "#lib/stats/release.ts";
import { openDb } from "#db/open.ts";
import { allCharts } from "#tests/charts/all-charts.ts";
import { aboutChart } from "#lib/charts/about.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { someCases, type Case } from "#tests/release/attacked-city.ts";
import { publishAfresh } from "#tests/release/published.ts";

const days = ["2025-02-06", "2025-03-06", "2025-04-06", "2025-05-06"];
/** Four cells that nobody sees: signs and dogs would do as well; what counts is that every margin stays as it is. */
const some = (category: string, district: string, n: number): Case[] => Array.from({ length: n }, (_, i) => (
  { category, district, channel: "phone", day: `2025-02-1${i}`, took: 4, status: "answered", reopened: false }));
const isApart = ({ category, district }: Case) => !(["snow", "signs"].includes(category ?? "") && ["l3", "l4"].includes(district ?? ""));

/** The charts of the city and of the places and subjects in question, as specs and as drawn. */
async function pictures() {
  const db = openDb();
  const [release, of] = [(await currentRelease(db))!, (await city(db))!];
  const context = chartContext("en", { city: of, release, codelists: await codelists(db) });
  const cube = await readCube(db, release);
  const specs = [...allCharts(context, cube), ...["l3", "l4"].flatMap((district) => [receivedChart(context, cube, { district }), aboutChart(context, cube, { district }), onTimeChart(context, cube, { district })]),
    ...["snow", "signs"].flatMap((category) => [receivedChart(context, cube, { category }), districtsChart(context, cube, { category }), durationChart(context, cube, { category }), receivedChart(context, cube, { category, district: "l3" })])];
  const drawn: string[] = [];
  for (const spec of specs) {
    if (spec.rows.length > 0) drawn.push(await renderSvg(spec, { width: "desktop" }), await renderSvg(spec, { width: "phone" })); // this city has no map
    drawn.push(chartCsv(spec, of).text);
    const alone = await standaloneSvg(spec, { width: "phone", theme: "dark" });
    drawn.push(alone, (await toPng(alone)).toString("base64"));
  }
  for (const scope of ["", "district=l3", "district=l4", "category=snow", "category=signs"]) {
    for (const address of [`charts/preview.png?${scope}`, `charts/received.png?${scope}`, `embed/received?${scope}`, `embed/on-time?${scope}`]) {
      const request = new Request(`http://portal/${address}`);
      drawn.push(Buffer.from(await (await (address.startsWith("embed") ? answerEmbed : answerChart)(request)).arrayBuffer()).toString("base64"));
    }
  }
  return { specs: specs.map((spec) => JSON.stringify(spec)), drawn };
}

test("zero and three are the same bytes in every file, chart, picture and table", async () => {
  const rest = ["2025-01", "2025-02", "2025-03", "2025-04"].flatMap((month, i) => someCases(month, 140, 60 + i)).filter(isApart);
  const spread = (a: number) => [...some("snow", "l3", a), ...some("snow", "l4", 4 - a), ...some("signs", "l3", 4 - a), ...some("signs", "l4", a)];
  const three = await publishAfresh("hidden", [...rest, ...spread(3)], days, pictures);
  const zero = await publishAfresh("hidden", [...rest, ...spread(0)], days, pictures);
  // The four are withheld, and stand in the grid.
  const csv = three.files["2025-05-06/appeals.csv"]!.split("\r\n").map((line) => line.split(","));
  const grid = csv.filter((row) => row.includes("2025-Q1") && ["snow", "signs"].some((code) => row.includes(code)) && ["l3", "l4"].some((code) => row.includes(code)));
  const at = csv[0]!.indexOf("received");
  expect(grid.map((row) => [row[at], row[at + 1]])).toEqual([["", "c"], ["", "c"], ["", "c"], ["", "c"]]);
  expect(zero.files).toEqual(three.files);
  expect(zero.tables).toEqual(three.tables);
  expect(zero.seen).toEqual(three.seen);
  expect(three.seen.drawn.join("")).toContain("<svg");
}, 180_000);
