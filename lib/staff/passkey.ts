import { generateAuthenticationOptions, generateRegistrationOptions, type AuthenticationResponseJSON, type AuthenticatorTransport, type RegistrationResponseJSON,
  verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { and, eq, gt } from "drizzle-orm";
import { portalUrl } from "#env.ts";
import { passkey } from "#db/private/second-factor.ts";
import { type Connection, privateDb, session } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { proofMinutes, proveAgain, provenLately } from "#lib/staff/proof.ts";
import { factorAdded, factorRemoved } from "#lib/staff/second-factor.ts";

// Passkeys as a second factor (WebAuthn): bound to this portal's address, so that a copied page gets nothing from them.

/** Where passkeys are valid: the address people use. */
const place = () => {
  const { origin, hostname } = new URL(portalUrl());
  return { origin, rpID: hostname };
};
const challengeMinutes = 10;
/** EdDSA, ES256 and RS256: every key there is knows one of them. */
const supportedAlgorithmIDs = [-8, -7, -257];

/** What a passkey has to sign in this session. Pages opened beside each other share it; the first right answer uses it up. */
async function challengeOf(actor: Actor, now: Date): Promise<string> {
  return privateDb().transaction(async (tx) => {
    const [row] = await tx.select({ challenge: session.challenge, until: session.challengeUntil }).from(session).where(eq(session.id, actor.session)).for("update");
    if (row?.challenge && row.until && row.until.getTime() > now.getTime() + (challengeMinutes / 2) * 60_000) return row.challenge;
    const challenge = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
    await tx.update(session).set({ challenge, challengeUntil: new Date(now.getTime() + challengeMinutes * 60_000) }).where(eq(session.id, actor.session));
    return challenge;
  });
}

/** Uses the challenge up; false when it is another's, too old, or was used before. */
async function takeChallenge(tx: Connection, actor: Actor, challenge: string, now: Date): Promise<boolean> {
  const taken = await tx.update(session).set({ challenge: null, challengeUntil: null })
    .where(and(eq(session.id, actor.session), eq(session.challenge, challenge), gt(session.challengeUntil, now))).returning({ id: session.id });
  return taken.length > 0;
}

const ownPasskeys = (db: Connection, staff: number) => db.select({ id: passkey.credential, transports: passkey.transports }).from(passkey).where(eq(passkey.staff, staff))
  .then((rows) => rows.map((row) => ({ id: row.id, transports: row.transports as AuthenticatorTransport[] })));

/** What the browser needs to make a passkey. */
export async function newPasskeyOptions(actor: Actor, rpName: string, now = new Date()) {
  demand(actor, "account.own");
  return generateRegistrationOptions({
    rpName, rpID: place().rpID, userName: actor.login, userDisplayName: actor.name, userID: new TextEncoder().encode(`staff ${actor.id}`), attestationType: "none", supportedAlgorithmIDs,
    challenge: new Uint8Array(Buffer.from(await challengeOf(actor, now), "base64url")), excludeCredentials: await ownPasskeys(privateDb(), actor.id),
    authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
  });
}

/** What the browser needs to ask one of the person's passkeys; null when he has none. */
export async function passkeyOptions(actor: Actor, now = new Date()) {
  demand(actor, "account.enter");
  const allowCredentials = await ownPasskeys(privateDb(), actor.id);
  if (allowCredentials.length === 0) return null;
  return generateAuthenticationOptions({ rpID: place().rpID, allowCredentials, userVerification: "preferred", challenge: new Uint8Array(Buffer.from(await challengeOf(actor, now), "base64url")) });
}

/** The browser's answer and the challenge it says it signed. */
function readAnswer<T extends { id: string; response: { clientDataJSON: string } }>(answer: string): { answer: T; challenge: string } {
  try {
    const read = JSON.parse(answer) as T;
    const { challenge } = JSON.parse(Buffer.from(read.response.clientDataJSON, "base64url").toString()) as { challenge: string };
    if (typeof read.id === "string" && typeof challenge === "string") return { answer: read, challenge };
  } catch { /* not what a browser sends */ }
  throw new Refusal("passkeyFailed");
}
const refused = (): never => { throw new Refusal("passkeyFailed"); };

/** Enrols a passkey. This session is complete from now on, the person's others end. @throws Refusal "passkeyFailed" */
export async function addPasskey(actor: Actor, input: { credential: string; name: string; current?: string }, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  const name = input.name.trim().slice(0, 60);
  if (name === "") throw new Refusal("required", {}, "name");
  if (input.current || !(await provenLately(actor, proofMinutes.sent, now))) await proveAgain(actor, input.current ?? "", now);
  const { answer, challenge } = readAnswer<RegistrationResponseJSON>(input.credential);
  const { origin, rpID } = place();
  const { verified, registrationInfo } = await verifyRegistrationResponse({ response: answer, supportedAlgorithmIDs, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: false }).catch(refused);
  if (!verified) return refused();
  const { credential } = registrationInfo;
  await privateDb().transaction(async (tx) => {
    if (!(await takeChallenge(tx, actor, challenge, now))) refused();
    const made = await tx.insert(passkey).values({ staff: actor.id, credential: credential.id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], name, createdAt: now })
      .onConflictDoNothing().returning({ id: passkey.id });
    if (made.length === 0) refused();
    await factorAdded(tx, actor, { what: "passkey", name }, now);
  });
}

/** Whether the answer is one of the person's passkeys signing this session's challenge, which is used up by it. */
export async function acceptPasskey(tx: Connection, actor: Actor, typed: string, now: Date): Promise<boolean> {
  const { answer, challenge } = readAnswer<AuthenticationResponseJSON>(typed);
  const { origin, rpID } = place();
  const [key] = await tx.select({ id: passkey.id, credential: passkey.credential, publicKey: passkey.publicKey, counter: passkey.counter })
    .from(passkey).where(and(eq(passkey.staff, actor.id), eq(passkey.credential, answer.id))).for("update");
  const checked = key && await verifyAuthenticationResponse({
    response: answer, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: false,
    credential: { id: key.credential, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
  }).catch(() => null);
  if (!key || !checked?.verified || !(await takeChallenge(tx, actor, challenge, now))) return false;
  await tx.update(passkey).set({ counter: checked.authenticationInfo.newCounter, lastUsedAt: now }).where(eq(passkey.id, key.id));
  return true;
}

/** Gives one's own passkey another name. */
export async function renamePasskey(actor: Actor, input: { id: number; name: string }): Promise<void> {
  demand(actor, "account.own");
  const name = input.name.trim().slice(0, 60);
  if (name === "") throw new Refusal("required", {}, "name");
  await privateDb().transaction(async (tx) => {
    const own = and(eq(passkey.id, input.id), eq(passkey.staff, actor.id));
    const [before] = await tx.select({ name: passkey.name }).from(passkey).where(own).for("update");
    if (!before) throw new Refusal("notFound");
    await tx.update(passkey).set({ name }).where(own);
    await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, before: { name: before.name }, after: { act: "renamed", what: "passkey", name } });
  });
}

/** Takes one's own passkey away. `current`: proof that it is he, once more (proof.ts). */
export async function removePasskey(actor: Actor, input: { id: number; current: string }, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  await proveAgain(actor, input.current, now);
  await privateDb().transaction(async (tx) => {
    const [removed] = await tx.delete(passkey).where(and(eq(passkey.id, input.id), eq(passkey.staff, actor.id))).returning({ name: passkey.name });
    if (!removed) throw new Refusal("notFound");
    await factorRemoved(tx, actor, { what: "passkey", name: removed.name });
  });
}
