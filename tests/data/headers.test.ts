import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parquetReadObjects } from "hyparquet";
import { locales } from "#lib/i18n/locale.ts";
import { codelistNames } from "#lib/stats/codelists.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { asyncBufferFrom, spreadsheet } from "#tests/data/read-back.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
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

const records = ["appeals-records", "appeals-records-2025", "appeals-records-2026"].flatMap((name) => [`${name}.csv`, `${name}.parquet`]);
const excel = locales.flatMap((locale) => [`appeals-${locale}.excel.csv`, `appeals-${locale}.xlsx`]);
const standing = ["appeals.csv", "appeals.json", ...excel, ...records, ...codelistNames.map((list) => `codelists/${list}.csv`)];
const addresses = [...standing.map((name) => `/data/${name}`), ...[...standing, "CHANGES.json", "SHA256SUMS"].map((name) => `/data/releases/2026-04-06.1/${name}`),
  "/data/releases/2026-01-06/appeals-records-2025.csv", "/data/releases.json", "/data/releases.atom", "/data/releases.atom?lang=ru", "/data/appeals.csv?grain=year", "/data/appeals.json?channel=phone", "/data/appeals.csv?release=2026-01-06",
  ...["excel.csv", "xlsx"].flatMap((format) => [`/data/appeals.${format}`, `/data/appeals.${format}?lang=ru`, `/data/appeals.${format}?lang=en&grain=year`, `/data/appeals.${format}?lang=ru&release=2026-01-06`, `/data/releases/2026-04-06.1/appeals.${format}?lang=en`]),
  ...["csv", "json", "excel.csv", "xlsx"].map((format) => `/data/appeals.${format}?measure=on_time,received&grain=quarter`)];
