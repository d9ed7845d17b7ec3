"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { backTo } from "#app/office/cases/place.ts";
import { applicantWays, editApplicant } from "#lib/appeals/edit-applicant.ts";
import { issueCode } from "#lib/appeals/issue-code.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { translator } from "#lib/i18n/translate.ts";
import { handWays, obstacles } from "#lib/outbox/notice.ts";
import { recordDelivery, recordObstacle } from "#lib/outbox/record-delivery.ts";
import { caseForm, caseId } from "../input.ts";

/** Where it was recorded: on the case, or in the list of letters. */
const from = z.literal("letters").optional();
const short = z.string().max(500);

export const editContact = officeAction({
  name: "editContact", permission: "applicant.edit",
  input: caseForm({ name: short, phone: short, email: short, address: short, way: z.union([z.literal("").transform(() => null), z.enum(applicantWays)]) }),
  async run(actor, { list, ...input }) {
    await editApplicant(actor, input);
    return { go: backTo(input.id, list) };
  },
});

export const issueTrackingCode = officeAction({
  name: "issueTrackingCode", permission: "code.issue", input: caseForm({}),
  async run(actor, { id, seen }, locale) {
    return { shown: [{ label: translator(officeOutbox, locale)("code.shown"), value: await issueCode(actor, { id, seen }) }] };
  },
});

export const recordHandover = officeAction({
  name: "recordHandover", permission: "delivery.record",
  input: caseForm({ notice: caseId, way: z.enum(handWays), day: z.iso.date(), from }),
  async run(actor, { list, from, ...input }) {
    await recordDelivery(actor, input);
    return { go: from ? "/office/delivery" : backTo(input.id, list) };
  },
});

export const recordUndelivered = officeAction({
  name: "recordUndelivered", permission: "delivery.record", input: caseForm({ notice: caseId, obstacle: z.enum(obstacles), from }),
  async run(actor, { list, from, ...input }) {
    await recordObstacle(actor, input);
    return { go: from ? "/office/delivery" : backTo(input.id, list) };
  },
});
