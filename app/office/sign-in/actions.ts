"use server";
import { strangerAction } from "#app/_server/action.ts";
import { caller, keepSession } from "#app/_server/session.ts";
import { ownAddress } from "#app/office/_parts/address.ts";
import { signIn as openSession } from "#lib/staff/sign-in.ts";
import { z } from "zod";

/** Signs an official in: our own form, so that it works without JavaScript; the session is next-auth's. */
export const signIn = strangerAction({
  name: "signIn", permission: null,
  input: z.object({ login: z.string().min(1), password: z.string().min(1), to: z.string().optional() }),
  async run({ login, password, to }) {
    const opened = await openSession({ login, password, ...await caller() });
    await keepSession(opened.session, opened.name);
    return { go: ownAddress(to), bare: true };
  },
});
