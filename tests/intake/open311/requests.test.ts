import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { takeIn } from "#lib/intake/arrivals.ts";
import { keyHash, newClientKey } from "#lib/intake/open311/client-key.ts";
import { readAsked } from "#lib/intake/open311/asked.ts";
import { Open311Fault } from "#lib/intake/open311/fault.ts";
import { written } from "#lib/intake/open311/write.ts";
import { kept } from "#lib/resident/way.ts";
import { followCase } from "#lib/track/follow.ts";
import { readDefinition, readDiscovery, readList } from "#tests/intake/open311/client.ts";
import { testDatabase } from "#tests/support/database.ts";
import { smallCity } from "#tests/support/office.ts";

vi.mock("next/server", () => ({ connection: async () => {} }));
const { GET, POST } = await import("#app/api/open311/v2/[...path]/route.ts");

const formats = ["json", "xml"] as const;
const key = newClientKey(), base = "http://localhost:3000/api/open311/v2";
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  kept.forMs = 0; // what is set up differently is in force at once
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`UPDATE private.category SET name_kk = 'Жылу', name_ru = 'Отопление' WHERE code = 'heating'`;
  await db.owner`INSERT INTO private.category (code, name_en, valid_from, valid_to) VALUES ('horses', 'Horses & carts', '1900-01-01', '1950-01-01')`;
  await db.owner`INSERT INTO private.district (code, kind, name_en, latitude, longitude, valid_from) VALUES ('sun', 'district', 'Sunny', 52.035, 75.461, '2020-01-01')`;
  await db.owner`INSERT INTO private.way (code, active, settings) VALUES ('open311', true, ${db.owner.json({ jurisdictionId: "ekibastuz.kz" })})`;
  await db.owner`INSERT INTO private.open311_client (name, key_hash) VALUES ('Street App', ${keyHash(key)}), ('Other App', ${keyHash(newClientKey())})`;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => db.drop());

const get = (address: string, headers: Record<string, string> = {}) => GET(new Request(`${base}/${address}`, { headers }));
const post = (format: string, fields: Record<string, string> | [string, string][], more: RequestInit = {}) =>
  POST(new Request(`${base}/requests.${format}?locale=en`, { method: "POST", body: new URLSearchParams(fields), ...more }));
const good = { api_key: key, service_code: "heating", address_string: "Әуезов көшесі, 12", description: "Үйде жылу жоқ" };
/** A request's id, which is its holder's code. */
const posted = async (fields: Record<string, string> = good) => {
  const answer = await post("json", fields);
  expect(answer.status).toBe(200);
  return readList(await answer.text(), "service_requests")[0]!.service_request_id!;
};
const caseOf = async (id: string) => {
  const followed = await followCase(id, null);
  const number = "case" in followed ? followed.case?.number : undefined;
  return (await db.owner`SELECT a.*, p.name, p.phone, p.email FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE a.number = ${number ?? ""}`)[0];
};

