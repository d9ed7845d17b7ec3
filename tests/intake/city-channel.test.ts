import { afterAll, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { takeCall } from "#lib/intake/call/take.ts";
import { cityChannel } from "#lib/intake/city-channel.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { testDatabase } from "#tests/support/database.ts";
import { webhook } from "#tests/support/meta.ts";
import { official, smallCity } from "#tests/support/office.ts";

// A city whose channels.csv has no channels of the ways that it sets up later (examples/boston-2015).
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`DELETE FROM private.channel`;
  await db.owner`INSERT INTO private.channel (code, name_en, sort) VALUES ('call', 'Phone call', 1), ('web', 'Website', 2)`;
});
afterAll(() => db.drop());

const later = () => new Date(Date.now() + 60_000);
let n = 0;
const says = async (body: string) => {
  await deliver(thingsOf(webhook([{ from: "77015550101", id: `wamid.${++n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body } }], { wa_id: "77015550101" })));
  await takeIn(later);
};

test("what comes by a way that the city doesn't list is taken in as its website's, and its conversation goes on", async () => {
  await says("Жарық жоқ");
  await says("Әлі жоқ");
  expect(await db.owner`SELECT a.channel, count(*)::int AS messages, min(m.channel) AS way FROM private.appeal a JOIN private.message m ON m.appeal = a.id GROUP BY a.id`).toEqual([{ channel: "web", messages: 2, way: "whatsapp" }]);
  expect(await db.owner`SELECT DISTINCT state FROM private.inbound`).toEqual([{ state: "done" }]);
});

test("a call is written down, too", async () => {
  const { number } = await takeCall(await official(db.owner, "operator"), { caller: { name: "Асқар", phone: "+77015550102" }, concerned: null, language: "kk", text: "Су жоқ", category: null, district: null, number: null });
  expect(await db.owner`SELECT channel FROM private.appeal WHERE number = ${number}`).toEqual([{ channel: "web" }]);
});

test("its own channel comes first, then the website, then the first that the city has", async () => {
  const of = (way: string) => cityChannel(privateDb(), way);
  expect([await of("call"), await of("sms")]).toEqual(["call", "web"]);
  await db.owner`UPDATE private.appeal SET channel = 'call'`;
  await db.owner`DELETE FROM private.channel WHERE code = 'web'`;
  expect(await of("sms")).toBe("call");
});
