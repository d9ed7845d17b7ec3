import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { disconnect } from "#db/connect.ts";
import { env } from "#env.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { smallCity } from "#tests/support/office.ts";
import { webhookServer } from "#tests/support/webhook-server.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, portal: Awaited<ReturnType<typeof webhookServer>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp')`;
  [meta, portal] = await Promise.all([metaServer(), webhookServer()]);
});
beforeEach(async () => {
  await meta.setUp(db.owner);
  await db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`;
});
afterAll(async () => {
  await Promise.all([portal.stop(), meta.stop()]);
  await db.drop();
});

let n = 0;
/** The database counts microseconds, a clock here milliseconds: what arrived in this very one is due a moment later. */
const soon = () => new Date(Date.now() + 1000);
const sender = (phone = `7701${String(++n).padStart(7, "0")}`) => ({ profile: { name: "Айгүл" }, wa_id: phone });
const said = (from: string, body: string, id = `wamid.${++n}`) => ({ from, id, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body } });
const kept = async () => (await db.owner`SELECT count(*)::int AS n FROM private.inbound`)[0]!.n as number;
const handshake = async (query: Record<string, string>) => {
  const answer = await fetch(`${portal.whatsapp}?${new URLSearchParams(query)}`);
  return { status: answer.status, text: await answer.text(), type: answer.headers.get("content-type") };
};

describe("the handshake", () => {
  test("gives the challenge back, as plain text, to who knows the word", async () => {
    expect(await handshake({ "hub.mode": "subscribe", "hub.verify_token": meta.secrets.verifyToken, "hub.challenge": "<b>1158201444</b>" }))
      .toEqual({ status: 200, text: "<b>1158201444</b>", type: "text/plain; charset=utf-8" });
  });
  test.each([
    [{ "hub.mode": "subscribe", "hub.verify_token": "another word", "hub.challenge": "7" }], [{ "hub.mode": "unsubscribe", "hub.verify_token": "the word we agreed on", "hub.challenge": "7" }],
    [{ "hub.mode": "subscribe", "hub.challenge": "7" }], [{}],
  ] as Record<string, string>[][])("and refuses %j", async (query) => {
    expect(await handshake(query!)).toMatchObject({ status: 403, text: expect.not.stringContaining("7") });
  });
});

describe("a delivery", () => {
  test("is kept and answered 200; a case is made of it after", async () => {
    const from = sender();
    expect(await meta.deliver(portal.whatsapp, webhook([said(from.wa_id, "Ауламызда жарық жоқ")], from))).toEqual([200]);
    expect(await db.owner`SELECT state FROM private.inbound WHERE sender = ${from.wa_id}`).toEqual([{ state: "waiting" }]);
    await takeIn(soon);
    expect(await db.owner`SELECT channel FROM private.appeal WHERE text = 'Ауламызда жарық жоқ'`).toEqual([{ channel: "whatsapp" }]);
  });

  test("with a forged signature, or none, is a 401 and leaves nothing", async () => {
    const before = await kept(), body = webhook([said("77010000001", "forged")], sender("77010000001"));
    expect(await meta.deliver(portal.whatsapp, body, { secret: "a guess" })).toEqual([401]);
    expect((await fetch(portal.whatsapp, { method: "POST", body: JSON.stringify(body) })).status).toBe(401);
    expect(await kept()).toBe(before);
  });

  test("of more than three megabytes is a 413, whether its length is said or not", async () => {
    const before = await kept(), large = webhook([said("77010000001", "x".repeat(3 * 2 ** 20))], sender("77010000001"));
    expect([413, "hung up"]).toContain(await meta.deliver(portal.whatsapp, large).then(([status]) => status, () => "hung up"));
    const unsaid = new Blob([JSON.stringify(large)]).stream();
    expect([413, "hung up"]).toContain(await fetch(portal.whatsapp, { method: "POST", body: unsaid, duplex: "half" } as RequestInit).then((one) => one.status, () => "hung up"));
    expect(await kept()).toBe(before);
  });

  test("while the way is switched off is a 404 and leaves nothing", async () => {
    const before = await kept();
    await db.owner`UPDATE private.way SET active = false`;
    expect(await meta.deliver(portal.whatsapp, webhook([said("77010000001", "off")], sender("77010000001")))).toEqual([404]);
    expect(await kept()).toBe(before);
  });

  test("while the database is away is a 503; Meta comes again and nothing is lost", async () => {
    const from = sender(), known = env.DATABASE_URL, quiet = vi.spyOn(console, "error").mockImplementation(() => {});
    await disconnect();
    env.DATABASE_URL = "postgres://127.0.0.1:9/away";
    const back = setTimeout(() => { env.DATABASE_URL = known; }, 400);
    const statuses = await meta.deliver(portal.whatsapp, webhook([said(from.wa_id, "Су жоқ")], from), { tries: 40, pauseMs: 50 });
    clearTimeout(back);
    quiet.mockRestore();
    expect([statuses[0], statuses.at(-1)]).toEqual([503, 200]);
    await takeIn(soon);
    expect(await db.owner`SELECT count(*)::int AS n FROM private.appeal WHERE text = 'Су жоқ'`).toEqual([{ n: 1 }]);
  });

  test("of hostile words is kept to the letter: markup, SQL, right-to-left tricks, letters of four bytes, nothing at all", async () => {
    const hostile = ["<script>alert(1)</script>", "'; DROP TABLE private.appeal; --", "\u202egnp.exe", "🏙️𠮷", " ", "a\0b"];
    for (const words of hostile) {
      const from = { ...sender(), profile: { name: words } };
      expect(await meta.deliver(portal.whatsapp, webhook([said(from.wa_id, words)], from))).toEqual([200]);
    }
    await takeIn(soon);
    const texts = (await db.owner`SELECT text FROM private.message`).map((row) => row.text as string);
    for (const words of hostile.filter((one) => one.trim())) expect(texts).toContain(words.replace("\0", "\ufffd"));
    expect(await db.owner`SELECT count(*)::int AS n FROM private.inbound WHERE state = 'dead'`).toEqual([{ n: 0 }]);
  });
});

const payloads = "../shared/data/whatsapp", files = existsSync(payloads) ? readdirSync(payloads).filter((name) => name.endsWith(".json")) : [];
describe.skipIf(files.length === 0)("the real-shape payloads of ../shared/data/whatsapp (skipped where they are not)", () => {
  test.each(files)("%s is answered 200 as often as it comes, kept once and taken in", async (name) => {
    const complaint = vi.spyOn(console, "error");
    // Each file's ids are the same words; here each is a delivery of its own.
    const body = JSON.parse(readFileSync(path.join(payloads, name), "utf8").replaceAll(/"(wamid\.|amid\.)ID"/g, `"$1${name}"`).replaceAll("LOCATION_LATITUDE", "52.03").replaceAll("LOCATION_LONGITUDE", "75.46")) as unknown;
    const ids = [...new Set(thingsOf(body).map((thing) => thing.sourceId))], before = await kept();
    for (let times = 0; times < 2; times++) expect(await meta.deliver(portal.whatsapp, body)).toEqual([200]);
    expect(await kept()).toBe(before + ids.length);
    await takeIn(() => new Date(Date.now() + 3_600_000)); // the files' common sender is slowed
    const states = (await db.owner`SELECT state FROM private.inbound WHERE source = 'whatsapp' AND source_id IN ${db.owner(ids)}`).map((row) => row.state as string);
    expect([states.length, states.filter((state) => state === "done" || state === "kept").length]).toEqual([ids.length, ids.length]);
    expect(complaint).not.toHaveBeenCalled();
    complaint.mockRestore();
  });
});
