import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { createStaff } from "#lib/staff/account.ts";
import { type Actor, firstStep, may } from "#lib/staff/actor.ts";
import { perAccount } from "#lib/staff/attempts.ts";
import { enrolAuthenticator, offerAuthenticator, removeAuthenticator } from "#lib/staff/authenticator.ts";
import { resetSecondFactor } from "#lib/staff/manage.ts";
import { issueRecoveryCodes } from "#lib/staff/recovery.ts";
import { seal, unseal } from "#lib/staff/seal.ts";
import { factorsOf } from "#lib/staff/second-factor.ts";
import { passWithCode } from "#lib/staff/second-step.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";
import { codeAt } from "#tests/support/second-factor.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const password = "a long good phrase";
const nowhere = { address: null, device: null };
const now = new Date("2026-11-23T06:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
let login = "", n = 0;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());
beforeEach(async () => {
  login = `registrar${++n}`;
  await createStaff(privateDb(), { login, name: "Dinara", roles: ["registrar"], department: null, password, mustChange: false });
});

const enter = async (at = now): Promise<Actor> => (await actorOfSession((await signIn({ login, password, address: null, agent: null }, at)).session, at))!;
const again = async (actor: Actor, at = now) => (await actorOfSession(actor.session, at))!;
const failed = (results: PromiseSettledResult<unknown>[], code: string) => results.filter((one) => one.status === "rejected" && one.reason.code === code).length;
const history = (kind: string) => db.owner`SELECT after->>'act' AS act FROM private.office_event WHERE subject = ${login} AND kind = ${kind} ORDER BY seq`.then((rows) => rows.map((row) => row.act as string));

/** Enrols an app at `now`; its key. */
async function enrol(): Promise<{ actor: Actor; key: string }> {
  const actor = await enter();
  const { key } = await offerAuthenticator(actor, "Portal", now);
  await enrolAuthenticator(actor, { passcode: codeAt(now, key) }, now);
  return { actor: await again(actor), key };
}

describe("a mandatory role without a second factor", () => {
  test("may do nothing but enrol, and everything once it has", async () => {
    const before = await enter();
    expect(firstStep(before)).toBe("enrolment");
    expect([may(before, "case.read"), may(before, "account.own")]).toEqual([false, true]);
    const { actor } = await enrol();
    expect([firstStep(actor), may(actor, "case.read")]).toEqual([null, true]);
    expect(await actorOfSession(before.session, now), "a session that nobody asked for the factor is over").toBeNull();
    expect(await history("second_factor")).toEqual(["added"]);
  });
  test("enrols only an app that shows the right code; the key stays the same meanwhile", async () => {
    const actor = await enter();
    const { key, uri } = await offerAuthenticator(actor, "Ekibastuz office", now);
    expect(uri).toContain(`secret=${key.replaceAll(" ", "")}`);
    await expect(enrolAuthenticator(actor, { passcode: codeAt(later(-120), key) }, now)).rejects.toMatchObject({ code: "codeWrong", field: "passcode" });
    expect(await offerAuthenticator(actor, "Ekibastuz office", later(60))).toEqual({ key, uri });
    expect((await again(actor)).secondFactor).toBe(false);
  });
  test("may change the password first, where that is new too; never work", async () => {
    await db.owner`UPDATE private.staff SET must_change_password = true WHERE login = ${login}`;
    const actor = await enter();
    expect([firstStep(actor), may(actor, "case.read")]).toEqual(["password", false]);
  });
});

test("another role works without one; with one it is asked", async () => {
  await db.owner`UPDATE private.staff_role SET role = 'operator' WHERE staff = (SELECT id FROM private.staff WHERE login = ${login})`;
  expect(firstStep(await enter())).toBeNull();
  await enrol();
  expect(firstStep(await enter())).toBe("secondFactor");
});

