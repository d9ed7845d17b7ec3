"use server";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { officeAction, strangerAction } from "#app/_server/action.ts";
import { caller, keepDevice, keepSession } from "#app/_server/session.ts";
import { ownAddress } from "#app/office/_parts/address.ts";
import { passWithCode, passWithPasskey } from "#lib/staff/second-step.ts";
import { signIn as openSession } from "#lib/staff/sign-in.ts";

/** Signs an official in: our own form, so that it works without JavaScript; the session is next-auth's. */
export const signIn = strangerAction({
  name: "signIn", permission: null,
  input: z.object({ login: z.string().min(1), password: z.string().min(1), to: z.string().optional() }),
  async run({ login, password, to }) {
    const from = await caller();
    const device = from.device ?? randomUUID();
    const opened = await openSession({ login, password, ...from, device });
    await keepSession(opened.session, opened.name);
    await keepDevice(device);
    return { go: ownAddress(to), bare: true };
  },
});

/** The second step, with a code of the app or a recovery code. */
export const passSecondFactor = officeAction({
  name: "passSecondFactor", permission: "account.enter",
  input: z.object({ passcode: z.string().min(1).max(100), to: z.string().optional() }),
  async run(actor, { passcode, to }) {
    await passWithCode(actor, passcode, await caller());
    return { go: ownAddress(to), bare: true };
  },
});

/** The second step, with a passkey. */
export const passSecondFactorByKey = officeAction({
  name: "passSecondFactorByKey", permission: "account.enter",
  input: z.object({ credential: z.string().min(1), to: z.string().optional() }),
  async run(actor, { credential, to }) {
    await passWithPasskey(actor, credential, await caller());
    return { go: ownAddress(to), bare: true };
  },
});