/** Every kind of file: its media type, and whether a browser shows or saves it. */
const kinds = {
  csv: ["text/csv; charset=utf-8; header=present", "attachment"], json: ["application/json", "inline"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"], parquet: ["application/vnd.apache.parquet", "attachment"],
  atom: ["application/atom+xml; charset=utf-8", "inline"], txt: ["text/plain; charset=utf-8", "inline"],
} as const;
const kindOf = (address: string) => (/\.(csv|json|xlsx|parquet|atom)(?:$|\?)/.exec(address)?.[1] ?? "txt") as keyof typeof kinds;
/** The language of an Excel file; undefined of all others. */
const languageOf = (address: string) => (/appeals-(..)\./.exec(address) ?? /[?&]lang=(..)/.exec(address))?.[1] ?? (/excel\.csv|xlsx|atom/.test(address) ? "kk" : undefined);

test.each(addresses)("before the first release %s says that nothing is published", async (address) => {
  const response = await fetchData(address);
  expect(response.status).toBe(404);
  expect((await problemOf(response)).code).toMatch(/nothingPublished|noSuchFile/);
});
test("…in the reader's language", async () => {
  const say = async (language?: string) => (await problemOf(await fetchData("/data/appeals.csv", { headers: language ? { "accept-language": language } : {} }))).detail;
  expect(await say()).toMatch(/^Nothing/);
  expect(await say("ru-RU,ru;q=0.9,en;q=0.8")).toMatch(/^Пока/);
  expect(await say("fr, kk;q=0.5")).toMatch(/^Әзірге/);
  expect(await say("de")).toMatch(/^Nothing/);
});

describe("published", () => {
  beforeAll(() => publishTwoYears(town));

  test.each(addresses)("%s carries the whole header contract", async (address) => {
    const response = await fetchData(address);
    const body = Buffer.from(await response.arrayBuffer());
    const { headers } = response;
    const frozen = address.startsWith("/data/releases/");
    const kind = kindOf(address), language = languageOf(address);
    const release = address.includes("2026-01-06") ? "2026-01-06" : "2026-04-06.1";
    expect(response.status).toBe(200);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toBe("Link, ETag, Content-Disposition, Content-Range, Accept-Ranges, X-Row-Count, X-Release, X-Demonstration");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).toBe(kinds[kind][0]);
    expect(headers.get("content-language")).toBe(language ?? null);
    expect(headers.get("content-length")).toBe(String(body.length));
    expect(headers.get("last-modified")).toBe(new Date(`${release.slice(0, 10)}T06:00:00Z`).toUTCString());
    expect(headers.get("etag")).toMatch(/^"[0-9a-f]{32}"$/);
    expect(headers.get("cache-control")).toBe(frozen ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400");
    expect(headers.get("x-release")).toBe(release);
    expect(headers.get("x-demonstration")).toBe("true");
    expect(headers.get("vary")).toBe("Accept-Encoding");
    const link = headers.get("link")!;
    for (const rel of ["license", "canonical", "describedby"]) expect(link).toContain(`rel="${rel}"`);
    expect(headers.get("content-disposition")).toMatch(new RegExp(`^${kinds[kind][1]}; filename="[a-zA-Z0-9-]+-${release.replaceAll(".", "\\.")}-demonstration\\.(excel\\.)?${kind}"$`));
    if (kind === "xlsx" || address.includes(".excel.csv")) {
      const rows = spreadsheet(body, address).slice(1);
      expect(headers.get("x-row-count")).toBe(String(rows.length));
      expect(new Set(rows.map((row) => row.at(-1)))).toEqual(new Set([{ kk: "көрсетуге арналған ойдан құрастырылған дерек", ru: "вымышленные данные для демонстрации", en: "data invented for demonstration" }[language!]]));
    } else if (kind === "parquet") {
      const rows = await parquetReadObjects({ file: asyncBufferFrom(body) });
      expect(headers.get("x-row-count")).toBe(String(rows.length));
      expect(rows.every((row) => row.data_kind === "demonstration")).toBe(true);
    } else if (kind === "csv") {
      const rows = parse(body, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
      expect(headers.get("x-row-count")).toBe(String(rows.length));
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.data_kind === "demonstration")).toBe(true);
    } else if (kind === "json") expect(JSON.parse(body.toString())).toMatchObject({ demonstration: true });
  });

  test.each(addresses)("%s: HEAD says the same without a body, 304 to who has it", async (address) => {
    const get = await fetchData(address);
    await get.body?.cancel();
    const head = await fetchData(address, { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, null]);
    expect([...head.headers]).toEqual([...get.headers]);
    for (const known of [get.headers.get("etag")!, `"other", W/${get.headers.get("etag")}`, "*"]) {
      const again = await fetchData(address, { headers: { "if-none-match": known } });
      expect([again.status, again.body]).toEqual([304, null]);
      expect(again.headers.get("etag")).toBe(get.headers.get("etag"));
    }
    expect((await fetchData(address, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    expect((await fetchData(address, { headers: { "if-modified-since": get.headers.get("last-modified")! } })).status).toBe(304);
    expect((await fetchData(address, { headers: { "if-modified-since": "Thu, 01 Jan 2015 00:00:00 GMT" } })).status).toBe(200);
  });

  test.each(addresses)("%s compresses as the reader asks, each form under its own tag", async (address) => {
    const plain = await fetchData(address);
    const bytes = Buffer.from(await plain.arrayBuffer());
    for (const [accept, expected, decode] of [["gzip, deflate, br", "br", brotliDecompressSync], ["gzip;q=1, br;q=0.5", "gzip", gunzipSync], ["deflate", null, null], ["br;q=0, identity", null, null]] as const) {
      const response = await fetchData(address, { headers: { "accept-encoding": accept } });
      const body = Buffer.from(await response.arrayBuffer());
      expect(response.headers.get("content-length")).toBe(String(body.length));
      if (response.headers.get("content-encoding") === null) {
        expect(expected === null || bytes.length <= 1400 || kindOf(address) === "xlsx" || kindOf(address) === "parquet").toBe(true);
        expect(body.equals(bytes)).toBe(true);
        continue;
      }
      expect(response.headers.get("content-encoding")).toBe(expected);
      expect(decode!(body).equals(bytes)).toBe(true);
      expect(response.headers.get("etag")).not.toBe(plain.headers.get("etag"));
      expect((await fetchData(address, { headers: { "accept-encoding": accept, "if-none-match": response.headers.get("etag")! } })).status).toBe(304);
    }
  });

  test.each(addresses.filter((address) => address.startsWith("/data/releases/") || !/[?&](grain|channel|measure)=/.test(address) && !address.startsWith("/data/releases.")))("%s in parts is the whole", async (address) => {
    const whole = Buffer.from(await (await fetchData(address)).arrayBuffer());
    const half = Math.ceil(whole.length / 2);
    const parts = await Promise.all([[0, half - 1], [half, whole.length - 1]].map(async ([from, to]) => {
      const response = await fetchData(address, { headers: { range: `bytes=${from}-${to}`, "accept-encoding": "br" } });
      expect([response.status, response.headers.get("content-range"), response.headers.get("accept-ranges")]).toEqual([206, `bytes ${from}-${to}/${whole.length}`, "bytes"]);
      return Buffer.from(await response.arrayBuffer());
    }));
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
  });

  test.each(addresses)("%s refuses what it doesn't know, what is given twice, and what isn't reading", async (address) => {
    const sign = address.includes("?") ? "&" : "?";
    const unknown = await fetchData(`${address}${sign}distrct=town`);
    expect([unknown.status, (await problemOf(unknown)).parameter]).toEqual([400, "distrct"]);
    const [, given] = /[?&]([a-z]+)=/.exec(address) ?? [];
    if (given) {
      const twice = await fetchData(`${address}&${given}=x`);
      expect(await problemOf(twice)).toMatchObject({ status: 400, code: "repeatedParameter", parameter: given });
    }
    const post = await fetchData(address, { method: "POST" });
    expect([post.status, post.headers.get("allow"), (await problemOf(post)).code]).toEqual([405, "GET, HEAD, OPTIONS", "methodNotAllowed"]);
  });

  test("other sites may ask", async () => {
    const response = await fetchData("/data/appeals.csv", { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
    expect(response.headers.get("access-control-allow-headers")).toContain("Range");
  });

  test("the list of releases leads to every file, with its checksum", async () => {
    const { releases } = await (await fetchData("/data/releases.json")).json();
    expect(releases.map((entry: { release: string }) => entry.release)).toEqual(["2026-04-06.1", "2026-04-06", "2026-01-06"]);
    for (const { files } of releases) for (const { url, bytes, sha256 } of files) {
      const body = Buffer.from(await (await fetchData(url)).arrayBuffer());
      expect([body.length, createHash("sha256").update(body).digest("hex")], url).toEqual([bytes, sha256]);
    }
  });

  test("an older release by name is that release's file", async () => {
    const body = await (await fetchData("/data/appeals.csv?release=2026-01-06")).text();
    expect(body).toBe(await (await fetchData("/data/releases/2026-01-06/appeals.csv")).text());
    expect(body).not.toBe(await (await fetchData("/data/appeals.csv")).text());
  });

  test.each(["/data/nothing.csv", "/data/appeals-records-1999.csv", "/data/codelists/department.csv", "/data/releases/2020-01-06/appeals.csv", "/data/releases/2026-04-06.1",
    "/data/releases/2026-04-06.1/..%2f2026-01-06%2fappeals.csv", "/data/releases/..%2f..%2f/secret", "/data/releases/2026-04-06.1/%2fetc%2fpasswd", "/data/..%2f..%2f..%2fpackage.json",
    "/data/releases/2026-04-06.1/appeals.csv.br", "/data/releases/2026-04-06.1/codelists", "/data/releases/'%20OR%201=1/appeals.csv", "/data/releases/2026-04-06.1/appeals.csv%00"])(
    "%s is a 404 that says so", async (address) => {
      const response = await fetchData(address);
      expect(response.status).toBe(404);
      expect((await problemOf(response)).code).toBe("noSuchFile");
    });

  test.each(addresses.filter((address) => !address.includes("?") && !/^\/data\/(appeals\.|releases\.atom)/.test(address)))("%s is given whole: any parameter is 400", async (address) => {
    const response = await fetchData(`${address}?district=town`);
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: "noParameters", parameter: "district" });
  });
});
