import { readFileSync, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { testDatabase } from "#tests/support/database.ts";
import { baseMap, csv, fileOf, header, importAt, importText, line, sum } from "#tests/intake/import-case.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await loadCity(db.owner, readCity("examples/boston-2015/city"));
});
afterAll(() => db.drop());
// History can't be deleted, by design: each test has a source of its own.
let source = { ...baseMap.source };
let tests = 0;
beforeEach(() => void (source = { ...source, code: `paper-${++tests}` }));
const run = (content: string | Buffer, change: object = {}) => importText(content, { source, ...change });
const cases = () => db.owner`SELECT number, source_id, status, category, district, channel, text, outcome, due_basis, received_at, due_at, closed_at, applicant FROM private.appeal WHERE source = ${source.code} ORDER BY source_id`;

describe("what is written", () => {
  test("a case with its moments, and an event that its chain holds", async () => {
    const summary = await run(csv(line({ name: "Ann Example", phone: "(617) 555-0134" })));
    expect(summary).toMatchObject({ lines: 2, inserted: 1, rejected: 0, rejectedFile: null });
    expect(await cases()).toMatchObject([{ number: `${source.code}/1`, status: "answered", category: "potholes", district: "dorchester", channel: "call", outcome: "satisfied", due_basis: "source",
      received_at: new Date("2015-03-01T15:00:00Z"), closed_at: new Date("2015-03-10T16:00:00Z"), due_at: new Date("2015-03-20T21:00:00Z") }]);
    const [chain] = await db.owner`SELECT e.kind, e.seq, e.hash = a.history_hash AND e.hash = private.event_hash(e) AS whole, a.history_seq, p.phone, p.name
      FROM private.appeal a JOIN private.event e ON e.appeal = a.id JOIN private.person p ON p.id = a.applicant WHERE a.source = ${source.code}`;
    expect(chain).toMatchObject({ kind: "imported", seq: 1, whole: true, history_seq: 1, phone: "+16175550134", name: "Ann Example" });
  });
  test("later events go on from the first", async () => {
    await run(csv(line()));
    const [row] = await db.owner`INSERT INTO private.event (appeal, seq, kind, hash) SELECT id, 0, 'note', '' FROM private.appeal WHERE source = ${source.code} RETURNING seq, prev`;
    expect(row).toMatchObject({ seq: 2 });
    expect(row!.prev).toHaveLength(32);
  });
  test("nothing given is unknown, not rejected", async () => {
    expect(await run(csv(line({ category: "", district: " ", outcome: "", due: "", closed: "", status: "open" }), line({ id: "2", category: "odd" })))).toMatchObject({ inserted: 2 });
    expect(await cases()).toMatchObject([{ category: null, district: null, due_at: null, due_basis: null, closed_at: null }, { category: null, due_basis: "source" }]);
  });
  test("quotes, line breaks, tabs, backslashes, 4-byte and Kazakh letters arrive as they were", async () => {
    const text = 'He said "no"\nand\tleft \\N \\. 😀𠜎 Қазақ үшін өң ғһ \u202Ertl';
    expect(await run(csv(line({ text })))).toMatchObject({ inserted: 1, continued: 1 });
    expect((await cases())[0]!.text).toBe(text);
  });
  test("one phone and name is one person, no phone is somebody new", async () => {
    await run(csv(line({ name: "B", phone: "617-555-0199" }), line({ id: "2", name: "B", phone: "+1 617 555 0199" }), line({ id: "3", name: "C" }), line({ id: "4", name: "C" }), line({ id: "5", name: "B", phone: "not a phone" })));
    await run(csv(line({ id: "6", name: "B", phone: "617-555-0199" })));
    const [, ...rest] = (await cases()).map((row) => row.applicant);
    expect(new Set(rest).size).toBe(4);
    expect((await cases())[0]!.applicant).toBe((await cases())[5]!.applicant);
  });
  test("a day without an hour: due until its end, closed on the day of receipt is not before it", async () => {
    const dateFormat = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
    expect(await run(csv(line({ due: "2015-03-20", closed: "2015-03-01" })), { dateFormat })).toMatchObject({ inserted: 1 });
    expect((await cases())[0]).toMatchObject({ due_at: new Date("2015-03-21T03:59:59.999Z"), closed_at: new Date("2015-03-01T15:00:00Z") });
  });
  test("closed in the second passing of an hour that came twice", async () => {
    await run(csv(line({ received: "2015-11-01 01:40", closed: "2015-11-01 01:10" })));
    expect((await cases())[0]).toMatchObject({ received_at: new Date("2015-11-01T05:40:00Z"), closed_at: new Date("2015-11-01T06:10:00Z") });
  });
});