describe("the second step", () => {
  test("the password alone opens nothing, not even one's own account", async () => {
    await enrol();
    const actor = await enter(later(60));
    expect([firstStep(actor), may(actor, "account.own"), may(actor, "case.read"), may(actor, "account.enter")]).toEqual(["secondFactor", false, false, true]);
    await expect(offerAuthenticator(actor, "x", later(60))).rejects.toMatchObject({ code: "secondFactorNeeded" });
    await expect(issueRecoveryCodes(actor, { current: password }, later(60))).rejects.toMatchObject({ code: "secondFactorNeeded" });
  });
  test("a code opens, also of the half-minute before or after; not of an older one", async () => {
    const { key } = await enrol();
    for (const [at, code] of [[90, codeAt(later(60), key)], [150, codeAt(later(150), key)], [210, codeAt(later(240), key)]] as const) {
      const actor = await enter(later(at));
      await passWithCode(actor, ` ${code.slice(0, 3)} ${code.slice(3)}`, nowhere, later(at));
      expect((await again(actor, later(at))).secondFactor).toBe(true);
    }
    await expect(passWithCode(await enter(later(400)), codeAt(later(330), key), nowhere, later(400))).rejects.toMatchObject({ code: "codeWrong" });
  });
  test("a code works once: neither again, nor an earlier one after it, nor eight times at once", async () => {
    const { key } = await enrol();
    const code = codeAt(later(60), key);
    const tries = await Promise.all(Array.from({ length: 8 }, () => enter(later(60))));
    const results = await Promise.allSettled(tries.map((actor) => passWithCode(actor, code, nowhere, later(60))));
    expect([results.filter((one) => one.status === "fulfilled").length, failed(results, "codeUsed")]).toEqual([1, 7]);
    await expect(passWithCode(await enter(later(70)), codeAt(later(30), key), nowhere, later(70))).rejects.toMatchObject({ code: "codeUsed" });
  });
  test("fifty guesses at once: ten are tried", async () => {
    await enrol();
    const actor = await enter(later(60));
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, guess) => passWithCode(actor, String(guess).padStart(6, "0"), nowhere, later(60))));
    expect([failed(results, "codeWrong"), failed(results, "tooManyAttempts")]).toEqual([perAccount, 50 - perAccount]);
    expect((await history("second_factor")).filter((act) => act === "failed")).toHaveLength(perAccount);
  });
  test("new sessions give no new guesses", async () => {
    await enrol();
    for (let guess = 0; guess < perAccount; guess++) await passWithCode(await enter(later(60)), "000000", nowhere, later(60)).catch(() => {});
    await expect(passWithCode(await enter(later(60)), "000000", nowhere, later(60))).rejects.toMatchObject({ code: "tooManyAttempts" });
  });
  test("who guesses at passwords uses up nobody's codes", async () => {
    const { key } = await enrol();
    const actor = await enter(later(60));
    for (let guess = 0; guess < perAccount + 1; guess++) await signIn({ login, password: "wrong", address: null, agent: null }, later(60)).catch(() => {});
    await passWithCode(actor, codeAt(later(60), key), nowhere, later(60));
  });
});

describe("recovery codes", () => {
  test("ten, each works once, however it is typed from the paper; only hashes are kept", async () => {
    const { actor } = await enrol();
    const codes = await issueRecoveryCodes(actor, {}, now);
    expect(new Set(codes).size).toBe(10);
    const kept = JSON.stringify(await db.owner`SELECT encode(hash, 'escape') AS hash FROM private.recovery_code`);
    for (const code of codes) expect(kept).not.toContain(code);
    await passWithCode(await enter(later(60)), ` ${codes[0]!.toUpperCase().replaceAll("-", " ")}`, nowhere, later(60));
    await expect(passWithCode(await enter(later(60)), codes[0]!, nowhere, later(60))).rejects.toMatchObject({ code: "codeWrong" });
    const [one, two] = [await enter(later(60)), await enter(later(60))];
    expect((await Promise.allSettled([one, two].map((who) => passWithCode(who, codes[1]!, nowhere, later(60))))).map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await factorsOf(actor.id)).recoveryCodes).toBe(8);
  });
  test("new ones are asked for with the password or a code, and void the old", async () => {
    const { actor, key } = await enrol();
    const [old] = await issueRecoveryCodes(actor, {}, now);
    await expect(issueRecoveryCodes(actor, {}, later(660))).rejects.toMatchObject({ code: "required", field: "current" });
    await expect(issueRecoveryCodes(actor, { current: "wrong" }, later(660))).rejects.toMatchObject({ code: "proofWrong", field: "current" });
    await issueRecoveryCodes(actor, { current: codeAt(later(660), key) }, later(660));
    await issueRecoveryCodes(actor, { current: password }, later(660));
    await expect(passWithCode(await enter(later(690)), old!, nowhere, later(690))).rejects.toMatchObject({ code: "codeWrong" });
  });
  test("somebody else's are worth nothing", async () => {
    const { actor } = await enrol();
    const [code] = await issueRecoveryCodes(actor, {}, now);
    login = `other${n}`;
    await createStaff(privateDb(), { login, name: "Other", roles: ["registrar"], department: null, password, mustChange: false });
    await enrol();
    await expect(passWithCode(await enter(later(60)), code!, nowhere, later(60))).rejects.toMatchObject({ code: "codeWrong" });
  });
});

