"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { caseId } from "#app/office/cases/[id]/input.ts";
import { backTo } from "#app/office/cases/place.ts";
import { claimCase, releaseClaim } from "#lib/appeals/claim.ts";

const list = z.string().max(2000).optional();

export const takeCase = officeAction({
  name: "takeCase", permission: "case.claim",
  input: z.object({ id: caseId, list, /** Whose claim was seen. */ holder: z.union([z.literal("").transform(() => null), caseId]).optional().transform((id) => id ?? null) }),
  async run(actor, input) {
    await claimCase(actor, input);
    return { go: backTo(input.id, input.list), bare: true };
  },
});

export const putCaseBack = officeAction({
  name: "putCaseBack", permission: "case.claim",
  input: z.object({ id: caseId, list }),
  async run(actor, input) {
    await releaseClaim(actor, input.id);
    return { go: backTo(input.id, input.list), bare: true };
  },
});
