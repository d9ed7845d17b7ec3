import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { takeIn } from "#lib/intake/arrivals.ts";
import { fetchMedia } from "#lib/intake/media.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { bomb } from "#tests/support/bomb.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { smallCity } from "#tests/support/office.ts";
import { killOnce } from "#tests/support/worker.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp')`;
  meta = await metaServer();
});
beforeEach(async () => {
  await meta.setUp(db.owner);
  await db.owner`DELETE FROM private.attachment`;
});
afterAll(async () => {
  await meta.stop();
  await db.drop();
});

/** The smallest whole picture: one pixel. */
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const after = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

let n = 0;
/** A message with a file arrives and is taken in. */
async function sent(type: string, file: Parameters<Meta["attach"]>[1], said: object = {}) {
  const id = `media-${++n}`, wa_id = `7705${String(n).padStart(7, "0")}`;
  const message = { from: wa_id, id: `wamid.media.${n}`, timestamp: String(Math.floor(Date.now() / 1000)), type, [type]: { ...meta.attach(id, file), ...said } };
  await deliver(thingsOf(webhook([message], { wa_id })));
  await setTimeout(2); // the database counts microseconds, a clock here milliseconds
  await takeIn();
  return id;
}
const state = async (id: string) => (await db.owner`SELECT state, type, reason, bytes, tries, content, sha256 FROM private.attachment WHERE media_id = ${id}`)[0]!;

test("a picture is brought, checked and kept; the case's history says so", async () => {
  const id = await sent("image", { bytes: png, type: "image/png" });
  expect(await fetchMedia()).toBe("1 files kept");
  expect(await state(id)).toMatchObject({ state: "kept", type: "image/png", bytes: png.length, content: png, sha256: createHash("sha256").update(png).digest(), reason: null });
  expect(await db.owner`SELECT after FROM private.event WHERE kind = 'attachment' AND appeal = (SELECT appeal FROM private.attachment WHERE media_id = ${id})`).toEqual([{ after: { file: "kept", type: "image/png" } }]);
});

test("four are brought at once, so that a slow one holds up few others, and no more", async () => {
  const open: (() => void)[] = [];
  let most = 0;
  // None is answered until four are asked for.
  const answer = (response: ServerResponse) => {
    most = Math.max(most, open.push(() => response.writeHead(200, { "content-type": "image/png" }).end(png)));
    if (open.length === 4) void setTimeout(100).then(() => { for (const go of open.splice(0)) go(); });
  };
  for (let i = 0; i < 8; i++) await sent("image", { bytes: png, type: "image/png", answer });
  expect(await fetchMedia()).toBe("8 files kept");
  expect(most).toBe(4);
});

test("two workers at once bring it once", async () => {
  const id = await sent("image", { bytes: png, type: "image/png" });
  await Promise.all([fetchMedia(), fetchMedia()]);
  expect(meta.downloads.filter((one) => one === id)).toHaveLength(1);
});

test("other bytes than were announced are not kept; they are asked for again, and given up in the end", async () => {
  const id = await sent("image", { bytes: png, type: "image/png" }, { sha256: Buffer.alloc(32, 1).toString("base64") });
  expect(await fetchMedia()).toBe("1 files waiting");
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 1, content: null, reason: "other bytes than were announced" });
  for (let day = 1; day < 12; day++) await fetchMedia(after(day * 1440));
  expect(await state(id)).toMatchObject({ state: "lost", content: null });
});

test("what is too large is refused before it is brought, and cut off where its size was a lie", async () => {
  const huge = Buffer.concat([png, Buffer.alloc(26 * 2 ** 20)]);
  const honest = await sent("image", { bytes: huge, type: "image/png" }), liar = await sent("image", { bytes: huge, type: "image/png", said: { file_size: 68 } });
  expect(await fetchMedia()).toBe("2 files refused");
  expect([await state(honest), await state(liar)]).toMatchObject([{ state: "refused", reason: "too large" }, { state: "refused", reason: "too large" }]);
  expect(meta.downloads).not.toContain(honest);
});

