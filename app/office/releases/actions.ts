"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { orderRelease } from "#lib/release/order.ts";

const back = { go: "/office/releases" };
const reason = z.string().max(2000);

export const publishDue = officeAction({
  name: "publishDue", permission: "release.publish",
  input: z.object({}),
  async run(actor) {
    await orderRelease(actor, { correction: null });
    return back;
  },
});

export const publishCorrection = officeAction({
  name: "publishCorrection", permission: "release.publish",
  input: z.object({ reason_kk: reason, reason_ru: reason, reason_en: reason }),
  async run(actor, { reason_kk: kk, reason_ru: ru, reason_en: en }) {
    await orderRelease(actor, { correction: { reason: { kk, ru, en } } });
    return back;
  },
});
