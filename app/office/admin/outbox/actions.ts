"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { sendTest, settle, verdicts } from "#lib/outbox/manage.ts";

const id = z.string().regex(/^[1-9]\d{0,14}$/).transform(Number);

export const settleMessage = officeAction({
  name: "settleMessage", permission: "outbox.manage",
  input: z.object({ message: id, verdict: z.enum(verdicts), reason: z.string().max(500).default("") }),
  async run(actor, input) {
    await settle(actor, input);
    return { go: "/office/admin/outbox" };
  },
});

export const sendTestMessage = officeAction({
  name: "sendTestMessage", permission: "outbox.manage",
  input: z.object({ address: z.string().max(300) }),
  async run(actor, { address }, locale) {
    await sendTest(actor, { address, language: locale });
    return { go: "/office/admin/outbox" };
  },
});
