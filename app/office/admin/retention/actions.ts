"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { setSchedule } from "#lib/retention/schedule.ts";

const number = z.string().regex(/^\d{1,7}$/).transform(Number);

export const setRetention = officeAction({
  name: "setRetention", permission: "retention.manage",
  input: z.object({ appealMonths: number, signalMonths: number, confirmed: number }),
  async run(actor, { confirmed, ...schedule }) {
    await setSchedule(actor, schedule, confirmed);
    return { go: "/office/admin/retention" };
  },
});