describe("an unattended browser", () => {
  test("neither removes, replaces nor adds a factor without the password or a code", async () => {
    await db.owner`UPDATE private.staff_role SET role = 'operator' WHERE staff = (SELECT id FROM private.staff WHERE login = ${login})`;
    const { actor } = await enrol();
    const { key } = await offerAuthenticator(actor, "x", later(3000));
    await expect(enrolAuthenticator(actor, { passcode: codeAt(later(3000), key) }, later(3000))).rejects.toMatchObject({ field: "current" });
    await expect(removeAuthenticator(actor, { current: "" }, later(3000))).rejects.toMatchObject({ field: "current" });
    await expect(removeAuthenticator(actor, { current: "wrong" }, later(3000))).rejects.toMatchObject({ code: "proofWrong" });
    await removeAuthenticator(actor, { current: password }, later(3000));
    expect(await factorsOf(actor.id)).toEqual({ authenticator: null, passkeys: [], recoveryCodes: 0 });
  });
  test("can't guess on and on, and its guesses lock nobody out elsewhere", async () => {
    const { actor } = await enrol();
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => removeAuthenticator(actor, { current: "wrong" }, now)));
    expect(failed(results, "tooManyAttempts")).toBe(30 - perAccount);
    await enter(later(60));
  });
});

test("who must have a factor keeps the last one, but may move to another phone", async () => {
  const { actor, key } = await enrol();
  await expect(removeAuthenticator(actor, { current: password }, later(60))).rejects.toMatchObject({ code: "lastFactor" });
  const { key: next } = await offerAuthenticator(actor, "x", later(60));
  await enrolAuthenticator(actor, { passcode: codeAt(later(60), next), current: password }, later(60));
  await expect(passWithCode(await enter(later(120)), codeAt(later(120), key), nowhere, later(120))).rejects.toMatchObject({ code: "codeWrong" });
  await passWithCode(await enter(later(120)), codeAt(later(120), next), nowhere, later(120));
});

describe("the secret at rest", () => {
  test("is sealed for its owner: changed, shortened or copied to another account it opens nothing", async () => {
    const secret = Buffer.from("twenty bytes secret!");
    const sealed = seal(secret, 7);
    expect(unseal(sealed, 7)).toEqual(secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(seal(secret, 7).equals(sealed)).toBe(false);
    expect(() => unseal(sealed, 8)).toThrow();
    for (const byte of [0, 12, 28, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[byte]! ^= 1;
      expect(() => unseal(changed, 7)).toThrow();
    }
    for (const length of [0, 12, 20, 28, sealed.length - 1]) expect(() => unseal(sealed.subarray(0, length), 7)).toThrow();
  });
  test("a row that was tampered with lets nobody in", async () => {
    const { actor, key } = await enrol();
    await db.owner`UPDATE private.authenticator SET secret = set_byte(secret, 30, get_byte(secret, 30) # 1) WHERE staff = ${actor.id}`;
    const one = await enter(later(60));
    await expect(passWithCode(one, codeAt(later(60), key), nowhere, later(60))).rejects.toThrow();
    expect((await again(one, later(60))).secondFactor).toBe(false);
  });
});

test("the administrator resets a lost factor: recorded, the sessions end, it is enrolled anew; not his own", async () => {
  const { actor } = await enrol();
  const administrator = await official(db.owner, "administrator");
  await resetSecondFactor(administrator, actor.id, now);
  expect(await actorOfSession(actor.session, now)).toBeNull();
  expect(firstStep(await enter(later(60)))).toBe("enrolment");
  expect(await history("second_factor")).toEqual(["added", "reset"]);
  await expect(resetSecondFactor(administrator, administrator.id)).rejects.toMatchObject({ code: "ownSecondFactor" });
  await expect(resetSecondFactor(actor, administrator.id)).rejects.toMatchObject({ code: "forbidden" });
});
