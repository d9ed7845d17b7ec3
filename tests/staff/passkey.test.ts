import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "#env.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { addPasskey, newPasskeyOptions, passkeyOptions, removePasskey, renamePasskey } from "#lib/staff/passkey.ts";
import { hashPassword } from "#lib/staff/password.ts";
import { factorsOf } from "#lib/staff/second-factor.ts";
import { passWithPasskey } from "#lib/staff/second-step.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official } from "#tests/support/office.ts";
import { softPasskey } from "#tests/support/passkey.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const password = "a long good phrase";
const portal = "https://office.example.kz";
const nowhere = { address: null, device: null };
beforeAll(async () => {
  db = await testDatabase();
  Object.assign(env, { PUBLIC_URL: portal });
});
afterAll(async () => {
  Object.assign(env, { PUBLIC_URL: undefined });
  await db.drop();
});

/** Somebody who has just signed in with a password, without any factor. */
async function newcomer(): Promise<Actor> {
  const { session, id } = await official(db.owner, "registrar");
  await db.owner`UPDATE private.staff SET password_hash = ${await hashPassword(password)} WHERE id = ${id}`;
  await db.owner`UPDATE private.session SET second_factor_at = NULL WHERE id = ${session}`;
  return (await actorOfSession(session))!;
}
/** Another session of his, with the password only. */
async function signedIn(who: Actor): Promise<Actor> {
  const [row] = await db.owner`INSERT INTO private.session (staff, expires_at) VALUES (${who.id}, now() + interval '1 hour') RETURNING id`;
  return (await actorOfSession(row!.id))!;
}
async function enrolled() {
  const actor = await newcomer(), key = softPasskey(portal);
  await addPasskey(actor, { credential: key.make((await newPasskeyOptions(actor, "Portal")).challenge), name: "Laptop" });
  return { actor: (await actorOfSession(actor.session))!, key };
}
const complete = async (actor: Actor) => (await actorOfSession(actor.session))!.secondFactor;

test("a passkey is made for this portal's address, and completes the session", async () => {
  const actor = await newcomer();
  expect(await newPasskeyOptions(actor, "Portal")).toMatchObject({ rp: { id: "office.example.kz" }, attestation: "none" });
  const { actor: after } = await enrolled();
  expect(after).toMatchObject({ enrolled: true, secondFactor: true });
  expect((await factorsOf(after.id)).passkeys).toMatchObject([{ name: "Laptop", lastUsedAt: null }]);
});

test("the second step with it", async () => {
  const { actor, key } = await enrolled();
  const next = await signedIn(actor);
  const options = await passkeyOptions(next);
  expect(options).toMatchObject({ rpId: "office.example.kz", allowCredentials: [{ transports: ["internal"] }] });
  await passWithPasskey(next, key.sign(options!.challenge), nowhere);
  expect(await complete(next)).toBe(true);
});

describe("refused", () => {
  const refuse = async (who: Actor, credential: string) => {
    await expect(passWithPasskey(who, credential, nowhere)).rejects.toMatchObject({ code: "passkeyFailed" });
    expect(await complete(who)).toBe(false);
  };
  test("the same answer again, in this session and in another", async () => {
    const { actor, key } = await enrolled();
    const [one, other] = [await signedIn(actor), await signedIn(actor)];
    const heard = key.sign((await passkeyOptions(one))!.challenge);
    await passkeyOptions(other);
    await refuse(other, heard);
    const results = await Promise.allSettled([1, 2, 3].map(() => passWithPasskey(one, heard, nowhere)));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await db.owner`UPDATE private.session SET second_factor_at = NULL WHERE id = ${one.session}`;
    await refuse(one, heard);
  });
  test("a challenge that is old, or was never given", async () => {
    const { actor, key } = await enrolled();
    const one = await signedIn(actor);
    await refuse(one, key.sign(Buffer.from("my own challenge, thank you very much").toString("base64url")));
    const { challenge } = (await passkeyOptions(one))!;
    await db.owner`UPDATE private.session SET challenge_until = now() - interval '1 second' WHERE id = ${one.session}`;
    await refuse(one, key.sign(challenge));
  });
  test("signed on a copied page, by another's key, or with a counter that went back", async () => {
    const { actor, key } = await enrolled();
    const { key: anothers } = await enrolled();
    const one = await signedIn(actor);
    const { challenge } = (await passkeyOptions(one))!;
    await refuse(one, key.sign(challenge, "https://office.example.kz.evil.example"));
    await refuse(one, anothers.sign(challenge));
    await refuse(one, softPasskey(portal).sign(challenge));
    key.back();
    await refuse(one, key.sign(challenge));
  });
  test("what no browser sends", async () => {
    const { actor } = await enrolled();
    const one = await signedIn(actor);
    for (const nonsense of ["", "{}", "null", "[]", "x".repeat(1000), '{"id":1,"response":{}}', '{"id":"a","response":{"clientDataJSON":"e30"}}']) await refuse(one, nonsense).catch((error) => { throw new Error(`${nonsense}: ${error}`); });
  });
  test("a registration's answer twice: one passkey", async () => {
    const actor = await newcomer(), key = softPasskey(portal);
    const credential = key.make((await newPasskeyOptions(actor, "Portal")).challenge);
    const results = await Promise.allSettled([1, 2].map(() => addPasskey(actor, { credential, name: "x" })));
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await factorsOf(actor.id)).passkeys).toHaveLength(1);
  });
});

describe("one's passkeys", () => {
  test("are renamed and removed, one's own only; the last of a mandatory role stays", async () => {
    const { actor } = await enrolled(), { actor: stranger } = await enrolled();
    const [key] = (await factorsOf(actor.id)).passkeys;
    await expect(renamePasskey(stranger, { id: key!.id, name: "Mine" })).rejects.toMatchObject({ code: "notFound" });
    await renamePasskey(actor, { id: key!.id, name: "Phone" });
    await expect(removePasskey(actor, { id: key!.id, current: "wrong" })).rejects.toMatchObject({ code: "proofWrong" });
    await expect(removePasskey(actor, { id: key!.id, current: password })).rejects.toMatchObject({ code: "lastFactor" });
    expect((await factorsOf(actor.id)).passkeys).toMatchObject([{ name: "Phone" }]);
  });
  test("two factors taken away at once: one remains", async () => {
    const { actor } = await enrolled();
    const second = softPasskey(portal);
    await addPasskey(actor, { credential: second.make((await newPasskeyOptions(actor, "Portal")).challenge), name: "Second" });
    const keys = (await factorsOf(actor.id)).passkeys;
    const results = await Promise.allSettled(keys.map(({ id }) => removePasskey(actor, { id, current: password })));
    expect(results.map((result) => (result.status === "rejected" ? result.reason.code : "removed")).sort()).toEqual(["lastFactor", "removed"]);
    expect((await factorsOf(actor.id)).passkeys).toHaveLength(1);
  });
});