describe("every reason for a rejection", () => {
  const reasons: [string, string, object?][] = [
    ["broken-quotes", '1,"a"b,c'], ["wrong-column-count", `${line()},more`], ["bad-character", line({ text: "a\0b" })], ["bad-id", line({ id: " " })],
    ["bad-id", line({ id: "x".repeat(201) })], ["too-long", line({ text: "x".repeat(50_001) })], ["bad-date", line({ received: "2015-02-30 10:00" })], ["bad-date", line({ due: "soon" })],
    ["no-such-time", line({ received: "2015-03-08 02:30" })], ["no-received-date", line({ received: "" })], ["after-observation", line({ received: "2016-02-01 10:00", closed: "", status: "open", outcome: "" })],
    ["after-observation", line({ closed: "2016-02-01 10:00" })], ["closed-before-received", line({ closed: "2015-03-01 09:59" })], ["closed-without-date", line({ closed: "" })],
    ["open-with-closing-date", line({ status: "open" })], ["outcome-of-open", line({ status: "open", closed: "" })], ["unknown-category", line({ category: "snow" })], ["unknown-district", line({ district: "Moon" })],
    ["unknown-channel", line({ channel: "pigeon" })], ["unknown-channel", line({ channel: "" })], ["unknown-status", line({ status: "lost" })], ["unknown-outcome", line({ outcome: "maybe" })],
    ["unknown-department", line(), { department: { column: "text", values: {} } }], ["unknown-kind", line(), { kind: { column: "text", values: {} } }],
    ["unknown-language", line(), { language: { column: "text", values: {} } }], ["not-valid-then", line({ received: "2013-12-31 23:59" })],
  ];
  test.each(reasons)("%s", async (code, row, change) => {
    const summary = await run(csv(row, line({ id: "good", closed: "", status: "open", outcome: "", text: "" })), { ...change, ...(change && { text: undefined }) });
    expect(summary.reasons).toMatchObject({ [code]: expect.any(Number) });
    expect(sum(summary)).toBe(summary.lines);
    if (!change) expect(summary).toMatchObject({ inserted: 1, rejected: 1 });
    const rejected = readFileSync(summary.rejectedFile!, "utf8");
    expect(rejected.split("\r\n")[0]).toBe(`\uFEFFrejected_line,rejected_reason,${header.join(",")}`);
    expect(rejected.split("\r\n")[1]).toMatch(new RegExp(`^2,"?${code}: `));
  });
  test("bad-encoding", async () => expect((await run(iconv.encode(csv(line({ text: "Ұзақ" })), "utf-16le"), { encoding: "utf-8" }).catch((e) => e)).message).toMatch(/has no column/));
  test("bad-encoding of one row", async () => expect(await run(Buffer.concat([Buffer.from(csv(line())), Buffer.from(`${line({ id: "2", text: "?" })}\n`.replace("?", "\xff"), "latin1")]))).toMatchObject({ inserted: 1, reasons: { "bad-encoding": 1 } }));
  test("'*' takes the rest when the map says so, and by the first column too", async () => {
    const category = { column: ["category", "text"], values: { "hole | *": "potholes", "*": null } };
    expect(await run(csv(line({ text: "x" }), line({ id: "2", category: "snow" })), { category })).toMatchObject({ inserted: 2 });
    expect(await cases()).toMatchObject([{ category: "potholes" }, { category: null }]);
  });
  test("the rejected file, mended, goes in with the same map", async () => {
    const { rejectedFile } = await run(csv(line(), line({ id: "2", category: "snow", text: "two\nlines, \"quoted\"" })));
    const mended = fileOf(readFileSync(rejectedFile!, "utf8").replace(",snow,", ",light,"));
    expect(await importAt(mended, { source })).toMatchObject({ inserted: 1, rejected: 0 });
    expect((await cases())[1]).toMatchObject({ category: "light-outages", text: "two\nlines, \"quoted\"" });
    expect(existsSync(`${mended}.rejected.csv`)).toBe(false);
  });
});

