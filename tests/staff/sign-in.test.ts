import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { createStaff } from "#lib/staff/account.ts";
import { perAccount, perAddress } from "#lib/staff/attempts.ts";
import { setActive } from "#lib/staff/manage.ts";
import { changeOwnPassword } from "#lib/staff/own-password.ts";
import { actorOfSession, endSession } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const password = "a long good phrase";
beforeAll(async () => {
  db = await testDatabase();
  for (const login of ["aigerim", "bolat", "dana", "erlan", "gulnar"]) await createStaff(privateDb(), { login, name: login, roles: ["registrar"], department: null, password, mustChange: false });
});
afterAll(() => db.drop());

const enter = (login: string, guess: string, address: string | null = null, now?: Date) => signIn({ login, password: guess, address, agent: null }, now);
const codes = (results: PromiseSettledResult<unknown>[]) => results.map((r) => (r.status === "fulfilled" ? "in" : r.reason.code)).sort();

test("the right password opens a session, in any spelling of the login", async () => {
  const opened = await enter(" Aigerim ", password);
  expect(await actorOfSession(opened.session)).toMatchObject({ login: "aigerim", roles: ["registrar"] });
});

test("fifty guesses at once: ten are tried, for an account that exists and for one that doesn't", async () => {
  for (const login of ["bolat", "nobody"]) {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => enter(login, "wrong wrong wrong")));
    expect(codes(results).filter((code) => code === "signInFailed")).toHaveLength(perAccount);
    expect(codes(results).filter((code) => code === "tooManyAttempts")).toHaveLength(40);
  }
  await expect(enter("bolat", password)).rejects.toMatchObject({ code: "tooManyAttempts", values: { minutes: 15 } });
  await expect(enter("bolat", password, null, new Date(Date.now() + 16 * 60_000))).resolves.toBeTruthy();
});

test("one address may not try many accounts", async () => {
  const results = await Promise.allSettled(Array.from({ length: perAddress + 10 }, (_, n) => enter(`guess${n}`, "x", "203.0.113.7")));
  expect(codes(results).filter((code) => code === "tooManyAttempts")).toHaveLength(10);
  await expect(enter("dana", password, "203.0.113.7")).rejects.toMatchObject({ code: "tooManyAttempts" });
  await expect(enter("dana", password, "203.0.113.8")).resolves.toBeTruthy();
});

test("a right sign-in does not use up guesses", async () => {
  for (let n = 0; n < perAccount + 2; n++) await enter("erlan", password);
});

test("an unknown account costs as much work as a wrong password", async () => {
  // Work of this process, argon2's threads included, not time on the clock: a loaded machine doesn't matter.
  const work = async (login: string) => {
    const before = process.cpuUsage();
    await enter(login, "wrong wrong wrong").catch(() => {});
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await work("warm-up");
  const known: number[] = [], unknown: number[] = [];
  for (let n = 0; n < 8; n++) {
    known.push(await work("gulnar"));
    unknown.push(await work(`unknown${n}`));
  }
  const median = (all: number[]) => all.toSorted((a, b) => a - b)[all.length >> 1]!;
  expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  expect(median(unknown) / median(known)).toBeLessThan(2);
});

describe("a session ends at once", () => {
  test("signed out", async () => {
    const { session } = await enter("dana", password);
    await endSession(session);
    expect(await actorOfSession(session)).toBeNull();
  });
  test("deactivated: the session and the password", async () => {
    const { session, staff } = await enter("dana", password);
    const administrator = await official(db.owner, "administrator");
    await setActive(administrator, staff, false);
    expect(await actorOfSession(session)).toBeNull();
    await expect(enter("dana", password)).rejects.toMatchObject({ code: "signInFailed" });
    await expect(setActive(administrator, administrator.id, false)).rejects.toMatchObject({ code: "ownAccount" });
  });
  test("expired, or idle for three hours", async () => {
    const { session } = await enter("erlan", password);
    const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    expect(await actorOfSession(session, later(2))).not.toBeNull();
    expect(await actorOfSession(session, later(5.5))).toBeNull();
    expect(await actorOfSession(session, later(12.1))).toBeNull();
  });
  test("an invented id", async () => {
    expect(await actorOfSession("00000000-0000-4000-8000-000000000000")).toBeNull();
    expect(await actorOfSession("' OR true --")).toBeNull();
  });
  test("a new password ends the other sessions and keeps this one", async () => {
    const here = await enter("erlan", password), there = await enter("erlan", password);
    const actor = (await actorOfSession(here.session))!;
    await expect(changeOwnPassword(actor, { current: "wrong", password: "another good phrase", repeated: "another good phrase" })).rejects.toMatchObject({ code: "passwordWrong" });
    await expect(changeOwnPassword(actor, { current: password, password: "another good phrase", repeated: "another god phrase" })).rejects.toMatchObject({ code: "passwordsDiffer" });
    await changeOwnPassword(actor, { current: password, password: "another good phrase", repeated: "another good phrase" });
    expect(await actorOfSession(here.session)).not.toBeNull();
    expect(await actorOfSession(there.session)).toBeNull();
  });
});
