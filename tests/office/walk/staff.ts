import { randomBytes } from "node:crypto";
import { env } from "#env.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { offerAuthenticator } from "#lib/staff/authenticator.ts";
import { addPasskey, newPasskeyOptions, passkeyOptions } from "#lib/staff/passkey.ts";
import { hashPassword } from "#lib/staff/password.ts";
import { seal } from "#lib/staff/seal.ts";
import { demoSecret } from "#db/demo/second-factor.ts";
import { official } from "#tests/support/office.ts";
import { softPasskey } from "#tests/support/passkey.ts";
import { codeAt } from "#tests/support/second-factor.ts";
import { Secret } from "otpauth";
import { every, type Walk, type World } from "#tests/office/walk/walk.ts";

const somebody = async ({ owner }: World) => ({ id: String((await official(owner, "operator")).id) });
const random = () => randomBytes(8).toString("hex");

const current = "a long good phrase";
const hashed = hashPassword(current);
const hisPassword = async ({ owner }: World, { id }: Actor) => {
  await owner`UPDATE private.staff SET password_hash = ${await hashed} WHERE id = ${id}`;
  return { current };
};
/** An app with the known key, none of whose codes was used. */
const hisApp = ({ owner }: World, { id }: Actor) => owner`INSERT INTO private.authenticator (staff, secret, enrolled_at) VALUES (${id}, ${seal(Buffer.from(Secret.fromBase32(demoSecret).buffer), id)}, now())
  ON CONFLICT (staff) DO UPDATE SET secret = excluded.secret, enrolled_at = now(), last_step = 0`;
const hisPasskey = async ({ owner }: World, { id }: Actor) =>
  String((await owner`INSERT INTO private.passkey (staff, credential, public_key, counter, name) VALUES (${id}, ${random()}, '\\x00', 0, 'Key') RETURNING id`)[0]!.id);
const portal = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
const working = async (world: World, actor: Actor) => {
  const key = softPasskey(portal);
  await addPasskey(actor, { credential: key.make((await newPasskeyOptions(actor, "Portal")).challenge), name: "Soft", ...await hisPassword(world, actor) });
  return key;
};

export const walk: Walk = {
  actions: {
    createAccount: { may: ["administrator"], input: async () => ({ login: `n${random()}`, name: "New", roles: "signer", department: "" }) },
    changeAccount: { may: ["administrator"], input: async (world) => ({ ...await somebody(world), name: "Changed", roles: "publisher", department: "" }) },
    switchAccount: { may: ["administrator"], input: async (world) => ({ ...await somebody(world), active: "no" }) },
    endAllSessions: { may: ["administrator"], input: somebody },
    endStaffSession: { may: ["administrator"], input: async ({ owner }) => { const one = await official(owner, "operator"); return { id: String(one.id), session: one.session }; } },
    issuePassword: { may: ["administrator"], input: somebody },
    resetFactor: { may: ["administrator"], input: somebody },
    linkIdentity: { may: ["administrator"], input: async (world) => { env.OIDC_ISSUER = "https://id.example.kz"; return { ...await somebody(world), subject: random(), email: "" }; } },
    endOtherSessions: { may: every, input: async () => ({}) },
    endOwnSession: { may: every, input: async ({ owner }, { id }) => ({ session: (await owner`INSERT INTO private.session (staff, expires_at) VALUES (${id}, now() + interval '1 hour') RETURNING id`)[0]!.id as string }) },
    confirmAuthenticator: { may: every, input: async (world, actor) => ({ passcode: codeAt(Date.now(), (await offerAuthenticator(actor, "Portal")).key), ...await hisPassword(world, actor) }) },
    removeAuthenticator: { may: every, input: async (world, actor) => { await hisApp(world, actor); await hisPasskey(world, actor); return hisPassword(world, actor); } },
    addPasskey: { may: every, input: async (world, actor) => ({ name: "Laptop", credential: softPasskey(portal).make((await newPasskeyOptions(actor, "Portal")).challenge), ...await hisPassword(world, actor) }) },
    renamePasskey: { may: every, input: async (world, actor) => ({ id: await hisPasskey(world, actor), name: "Other" }) },
    removePasskey: { may: every, input: async (world, actor) => { await hisPasskey(world, actor); return { id: await hisPasskey(world, actor), ...await hisPassword(world, actor) }; } },
    issueRecoveryCodes: { may: every, input: async (world, actor) => { await hisPasskey(world, actor); return hisPassword(world, actor); } },
    passSecondFactor: { may: every, input: async (world, actor) => { await hisApp(world, actor); return { passcode: codeAt(Date.now()), to: "/office" }; } },
    passSecondFactorByKey: { may: every, input: async (world, actor) => { const key = await working(world, actor); return { credential: key.sign((await passkeyOptions(actor))!.challenge), to: "/office" }; } },
  },
  pages: {
    "app/office/account/page.tsx": every, "app/office/account/second-factor/page.tsx": every,
    "app/office/staff/page.tsx": ["administrator"], "app/office/staff/[id]/page.tsx": ["administrator"],
  },
  ids: { "app/office/staff/[id]/page.tsx": async (world) => (await somebody(world)).id },
  auditor: ["account.enter", "account.own"],
  administrator: ["account.enter", "account.own", "staff.manage"],
};
