"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { dropSession } from "#app/_server/session.ts";
import { changeOwnPassword } from "#lib/staff/own-password.ts";
import { endOwnOtherSessions, endSessionOf } from "#lib/staff/session.ts";

export const signOut = officeAction({
  name: "signOut", permission: "account.enter", input: z.object({}),
  async run() {
    await dropSession();
    return { go: "/office/sign-in", bare: true };
  },
});

export const changePassword = officeAction({
  name: "changePassword", permission: "account.own",
  input: z.object({ current: z.string().min(1), password: z.string().min(1), repeated: z.string().min(1) }),
  async run(actor, input) {
    await changeOwnPassword(actor, input);
    return { go: "/office/account" };
  },
});

export const endOtherSessions = officeAction({
  name: "endOtherSessions", permission: "account.own", input: z.object({}),
  async run(actor) {
    await endOwnOtherSessions(actor);
    return { go: "/office/account" };
  },
});

export const endOwnSession = officeAction({
  name: "endOwnSession", permission: "account.own", input: z.object({ session: z.string().min(1) }),
  async run(actor, { session }) {
    await endSessionOf(actor, actor.id, session);
    return { go: "/office/account" };
  },
});