describe.each(formats)("as %s", (format) => {
  const type = { json: "application/json; charset=utf-8", xml: "text/xml; charset=utf-8" }[format];
  async function fault(answer: Response, status: number): Promise<string> {
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
    const [error, ...rest] = readList(await answer.text(), "errors");
    expect(rest).toEqual([]);
    expect(error).toEqual({ code: String(status), description: expect.stringMatching(/\S/) });
    return error!.description!;
  }

  test("discovery says where the interface is, in which formats, and how to get a key", async () => {
    const answer = await get(`discovery.${format}?locale=en`);
    expect(answer.headers.get("content-type")).toBe(type);
    const found = readDiscovery(await answer.text());
    expect(found).toMatchObject({ key_service: expect.stringContaining("city hall"), changeset: expect.stringMatching(/Z$/), endpoints: [{ specification: "http://wiki.open311.org/GeoReport_v2", type: "production", formats: ["text/xml", "application/json"] }] });
    expect(found.endpoints[0]!.url).toMatch(/^https?:\/\/[^/]+\/api\/open311\/v2$/);
  });

  test("services are the categories of today that are no groups, in the language that is asked for", async () => {
    const answer = await get(`services.${format}?locale=kk`);
    expect([answer.headers.get("content-type"), answer.headers.get("content-language"), answer.headers.get("access-control-allow-origin")]).toEqual([type, "kk", "*"]);
    const services = readList(await answer.text(), "services");
    expect(services.map((one) => one.service_code).sort()).toEqual(["heating", "snow"]);
    expect(services.find((one) => one.service_code === "heating")).toEqual({ service_code: "heating", service_name: "Жылу", description: "Comfort: Жылу", metadata: "true", type: "realtime", keywords: "Отопление, Heating", group: "Comfort" });
    const inRussian = readList(await (await get(`services.${format}?locale=ru`)).text(), "services");
    expect(inRussian.find((one) => one.service_code === "heating")!.service_name).toBe("Отопление");
    expect(await fault(await get(`services.${format}?locale=de`), 400)).toContain("locale");
  });

  test("a service's definition asks for the district; a service that isn't there is 404", async () => {
    const found = readDefinition(await (await get(`services/heating.${format}?locale=en`)).text());
    expect(found).toMatchObject({ service_code: "heating", attributes: [{ code: "district", datatype: "singlevaluelist", required: "false", variable: "true", order: "1" }, { code: "media", variable: "false" }] });
    expect(found.attributes[0]!.values).toContainEqual({ key: "sun", name: "Sunny" });
    for (const code of ["horses", "comfort", "nothing", "%3Cb%3E%00"]) await fault(await get(`services/${code}.${format}`), 404);
  });

  test("a request is answered with an id at once, which finds it before and after its case is made", async () => {
    const answer = await post(format, { ...good, first_name: "Асқар", last_name: "Серіков", phone: "8 701 000 00 05", email: "askar@example.org", account_id: "77", lat: "52.03", long: "75.46" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
    const [row, ...rest] = readList(await answer.text(), "service_requests");
    expect(rest).toEqual([]);
    expect(row).toEqual({ service_request_id: expect.stringMatching(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}-[0-9A-Z]{2}$/), service_notice: expect.stringMatching(/\d{4}-\d{6}/), account_id: "77" });
    const id = row!.service_request_id!;
    const ask = async () => readList(await (await get(`requests/${id}.${format}?locale=kk`)).text(), "service_requests");
    expect(await ask()).toMatchObject([{ service_request_id: id, status: "open", service_code: "heating", service_name: "Жылу" }]);
    await takeIn();
    const number = /\d{4}-\d{6}/.exec(row!.service_notice!)![0];
    expect(await caseOf(id)).toMatchObject({ number, source: "open311", channel: "web", category: "heating", district: "sun", language: "kk", status: "received", name: "Асқар Серіков", phone: "+77010000005", email: "askar@example.org", text: "Үйде жылу жоқ\nӘуезов көшесі, 12" });
    const [held] = await ask();
    expect(held).toMatchObject({ status: "open", status_notes: "Өтінішіңіз келіп түсті", address_id: "sun", requested_datetime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/), expected_datetime: expect.stringMatching(/Z$/) });
    // Nothing about the person, and no words of his.
    expect(JSON.stringify(held)).not.toMatch(/Асқар|7010000005|example\.org|Әуезов/);
    expect(readList(await (await get(`tokens/${id}.${format}`)).text(), "service_requests")).toEqual([{ service_request_id: id, token: id }]);
    expect(readList(await (await get(`requests.${format}?service_request_id=${id},XXXX-XXXX-XXXX-XX`)).text(), "service_requests")).toHaveLength(1);
  });

  test("no list of requests, none by a number, none by an invented id", async () => {
    for (const query of ["", "?status=open", "?start_date=2026-01-01T00:00:00Z", "?service_code=heating"]) await fault(await get(`requests.${format}${query}`), 403);
    const number = (await caseOf(await posted().then(async (id) => (await takeIn(), id))))!.number as string;
    for (const id of [number, "XXXX-XXXX-XXXX-XX", "1", "%27%20OR%201%3D1--"]) for (const what of ["requests", "tokens"]) await fault(await get(`${what}/${id}.${format}`), 404);
  });

  test.each<[string, Record<string, string>, number, RegExp]>([
    ["no key", { api_key: "" }, 403, /api_key was not/], ["a wrong key", { api_key: "x" }, 403, /Invalid api_key/],
    ["no service", { service_code: "" }, 400, /service_code/], ["a service that was", { service_code: "horses" }, 404, /horses/], ["a group", { service_code: "comfort" }, 404, /comfort/],
    ["no place", { address_string: "" }, 400, /location/], ["half a place", { lat: "52" }, 400, /long/], ["no latitude", { lat: "0x10", long: "1" }, 400, /lat/], ["beyond the pole", { lat: "91", long: "1" }, 400, /lat/],
    ["an address that isn't known", { address_id: "moon" }, 400, /address_id/], ["another city", { jurisdiction_id: "sfgov.org" }, 404, /ekibastuz\.kz/], ["no e-mail", { email: "x" }, 400, /email/], ["no phone", { phone: "12" }, 400, /phone/],
    ["too much", { description: "а".repeat(4001) }, 400, /description.*long/], ["a script's address", { media_url: "javascript:alert(1)" }, 400, /media_url/], ["a language of elsewhere", { locale: "fr" }, 400, /locale/],
  ])("%s is refused, by name, and nothing is kept", async (_, change, status, said) => {
    const count = async () => (await db.owner`SELECT count(*)::int AS n FROM private.inbound`)[0]!.n;
    const before = await count();
    expect(await fault(await post(format, { ...good, ...change }), status)).toMatch(said);
    expect(await count()).toBe(before);
  });

  test("an answered request is closed and its answer is there; asking leaves no note that it was read", async () => {
    const id = await posted();
    await takeIn();
    const found = (await caseOf(id))!;
    const [writer] = await db.owner`INSERT INTO private.staff (login, name, password_hash) VALUES (${`w${found.id}`}, 'W', 'none') RETURNING id`;
    await db.owner`INSERT INTO private.answer (appeal, round, text, language, outcome, written_by) VALUES (${found.id}, 1, 'Жылу берілді <b>&', 'kk', 'satisfied', ${writer!.id})`;
    await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now(), outcome = 'satisfied' WHERE id = ${found.id}`;
    const [held] = readList(await (await get(`requests/${id}.${format}?locale=kk`)).text(), "service_requests");
    expect(held).toMatchObject({ status: "closed", status_notes: expect.stringContaining("Жылу берілді <b>&") });
    expect(await db.owner`SELECT 1 FROM private.event WHERE appeal = ${found.id} AND kind = 'answer_read'`).toHaveLength(0);
  });

  test("what the portal can't answer: another address, no form, a way that is off, a database that is away", async () => {
    for (const address of ["", `nothing.${format}`, `services/a/b.${format}`, `tokens.${format}`]) expect((await get(address)).status).toBe(404);
    await fault(await POST(new Request(`${base}/requests.${format}`, { method: "POST", body: "{}", headers: { "content-type": "application/json" } })), 400);
    await fault(await POST(new Request(`${base}/services.${format}`, { method: "POST", body: new URLSearchParams(good) })), 404);
    await db.owner`UPDATE private.way SET active = false`;
    await fault(await get(`services.${format}`), 404);
    await db.owner`UPDATE private.way SET active = true`;
  });
});

test("a client that asks for its place only is given the nearest district, its link is kept; a value given twice is refused", async () => {
  const id = await posted({ api_key: key, service_code: "snow", lat: "52.034", long: "75.462", jurisdiction_id: "ekibastuz.kz", media_url: "https://example.org/a.jpg", "attribute[title]": "Қар" });
  await takeIn();
  expect(await caseOf(id)).toMatchObject({ district: "sun", category: "snow", text: "https://example.org/a.jpg" });
  const twice = await post("json", [...Object.entries(good), ["description", "again"]]);
  expect([twice.status, await twice.text()]).toEqual([400, expect.stringContaining("description")]);
});

describe("photos as files", () => {
  const send = (files: [field: string, name: string, bytes: Uint8Array<ArrayBuffer>][]) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(good)) form.append(name, value);
    for (const [field, name, bytes] of files) form.append(field, new Blob([bytes]), name);
    return POST(new Request(`${base}/requests.json`, { method: "POST", body: form, headers: { "accept-language": "en" } }));
  };
  const photo = async () => new Uint8Array(await sharp({ create: { width: 60, height: 40, channels: 3, background: "#336" } }).withExif({ IFD3: { GPSLatitude: "52/1" } }).jpeg().toBuffer());

  test("whatever a client calls them, they are made anew, without their place, and lie with the case", async () => {
    const answer = await send([["media", "yard.jpg", await photo()], ["photo1", "lamp.jpg", await photo()]]);
    expect(answer.status).toBe(200);
    await takeIn();
    const { id } = (await caseOf(readList(await answer.text(), "service_requests")[0]!.service_request_id!))!;
    const kept = await db.owner`SELECT t.type, t.state, t.content FROM private.attachment t JOIN private.message m ON m.id = t.message WHERE t.appeal = ${id}`;
    expect(kept.map(({ type, state }) => [type, state])).toEqual([["image/jpeg", "kept"], ["image/jpeg", "kept"]]);
    for (const { content } of kept) expect((await sharp(content as Buffer).metadata()).exif).toBeUndefined();
  });
  test.each<[string, [string, string, Uint8Array<ArrayBuffer>][], RegExp]>([
    ["what is no photo", [["media", "a.gif", new TextEncoder().encode("GIF89a no photo")]], /“a\.gif” is no JPEG/],
    ["an iPhone's own format", [["media", "IMG_0001.HEIC", new Uint8Array(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"))]], /HEIC photo.*JPEG/],
    ["more than five", Array.from({ length: 6 }, (_, n) => ["media", `${n}.jpg`, new Uint8Array([1])]), /at most 5/],
  ])("%s is refused by its name, and nothing is kept", async (_, files, words) => {
    const [before] = await db.owner`SELECT count(*) AS n FROM private.inbound`;
    const answer = await send(files);
    expect([answer.status, readList(await answer.text(), "errors")[0]!.description]).toEqual([400, expect.stringMatching(words)]);
    expect(await db.owner`SELECT count(*) AS n FROM private.inbound`).toEqual([before]);
  });
  test("an empty field for a file is none", async () => expect((await send([["media", "", new Uint8Array()]])).status).toBe(200));
  test("a service's definition says how they come", async () => {
    const { attributes } = readDefinition(await (await get("services/heating.xml?locale=en")).text());
    expect(attributes.find((one) => one.code === "media")).toMatchObject({ variable: "false", description: expect.stringContaining("multipart/form-data") });
  });
});

test("a locale that is left empty is none", async () => {
  const id = await posted({ ...good, locale: "", description: "Тілсіз" });
  await takeIn();
  expect(await caseOf(id)).toMatchObject({ text: "Тілсіз\nӘуезов көшесі, 12", language: "kk" });
});

test("a city with a channel of its own for them counts them there", async () => {
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('open311', 'Apps')`;
  const id = await posted();
  await takeIn();
  expect((await caseOf(id))!.channel).toBe("open311");
  await db.owner`UPDATE private.appeal SET channel = 'web' WHERE channel = 'open311'`.catch(() => {}); // what is here stays
});

test("the key is not kept with what was sent", async () => {
  await posted();
  expect(await db.owner`SELECT 1 FROM private.inbound WHERE original::text LIKE ${`%${key}%`}`).toHaveLength(0);
  expect((await db.owner`SELECT original ->> 'client' AS client FROM private.inbound ORDER BY id DESC LIMIT 1`)[0]).toEqual({ client: "Street App" });
});

test("a network that floods us is told when to come again", async () => {
  await db.owner`UPDATE private.public_use SET n = 300 WHERE form = 'open311'`;
  const answer = await post("json", good);
  expect([answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([429, true]);
  await db.owner`DELETE FROM private.public_use`;
  await posted();
});

test("who guesses codes is stopped", async () => {
  await Promise.all(Array.from({ length: 100 }, (_, n) => get(`requests/GUESS${n}.json`, { "x-client-address": "203.0.113.9" })));
  expect((await get("requests/GUESS.json", { "x-client-address": "203.0.113.9" })).status).toBe(429);
  expect((await get("requests/GUESS.json", { "x-client-address": "198.51.100.9" })).status).toBe(404);
});

test("any form whatever is read or refused by the name of what is wrong; what is read goes through the database and back", async () => {
  const names = ["service_code", "lat", "long", "address_string", "address_id", "description", "email", "phone", "media_url", "first_name", "attribute[x]", "attribute[district]"];
  const value = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom("heating", "sun", "52.1", "-200", "8 701 000 00 01", "https://x.kz/\u202e", "' OR 1=1 --", "<script>", "\u0000", "😀"));
  const kept: URLSearchParams[] = [];
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 }), fc.boolean(), (pairs, right) => {
    const form = new URLSearchParams(right ? [["service_code", "heating"], ["address_string", "x"], ...pairs.filter(([name]) => !["service_code", "address_string"].includes(name))] : pairs);
    try {
      readAsked(form, { services: ["heating"], districts: ["sun"] });
      kept.push(form);
    } catch (error) {
      expect(error).toBeInstanceOf(Open311Fault);
    }
  }), { numRuns: 400 });
  expect(kept.length).toBeGreaterThan(10);
  const complaint = vi.spyOn(console, "error");
  for (const form of kept.slice(-30)) await posted({ ...Object.fromEntries(form), api_key: key });
  await takeIn();
  expect(await db.owner`SELECT last_error FROM private.inbound WHERE source = 'open311' AND state <> 'done'`).toEqual([]);
  expect(complaint).not.toHaveBeenCalled();
});