test.each([
  ["a page", "image/jpeg", Buffer.from("<!doctype html><script>alert(1)</script>")], ["a drawing with a script", "image/png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["a program", "application/pdf", readFileSync(process.execPath).subarray(0, 4096)], ["an archive", "image/jpeg", Buffer.from("504b0506000000000000000000000000000000000000", "hex")], ["nothing", "image/jpeg", Buffer.alloc(0)],
])("%s that is called %s is refused", async (_, type, bytes) => {
  const id = await sent(type === "application/pdf" ? "document" : "image", { bytes, type });
  await fetchMedia();
  expect(await state(id)).toMatchObject({ state: "refused", content: null });
});

test("a picture that unfolds to gigabytes is refused, and so is an archive that does; nobody unfolds them to find out", async () => {
  const archive = Buffer.from(zipSync({ "[Content_Types].xml": [new Uint8Array(100_000_000), { level: 9 }] }));
  const ids = [await sent("image", { bytes: await bomb(60_000), type: "image/png" }), await sent("image", { bytes: archive, type: "image/png" })], before = process.memoryUsage().rss;
  await fetchMedia();
  expect(await Promise.all(ids.map(state))).toMatchObject([{ state: "refused", reason: "a picture larger than any camera's", content: null }, { state: "refused", content: null }]);
  expect(process.memoryUsage().rss - before).toBeLessThan(90_000_000);
});

test("a picture that is called a letter is kept as what it is", async () => {
  const id = await sent("document", { bytes: png, type: "application/pdf" }, { filename: "letter.pdf" });
  await fetchMedia();
  expect(await state(id)).toMatchObject({ state: "kept", type: "image/png" });
});

test("what Meta has no more is lost; the next one is not held up by it", async () => {
  const gone = await sent("image", { bytes: png, type: "image/png" }), there = await sent("image", { bytes: png, type: "image/png" });
  meta.files.delete(gone);
  await fetchMedia();
  expect([await state(gone), await state(there)]).toMatchObject([{ state: "lost" }, { state: "kept" }]);
});

test("a fault at Meta's is waited out", async () => {
  const id = await sent("image", { bytes: png, type: "image/png", answer: (response) => void response.writeHead(500).end() });
  await fetchMedia();
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 1 });
  delete meta.files.get(id)!.answer;
  expect(await fetchMedia()).toBeUndefined(); // not before its time
  await fetchMedia(after(2));
  expect(await state(id)).toMatchObject({ state: "kept", tries: 2 });
});

test("a wrong access token loses nothing", async () => {
  const id = await sent("image", { bytes: png, type: "image/png" }), { accessToken } = meta.secrets;
  meta.secrets.accessToken = "EAAG-another";
  await fetchMedia();
  expect(await state(id)).toMatchObject({ state: "waiting" });
  meta.secrets.accessToken = accessToken;
  await fetchMedia(after(2));
  expect(await state(id)).toMatchObject({ state: "kept" });
});

test("a worker that is killed with half a file leaves it to the next one, when its time is over", async () => {
  let begun!: () => void;
  const half = new Promise<void>((resolve) => { begun = resolve; });
  const id = await sent("image", { bytes: png, type: "image/png", answer: (response) => { response.writeHead(200); response.write(png.subarray(0, 20)); begun(); } });
  await killOnce(half, "tests/intake/whatsapp/killed-fetcher.ts");
  expect(await state(id)).toMatchObject({ state: "waiting", tries: 1, content: null });
  delete meta.files.get(id)!.answer;
  expect(await fetchMedia(after(5))).toBeUndefined(); // it might still be at work
  await fetchMedia(after(11));
  expect(await state(id)).toMatchObject({ state: "kept", content: png });
});

test("while the way is switched off files wait", async () => {
  const id = await sent("image", { bytes: png, type: "image/png" });
  await db.owner`UPDATE private.way SET active = false`;
  await fetchMedia();
  expect(await state(id)).toMatchObject({ state: "waiting", reason: "the way is switched off" });
});
