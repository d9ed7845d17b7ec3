"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { backTo } from "#app/office/cases/place.ts";
import { caseForm, caseId, reason } from "#app/office/cases/[id]/input.ts";
import { splitCase } from "#lib/appeals/split.ts";
import { reply } from "#lib/outbox/reply.ts";

export const replyToApplicant = officeAction({
  name: "replyToApplicant", permission: "case.reply",
  input: caseForm({ text: reason }),
  async run(actor, { list, ...input }) {
    await reply(actor, input);
    return { go: backTo(input.id, list) };
  },
});

export const splitConversation = officeAction({
  name: "splitConversation", permission: "case.split",
  input: caseForm({ messages: z.union([caseId.transform((one) => [one]), z.array(caseId)]).default([]) }),
  async run(actor, { list, ...input }) {
    return { go: backTo(await splitCase(actor, input), list) };
  },
});
