import { Secret } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { demoSecret } from "#db/demo/second-factor.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { demonstrationCode } from "#lib/staff/demonstration.ts";
import { seal } from "#lib/staff/seal.ts";
import { passWithCode } from "#lib/staff/second-step.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor;
const now = new Date("2026-11-23T06:00:00Z"), nowhere = { address: null, device: null };
const hasKey = (secret: Uint8Array) => db.owner`INSERT INTO private.authenticator (staff, secret, enrolled_at) VALUES (${registrar.id}, ${seal(secret, registrar.id)}, now())
  ON CONFLICT (staff) DO UPDATE SET secret = excluded.secret`;
const demo = (value: boolean) => db.owner`UPDATE private.setting SET value = value || jsonb_build_object('demo', ${value}::boolean) WHERE key = 'city'`;
const publicKey = new Uint8Array(Secret.fromBase32(demoSecret).buffer);
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
});
afterAll(() => db.drop());

test("a real city's page never shows a code, even for the public key", async () => {
  await hasKey(publicKey);
  expect(await demonstrationCode(registrar, now)).toBeNull();
});

test("the demonstration shows the code that will be taken, the next one when it was used, and then says to wait", async () => {
  await demo(true);
  const first = await demonstrationCode(registrar, now);
  await passWithCode(registrar, first!, nowhere, now);
  const second = await demonstrationCode(registrar, now);
  expect(second).not.toBe(first);
  await passWithCode(registrar, second!, nowhere, now);
  expect(await demonstrationCode(registrar, now)).toBe("wait");
});

test("an account with a key of its own is nobody's demonstration", async () => {
  await hasKey(Buffer.from("twenty bytes secret!"));
  expect(await demonstrationCode(registrar, new Date(now.getTime() + 300_000))).toBeNull();
});