test("any text comes back from XML as it was, but for what XML can't hold", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const [row] = readList(written("xml", "errors", [{ code: 400, description: `a${text}z` }]), "errors");
    // An XML reader makes one line break of CR LF, and names what isn't a character U+FFFD.
    const plain = (one: string) => one.replace(/\r\n?/g, "\n").replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
    expect(plain(row!.description!)).toBe(plain(`a${text}z`.toWellFormed()));
  }), { numRuns: 300 });
});

const fixtures = "../shared/data/open311";
describe.skipIf(!existsSync(fixtures))("real servers' answers are read by the same client as ours (../shared; skipped where it isn't)", () => {
  const read = (name: string) => readFileSync(path.join(fixtures, name), "utf8");
  test.each([["open311status_fixtures/services_giessen.xml", 8], ["open311status_fixtures/service_list.json", 3], ["cfa_ruby_fixtures/services.xml", 10]] as const)("services: %s", (name, least) => {
    const services = readList(read(name), "services");
    expect(services.length).toBeGreaterThanOrEqual(least);
    const ours = ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"];
    for (const one of services) expect(ours).toEqual(expect.arrayContaining(Object.keys(one)));
  });
  test.each(["open311status_fixtures/requests_many.xml", "open311status_fixtures/requests_single.xml", "open311status_fixtures/service_requests.json", "cfa_ruby_fixtures/service_requests.xml", "cfa_ruby_fixtures/get_service_request.xml"])("requests: %s", (name) => {
    for (const one of readList(read(name), "service_requests")) expect([one.service_request_id, one.status, one.service_code]).toEqual([expect.any(String), expect.stringMatching(/^(open|closed)$/), expect.any(String)]);
  });
  test("a posted request, a token, a definition, an error, an empty list", () => {
    expect(readList(read("cfa_ruby_fixtures/post_service_request.xml"), "service_requests")).toMatchObject([{ service_request_id: "293944", account_id: null }]);
    expect(readList(read("cfa_ruby_fixtures/request_id_from_token.xml"), "service_requests")).toEqual([{ service_request_id: "638344", token: "12345" }]);
    expect(readDefinition(read("cfa_ruby_fixtures/service_definition.xml"))).toMatchObject({ service_code: "DMV66", attributes: [{ datatype: "singlevaluelist", values: [{ key: "123", name: "Ford" }, { key: "124", name: "Chrysler" }] }] });
    expect(readList(read("cfa_ruby_fixtures/get_service_request_not_found.xml"), "errors")).toMatchObject([{ code: "404" }]);
    expect(readList(read("cfa_ruby_fixtures/service_requests_empty.xml"), "service_requests")).toEqual([]);
  });
});
