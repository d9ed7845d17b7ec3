import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { createStaff } from "#lib/staff/account.ts";
import { perAccount } from "#lib/staff/attempts.ts";
import { enrolAuthenticator, offerAuthenticator } from "#lib/staff/authenticator.ts";
import { readDevice, signDevice } from "#lib/staff/device.ts";
import { passWithCode } from "#lib/staff/second-step.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import { codeAt } from "#tests/support/second-factor.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const password = "a long good phrase";
beforeAll(async () => {
  db = await testDatabase();
  for (const login of ["akim", "deputy"]) await createStaff(privateDb(), { login, name: login, roles: ["operator"], department: null, password, mustChange: false });
});
afterAll(() => db.drop());

const enter = (login: string, guess: string, device: string | null, address: string | null = null) => signIn({ login, password: guess, address, agent: null, device });
const guessOn = async (login: string, device: string | null, times: number) => {
  const results = await Promise.allSettled(Array.from({ length: times }, () => enter(login, "wrong wrong wrong", device)));
  return results.filter((one) => one.status === "rejected" && one.reason.code === "signInFailed").length;
};

test("a stranger who guesses all day doesn't lock the akim out of the browser he works in", async () => {
  const his = randomUUID();
  await enter("akim", password, his);
  expect(await guessOn("akim", null, perAccount + 5)).toBe(perAccount);
  await expect(enter("akim", password, null), "elsewhere he waits").rejects.toMatchObject({ code: "tooManyAttempts" });
  await expect(enter("akim", password, randomUUID()), "a browser that only says it has a number, too").rejects.toMatchObject({ code: "tooManyAttempts" });
  await enter("akim", password, his);
});

test("nor an office behind one address", async () => {
  const his = randomUUID();
  await enter("deputy", password, his, "203.0.113.9");
  await Promise.allSettled(Array.from({ length: 45 }, (_, n) => enter(`guess${n}`, "x", null, "203.0.113.9")));
  await expect(enter("deputy", password, null, "203.0.113.9")).rejects.toMatchObject({ code: "tooManyAttempts" });
  await enter("deputy", password, his, "203.0.113.9");
});

test("a known browser has ten guesses of its own, for this account and not for another", async () => {
  const stolen = randomUUID();
  await enter("deputy", password, stolen);
  expect(await guessOn("deputy", stolen, perAccount + 5)).toBe(perAccount);
  await expect(enter("deputy", password, stolen)).rejects.toMatchObject({ code: "tooManyAttempts" });
  await enter("deputy", password, null);
  await expect(enter("akim", password, stolen), "unknown to the akim's account, which is guessed at").rejects.toMatchObject({ code: "tooManyAttempts" });
});

test("knowing the password makes no browser known: each new one would bring ten more codes", async () => {
  await createStaff(privateDb(), { login: "signer", name: "Signer", roles: ["signer"], department: null, password, mustChange: false });
  const first = (await actorOfSession((await enter("signer", password, randomUUID())).session))!;
  const { key } = await offerAuthenticator(first, "x");
  await enrolAuthenticator(first, { passcode: codeAt(Date.now(), key) });
  let tried = 0;
  for (let n = 0; n < perAccount + 3; n++) {
    const device = randomUUID();
    const actor = (await actorOfSession((await enter("signer", password, device)).session))!;
    await passWithCode(actor, "000000", { address: null, device }).catch((error) => { if (error.code === "codeWrong") tried++; });
  }
  expect(tried).toBe(perAccount);
});

test("the cookie is signed: an invented, changed or empty one is none", () => {
  const device = randomUUID();
  expect(readDevice(signDevice(device))).toBe(device);
  for (const cookie of [null, undefined, "", device, `${device}.`, `${randomUUID()}.${signDevice(device).split(".")[1]}`, `${signDevice(device)}x`, "' OR 1=1 --.aaaa"]) expect(readDevice(cookie)).toBeNull();
});