describe("run again", () => {
  test("changes nothing", async () => {
    const content = csv(line({ name: "D", phone: "617-555-0111" }), line({ id: "2" }), line({ id: "3", category: "snow" }));
    await run(content);
    const counts = () => db.owner`SELECT (SELECT count(*) FROM private.appeal) AS appeals, (SELECT count(*) FROM private.event) AS events, (SELECT count(*) FROM private.person) AS people`;
    const [before] = await counts();
    expect(await run(content)).toMatchObject({ inserted: 0, present: 2, differing: 0, rejected: 1 });
    expect((await counts())[0]).toEqual(before);
  });
  test("a row that says something else is told and kept as it was, in the file and in the database", async () => {
    expect(await run(csv(line(), line(), line({ text: "Another hole" })))).toMatchObject({ inserted: 1, present: 1, differing: 1 });
    expect(await run(csv(line({ text: "A third hole" })))).toMatchObject({ inserted: 0, differing: 1 });
    expect((await cases())[0]!.text).toBe("A hole");
  });
  test("a later observation of the same source is refused: the cases here were not observed until then", async () => {
    await run(csv(line()));
    await expect(run(csv(line()), { source: { ...source, observedUntil: "2016-06-30T00:00:00Z" } })).rejects.toThrow(/source code of its own/);
  });
  test("two at once: one is told to wait", async () => {
    const content = csv(...Array.from({ length: 3000 }, (_, i) => line({ id: String(i) })));
    const results = await Promise.allSettled([run(content), run(content)]);
    expect(results.filter((r) => r.status === "rejected").map((r) => String(r.reason))).toEqual([expect.stringMatching(/Another import/)]);
    expect((await cases()).length).toBe(3000);
  });
});

describe("files as they come", () => {
  const words = line({ text: "Ұлы дала; қар" }).replaceAll("Dot", "Dot");
  const russian = csv(line({ text: "Не горит фонарь, ул. Ленина" }));
  test.each<[string, Buffer, object]>([
    ["UTF-8 with a BOM", Buffer.from(`\uFEFF${csv(words)}`), {}],
    ["CRLF and no newline at the end", Buffer.from(csv(words).replaceAll("\n", "\r\n").trimEnd()), {}],
    ["gzip, by its bytes and not by its name", gzipSync(csv(words)), {}],
    ["semicolons", Buffer.from(csv(words).replaceAll(",", "\u0001").replaceAll(";", ",").replaceAll("\u0001", ";")), {}],
    ["TABs", Buffer.from(csv(words).replaceAll(",", "\t")), {}],
    ["Windows-1251", iconv.encode(russian, "windows-1251"), { encoding: "windows-1251" }],
    ["UTF-16 as Excel saves it", Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(csv(words), "utf-16le")]), {}],
    ["blank lines", Buffer.from(`${csv(words)}\n\n  \n`), {}],
  ])("%s", async (_, content, change) => {
    const summary = await run(content, change);
    expect(summary).toMatchObject({ inserted: 1, rejected: 0 });
    expect(sum(summary)).toBe(summary.lines);
    expect((await cases())[0]!.text).toMatch(/^(Ұлы дала[;,] қар|Не горит фонарь, ул\. Ленина)$/);
  });
  test("an empty file, a missing column, a code the city does not have", async () => {
    await expect(run("")).rejects.toThrow(/is empty/);
    await expect(run("id,received\n1,2\n")).rejects.toThrow(/channel: the file has no column 'channel'/);
    await expect(run(csv(line()), { category: { column: "category", values: { hole: "holes" } } })).rejects.toThrow(/this city has no category 'holes'/);
  });
  test("a broken gzip says so and leaves no half-written batch behind", async () => {
    await expect(run(gzipSync(csv(...Array.from({ length: 50 }, (_, i) => line({ id: String(i) })))).subarray(0, -20))).rejects.toThrow();
  });
});

test("memory depends on the batches, not on the file", async () => {
  const rows = (n: number) => csv(...Array.from({ length: n }, (_, i) => line({ id: String(i) })));
  const small = await run(rows(20_000));
  source = { ...source, code: `${source.code}-large` };
  const large = await run(rows(60_000));
  expect(large.inserted).toBe(60_000);
  expect(large.mostHeld).toBeLessThan(25_000);
  expect(small.mostHeld).toBeLessThan(25_000);
}, 120_000);

test("whatever a file holds, its lines are accounted for and its good rows are in", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "1", '"', ",", "\n", "\r", "\0", "😀", "қ", "'", "\\", "\t"), maxLength: 6 });
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.array(cell, { maxLength: 13 }).map((cells) => cells.join(",")), fc.constant(line())), { maxLength: 12 }), async (lines) => {
    source = { ...source, code: `paper-${++tests}` };
    const summary = await run(csv(...lines));
    expect(sum(summary)).toBe(summary.lines);
    expect(summary.lines).toBe(csv(...lines).split("\n").length - 1);
    expect((await cases()).length).toBe(summary.inserted);
  }), { numRuns: 60 });
}, 60_000);
