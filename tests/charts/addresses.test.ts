import { brotliDecompressSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { colourAt, colours, pixelsOf } from "./pixels.ts";
import { context, wholeCity } from "./city.ts";
import { answerChart } from "#lib/charts/answer.ts";
import { palette } from "#lib/charts/palette.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { chartNames } from "#lib/charts/registry.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { locales } from "#lib/i18n/locale.ts";
import { problemOf } from "#tests/data/fetch-data.ts";
import { count, openCity, outcome, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const ask = (address: string, init: RequestInit = {}) => answerChart(new Request(new URL(address, "http://portal.test"), init));
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const body = async (address: string) => bytesOf(await ask(address));

test("before the first release every chart says that nothing is published", async () => {
  for (const name of chartNames) expect((await problemOf(await ask(`/charts/${name}.svg`))).code).toBe("nothingPublished");
});

describe("published", () => {
  const places = ["zone-1", "zone-2", "okrugs"];
  beforeAll(async () => {
    await db.owner`UPDATE open.district SET latitude = 51.7 + sort * 0.01, longitude = 75.3 + sort * 0.02 WHERE kind = 'district'`;
  await publishTwoYears(town);
    await town.publish({ id: "2026-05-06", counts: places.map((district) => count("2026-Q1", 60, { district })), outcomes: places.map((district) => outcome("2026-Q1", 50, { district })).concat(outcome("2026-Q1", 280)) });
  });

  const every = chartNames.flatMap((name) => (["svg", "png", "csv"] as const).flatMap((format) => locales.map((lang) => [name, format, lang] as const)));
  test.each(every)("%s.%s in %s carries the whole header contract", async (name, format, lang) => {
    const response = await ask(`/charts/${name}.${format}?lang=${lang}`);
    const content = await bytesOf(response);
    const { headers } = response;
    expect(response.status).toBe(200);
    expect(headers.get("content-type")).toBe({ svg: "image/svg+xml", png: "image/png", csv: "text/csv; charset=utf-8; header=present" }[format]);
    expect(headers.get("content-length")).toBe(String(content.length));
    expect(headers.get("content-language")).toBe(lang);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
    expect(headers.get("last-modified")).toBe("Wed, 06 May 2026 06:00:00 GMT");
    expect(headers.get("cache-control")).toBe("public, max-age=300, stale-while-revalidate=86400");
    expect(headers.get("x-release")).toBe("2026-05-06");
    expect(headers.get("link")).toMatch(new RegExp(`creativecommons.+rel="license".+</charts/${name}\\.${format}\\?lang=${lang}>; rel="canonical".+</${lang}/methodology>; rel="describedby"; type="text/html"`));
    expect(headers.get("content-disposition")).toBe(`${format === "csv" ? "attachment" : "inline"}; filename="${name}-${lang}-2026-05-06-demonstration.${format}"`);
    const head = await ask(`/charts/${name}.${format}?lang=${lang}`, { method: "HEAD" });
    expect([head.status, head.body, head.headers.get("content-length")]).toEqual([200, null, String(content.length)]);
    const again = await ask(`/charts/${name}.${format}?lang=${lang}`, { headers: { "if-none-match": headers.get("etag")! } });
    expect([again.status, again.body]).toEqual([304, null]);
  });

  test.each(chartNames.flatMap((name) => locales.map((lang) => [name, lang] as const)))("%s in %s is an SVG that is whole by itself", async (name, lang) => {
    for (const width of ["phone", "desktop"]) {
      const svg = (await body(`/charts/${name}.svg?lang=${lang}&width=${width}`)).toString();
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(svg).toMatch(new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" lang="${lang}" viewBox="0 0 ${width === "phone" ? 390 : 728} `));
      expect(svg).toMatch(new RegExp(`role="img" aria-labelledby="${name}-title ${name}-desc".*<title id="${name}-title">[^<]+</title><desc id="${name}-desc">[^<]+</desc>`));
      expect(svg).not.toMatch(/var\(--|currentColor|<script|<style|style=|href=|src=|url\((?!#)/);
      for (const said of [{ kk: "Көрсетілім деректері", ru: "Демонстрационные данные", en: "Demonstration data" }[lang], "CC BY 4.0", { kk: "2026 жылғы 6 мамыр", ru: "6 мая 2026", en: "6 May 2026" }[lang]]) {
        expect(svg.replace(/<\/tspan><tspan[^>]*>/g, " ")).toContain(said);
      }
      expect(svg.length).toBeLessThan(13_000);
    }
  });

  test.each(chartNames)("%s is a PNG of the right size, sharp, in light and dark, and not blank", async (name) => {
    for (const [width, theme] of [["phone", "light"], ["desktop", "dark"]] as const) {
      const svg = (await body(`/charts/${name}.svg?lang=kk&width=${width}&theme=${theme}`)).toString();
      const [, w, h] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!;
      const png = pixelsOf(await body(`/charts/${name}.png?lang=kk&width=${width}&theme=${theme}`));
      expect([png.width, png.height]).toEqual([2 * Number(w), 2 * Number(h)]);
      expect(colours(png)).toBeGreaterThan(40);
      expect(colourAt(png, 2, 2)).toBe(palette[theme].paper);
    }
  });

  test("of a sensitive category only on time or not is drawn: no withheld mark floats over the share", async () => {
    const svg = (await body("/charts/on-time.svg?category=aid&lang=en")).toString();
    expect(svg).toContain(">late or still open</text>");
    expect(svg).not.toContain(">·</text>");
    expect(svg.match(/>56%<\/text>/g)).toHaveLength(4);
  });

  test("nothing left open makes no empty picture: the finding says it", async () => {
    await town.publish({ id: "2026-05-06.1", correction: true, outcomes: ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"].map((quarter) => outcome(quarter, 100, { category: "cold", part: { late: 7, open: 0 } })) });
    const svg = (await body("/charts/left-open.svg?category=cold&lang=en")).toString();
    expect(svg).toMatch(/<title [^>]*>All 120 appeals received in Q1 2026 are closed<\/title>/);
    expect(svg).not.toContain("<line");
    expect(parse(await body("/charts/left-open.csv?category=cold"), { columns: true })).toHaveLength(15);
  });

  test("the CSV has each number of the chart once, with its status", async () => {
    const response = await ask("/charts/on-time.csv?category=aid&lang=ru");
    const rows = parse(await bytesOf(response), { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
    expect(response.headers.get("x-row-count")).toBe(String(rows.length));
    expect(rows[0]).toEqual({
      chart: "on-time", category: "aid", district: "all", channel: "all", row: "2025-Q1", row_label: "1-й квартал 2025 года", measure: "on_time", measure_label: "В срок",
      unit: "обращений", value: "9", status: "", release: "2026-05-06.1", data_kind: "demonstration",
    });
    expect(rows.find((row) => row.row === "2025-Q1" && row.measure === "not_on_time")).toMatchObject({ value: "7", status: "" });
    expect(rows.some((row) => row.measure === "late" || row.measure === "open")).toBe(false);
    expect(rows.find((row) => row.row === "2025-Q1" && row.measure === "on_time_share")).toMatchObject({ value: "56", unit: "%" });
  });

  test("a name that means harm to a spreadsheet or a page harms neither", async () => {
    const csv = (await body("/charts/districts.csv?lang=kk")).toString();
    expect(csv).toContain("'=HYPERLINK");
    const svg = (await body("/charts/districts.svg?lang=kk")).toString();
    expect(svg).toContain("=HYPERLINK(&quot;http://x&quot;)");
    expect(XMLValidator.validate(svg)).toBe(true);
  });

  test.each(["", "category=heat&", "category=aid&", "district=zone-1&", "category=cold&", "district=okrugs&"])("the preview of a page (%s) is a picture of 1200 × 630 in each language", async (scope) => {
    const seen = new Set<string>();
    for (const lang of locales) {
      const response = await ask(`/charts/preview.png?${scope}lang=${lang}&release=2026-05-06`);
      expect([response.status, response.headers.get("content-type"), response.headers.get("content-language")]).toEqual([200, "image/png", lang]);
      expect(response.headers.get("cache-control")).toContain("immutable");
      const bytes = await bytesOf(response);
      const png = pixelsOf(bytes);
      expect([png.width, png.height]).toEqual([1200, 630]);
      expect(colours(png)).toBeGreaterThan(40);
      expect(bytes.length).toBeLessThan(200_000);
      seen.add(bytes.toString("base64"));
    }
    expect(seen.size).toBe(3);
  });

  test("a preview of what isn't there is refused", async () => {
    expect(await problemOf(await ask("/charts/preview.png?category=dragons"))).toMatchObject({ code: "unknownCode", parameter: "category" });
    expect(await problemOf(await ask("/charts/preview.png?channel=phone"))).toMatchObject({ code: "unknownParameter", parameter: "channel" });
  });

  test("an SVG is compressed as the reader asks, a PNG never", async () => {
    const accept = { headers: { "accept-encoding": "br" } };
    const svg = await ask("/charts/on-time.svg", accept);
    expect(svg.headers.get("content-encoding")).toBe("br");
    expect(brotliDecompressSync(await bytesOf(svg)).equals(await body("/charts/on-time.svg"))).toBe(true);
    expect((await ask("/charts/on-time.png", accept)).headers.get("content-encoding")).toBeNull();
  });

  test("frozen to a release it is the same bytes for good, without one it follows the newest", async () => {
    const frozen = ["svg", "png", "csv"].flatMap((format) => ["2026-01-06", "2026-05-06"].map((release) => `/charts/on-time.${format}?release=${release}`));
    const before = await Promise.all(frozen.map(body));
    const newest = await body("/charts/on-time.svg");
    const { headers } = await ask(frozen[0]!);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("x-release")).toBe("2026-01-06");
    expect(before[0]!.toString()).toContain("2026 жылғы 6 қаңтар");
    await town.publish({ id: "2026-06-06", counts: [count("2026-04", 140)], outcomes: [outcome("2025-Q4", 200)] });
    const after = await Promise.all(frozen.map(body));
    frozen.forEach((address, i) => expect(after[i]!.equals(before[i]!), address).toBe(true));
    const now = await ask("/charts/on-time.svg");
    expect(now.headers.get("x-release")).toBe("2026-06-06");
    expect((await bytesOf(now)).equals(newest)).toBe(false);
  });

  test.each([
    ["/charts/pie.svg", 404, "noSuchChart", undefined], ["/charts/on-time.gif", 404, "noSuchFile", undefined], ["/charts/on-time", 404, "noSuchFile", undefined],
    ["/charts/on-time.svg?districts=zone-1", 400, "unknownParameter", "districts"], ["/charts/on-time.svg?lang=de", 400, "unknownCode", "lang"],
    ["/charts/on-time.svg?theme=sepia", 400, "unknownCode", "theme"], ["/charts/on-time.svg?width=900", 400, "unknownCode", "width"],
    ["/charts/on-time.csv?theme=dark", 400, "unknownParameter", "theme"], ["/charts/on-time.svg?release=2020-01-01", 400, "unknownCode", "release"],
    ["/charts/on-time.svg?lang=ru&lang=kk", 400, "repeatedParameter", "lang"], ["/charts/on-time.svg?category=", 400, "unknownCode", "category"],
    ["/charts/about.svg?period=1999-Q1", 400, "unknownPeriod", "period"], ["/charts/on-time.svg?category=aid&district=okrugs", 400, "notPublished", undefined],
    ["/charts/channels.svg?category=heat", 400, "unknownParameter", "category"],
  ] as const)("%s is refused with %i %s", async (address, status, code, parameter) => {
    const response = await ask(address);
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const problem = await problemOf(response);
    expect([problem.code, problem.parameter]).toEqual([code, parameter]);
  });

  test("only read", async () => {
    expect((await problemOf(await ask("/charts/on-time.svg", { method: "POST" }))).code).toBe("methodNotAllowed");
    expect((await ask("/charts/on-time.svg", { method: "OPTIONS" })).headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
  });

  test("many strangers' pictures at once: those that can't be drawn soon are turned away, a page's own is drawn meanwhile, and nothing falls over", async () => {
    const at = performance.now();
    const months = Array.from({ length: 15 }, (_, i) => `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`);
    const many = Array.from({ length: 300 }, (_, i) => `/charts/received.${i % 2 ? "png" : "svg"}?lang=${locales[i % 7 % 3]}&grain=month&from=${months[i % months.length]}&width=${i % 11 < 5 ? "phone" : "desktop"}&theme=${i % 13 < 6 ? "light" : "dark"}`);
    let waiting = many.length;
    const flood = Promise.all(many.map((address) => ask(address).finally(() => waiting--)));
    while (waiting === many.length) await new Promise((resolve) => setTimeout(resolve, 5));
    await renderSvg(receivedChart(context("ru"), wholeCity()), { width: "desktop" });
    expect(waiting, "strangers still wait when the page has its picture").toBeGreaterThan(10);
    const answers = await flood;
    const served = answers.filter((response) => response.status === 200), away = answers.filter((response) => response.status === 503);
    expect(served.length + away.length).toBe(many.length);
    expect(served.length).toBeGreaterThan(20);
    expect(away.length).toBeGreaterThan(0);
    expect(await problemOf(away[0]!)).toMatchObject({ code: "tooManyPictures" });
    expect(away[0]!.headers.get("retry-after")).toBe("5");
    for (const response of served) expect((await bytesOf(response)).length).toBe(Number(response.headers.get("content-length")));
    expect((await ask("/charts/received.svg?from=2025-02&lang=en")).status).toBe(200);
    console.log(`${served.length} drawn, ${away.length} turned away in ${Math.round(performance.now() - at)} ms`);
  }, 120_000);
});
