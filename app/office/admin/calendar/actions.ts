"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { confirmDraft } from "#lib/appeals/calendar-apply.ts";
import { draftDay, draftTransfer, draftYear, takeOutOfDraft } from "#lib/appeals/calendar-draft.ts";
import { Escalation, setEscalation } from "#lib/appeals/escalate.ts";

const seen = z.string().regex(/^0\.\d{1,15}$/).transform((text) => ({ seq: Number(text.slice(2)) }));
const day = z.iso.date();
const words = z.string().max(500);
const number = z.string().regex(/^\d{1,4}$/).transform(Number);

const calendar = (at: string) => ({ go: `/office/admin/calendar?year=${at.slice(0, 4)}` });

export const changeDay = officeAction({
  name: "changeDay", permission: "calendar.manage",
  input: z.object({ seen, day, state: z.enum(["off", "working", "ordinary"]), nameKk: words, nameRu: words, nameEn: words, basis: words }),
  async run(actor, { seen: drawn, day: at, state, ...names }) {
    await draftDay(actor, { seen: drawn, day: at, to: state === "ordinary" ? null : { working: state === "working", nameKk: names.nameKk.trim(), nameRu: names.nameRu.trim(), nameEn: names.nameEn.trim(), basis: names.basis.trim() } });
    return calendar(at);
  },
});

export const transferDay = officeAction({
  name: "transferDay", permission: "calendar.manage",
  input: z.object({ seen, off: day, working: day, basis: words }),
  async run(actor, input) {
    await draftTransfer(actor, input);
    return calendar(input.off);
  },
});

export const addHolidays = officeAction({
  name: "addHolidays", permission: "calendar.manage",
  input: z.object({ seen, year: number.pipe(z.number().min(2022).max(2100)), kurbanAit: z.union([z.literal("").transform(() => null), day]).optional().transform((at) => at ?? null) }),
  async run(actor, input) {
    await draftYear(actor, input);
    return calendar(String(input.year));
  },
});

export const takeOutDays = officeAction({
  name: "takeOutDays", permission: "calendar.manage",
  input: z.object({ seen, days: z.union([day.transform((one) => [one]), z.array(day)]) }),
  async run(actor, input) {
    await takeOutOfDraft(actor, input);
    return calendar(input.days[0]!);
  },
});

export const applyDraft = officeAction({
  name: "applyDraft", permission: "calendar.manage",
  input: z.object({ seen }),
  async run(actor, input) {
    await confirmDraft(actor, input.seen);
    return { go: "/office/admin/calendar/apply" };
  },
});

export const changeEscalation = officeAction({
  name: "changeEscalation", permission: "calendar.manage",
  input: z.object({ headBefore: number.pipe(Escalation.shape.headBefore), akimAfter: number.pipe(Escalation.shape.akimAfter) }),
  async run(actor, input) {
    await setEscalation(actor, input);
    return { go: "/office/admin/calendar" };
  },
});
