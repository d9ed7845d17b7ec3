import { chartAddress } from "#lib/charts/address.ts";
import { askedChart } from "#lib/charts/asked-chart.ts";
import { chartCsv } from "#lib/charts/chart-csv.ts";
import { fewAtOnce } from "#lib/charts/few-at-once.ts";
import { toPng } from "#lib/charts/png.ts";
import { answerPreview } from "#lib/charts/preview.ts";
import { standaloneSvg } from "#lib/charts/standalone.ts";
import { Refusal } from "#lib/errors.ts";
import { answerOpenly } from "#lib/exports/answer.ts";
import { answerWithBytes } from "#lib/exports/built-file.ts";

/** Answers any address below /charts: /charts/{name}.svg, .png, .csv and a page's preview. Never throws. */
export const answerChart = (request: Request): Promise<Response> => answerOpenly(request, (path) => {
  const [, name, format] = /^\/charts\/([^/.]+)\.(svg|png|csv)$/.exec(path) ?? [];
  if (path === "/charts/preview.png") return fewAtOnce(() => answerPreview(request));
  if (name === undefined) throw new Refusal("noSuchFile");
  return fewAtOnce(() => chartIn(request, name, format as "svg" | "png" | "csv"));
});

async function chartIn(request: Request, name: string, format: "svg" | "png" | "csv"): Promise<Response> {
  const { spec, look, shelf: { city, release } } = await askedChart(request, name, format === "csv" ? [] : ["width", "theme"]);
  const { width = "desktop", theme = "light" } = look;
  const canonical = chartAddress(spec, format, look);
  const csv = format === "csv" ? chartCsv(spec, city) : null;
  const svg = () => standaloneSvg(spec, { width, theme });
  const make = csv ? () => csv.text : format === "svg" ? svg : async () => toPng(await svg());
  const response = await answerWithBytes(request, `${city.code} ${release.id} ${canonical}`, make, {
    name: [spec.id, spec.locale, look.width, look.theme].filter(Boolean).join("-"), extension: format, language: spec.locale, canonical,
    describedBy: `/${spec.locale}/methodology`, release, demo: city.demo, rows: csv && csv.rows, frozen: look.release !== undefined,
  });
  // An SVG is a document of its own: it may load and run nothing, and nobody may frame it.
  if (format === "svg") response.headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return response;
}
