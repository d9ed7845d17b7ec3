"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { officeStaff } from "#lib/i18n/areas/office-staff.ts";
import { translator } from "#lib/i18n/translate.ts";
import { enrolAuthenticator, removeAuthenticator as takeAwayAuthenticator } from "#lib/staff/authenticator.ts";
import { addPasskey as enrolPasskey, removePasskey as takeAwayPasskey, renamePasskey as namePasskey } from "#lib/staff/passkey.ts";
import { issueRecoveryCodes as issueCodes } from "#lib/staff/recovery.ts";

const go = "/office/account/second-factor";
const current = z.string().max(1000);
const id = z.coerce.number().int().positive();

export const confirmAuthenticator = officeAction({
  name: "confirmAuthenticator", permission: "account.own", input: z.object({ passcode: z.string().min(1).max(20), current: current.optional() }),
  async run(actor, input) {
    await enrolAuthenticator(actor, input);
    return { go };
  },
});

export const removeAuthenticator = officeAction({
  name: "removeAuthenticator", permission: "account.own", input: z.object({ current: current.min(1) }),
  async run(actor, input) {
    await takeAwayAuthenticator(actor, input);
    return { go };
  },
});

export const addPasskey = officeAction({
  name: "addPasskey", permission: "account.own", input: z.object({ credential: z.string().min(1), name: z.string().min(1), current: current.optional() }),
  async run(actor, input) {
    await enrolPasskey(actor, input);
    return { go };
  },
});

export const renamePasskey = officeAction({
  name: "renamePasskey", permission: "account.own", input: z.object({ id, name: z.string().min(1) }),
  async run(actor, input) {
    await namePasskey(actor, input);
    return { go };
  },
});

export const removePasskey = officeAction({
  name: "removePasskey", permission: "account.own", input: z.object({ id, current: current.min(1) }),
  async run(actor, input) {
    await takeAwayPasskey(actor, input);
    return { go };
  },
});

export const issueRecoveryCodes = officeAction({
  name: "issueRecoveryCodes", permission: "account.own", input: z.object({ current: current.optional() }),
  async run(actor, input, locale) {
    const codes = await issueCodes(actor, input);
    return { shown: [{ label: translator(officeStaff, locale)("codes.shown"), value: codes.join("\n") }] };
  },
});
