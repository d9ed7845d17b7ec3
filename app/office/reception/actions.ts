"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { receptionWords } from "#app/office/reception/words.ts";
import { backTo } from "#app/office/cases/place.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { kinds, outcomes } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import { locales } from "#lib/i18n/locale.ts";
import { book } from "#lib/reception/book.ts";
import { callerCases, caseByNumber } from "#lib/reception/caller.ts";
import { addHours, endHours, setDayOff } from "#lib/reception/hours.ts";
import { readVisit } from "#lib/reception/read.ts";
import { recordResult, settleVisit } from "#lib/reception/result.ts";
import { cancelVisit, moveVisit } from "#lib/reception/visit.ts";
import { staffNames } from "#lib/staff/names.ts";

const id = z.string().regex(/^[1-9]\d{0,14}$/).transform(Number);
const slot = z.string().min(1).max(60);
const text = (most: number) => z.string().max(most);
const chosen = <Value extends string>(values: readonly [Value, ...Value[]]) => z.union([z.literal("").transform(() => null), z.enum(values)]).optional().transform((one) => one ?? null);
const code = z.string().max(70).optional().transform((one) => one || null);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const whole = (least: number, most: number) => z.string().regex(/^\d{1,4}$/).transform(Number).pipe(z.number().min(least).max(most));
const optionalDay = z.union([z.literal("").transform(() => null), z.iso.date()]);
const visitPage = (booking: number) => ({ go: `/office/reception/${booking}` });

/** A phone as it was typed, in E.164, read as of the city's country. @throws Refusal when it is none */
async function demandPhone(typed: string): Promise<string> {
  const phone = e164(typed, (await officeCity()).timeZone);
  if (!phone) throw new Refusal("invalid", {}, "phone");
  return phone;
}

export const bookVisit = officeAction({
  name: "bookVisit", permission: "reception.book",
  input: z.object({ slot, number: text(40).optional(), name: text(300).optional(), phone: text(40).optional(), topic: text(20_000).optional(), language: z.enum(locales).default("kk"), category: code }),
  async run(actor, { slot: key, number, name, phone, topic, language, category }) {
    const made = number?.trim()
      ? await book(actor, { slot: key, caseId: await caseByNumber(actor, number) })
      : await book(actor, { slot: key, name: name ?? "", phone: phone?.trim() ? await demandPhone(phone) : null, topic: topic ?? "", language, category });
    const [words, visit] = await Promise.all([receptionWords(), readVisit(actor, made.id)]);
    const { t } = words;
    return { shown: [
      { label: t("receipt.number"), value: made.number }, ...(made.trackingCode ? [{ label: t("receipt.code"), value: made.trackingCode }] : []),
      { label: t("receipt.slot"), value: `${words.day(words.dayOf(visit.startsAt))}, ${words.time(visit.startsAt)}` },
      { label: t("receipt.to"), value: (await staffNames([visit.official])).get(visit.official) ?? "" }, { label: t("receipt.place"), value: visit.place },
    ] };
  },
});

export const bookFromCase = officeAction({
  name: "bookFromCase", permission: "reception.book",
  input: z.object({ id, slot, list: text(2000).optional() }),
  async run(actor, { id: caseId, slot: key, list }) {
    await book(actor, { slot: key, caseId });
    return { go: backTo(caseId, list) };
  },
});

export const findCallerCases = officeAction({
  name: "findCallerCases", permission: "reception.book",
  input: z.object({ phone: text(40).min(1) }),
  async run(actor, { phone }) {
    const found = await callerCases(actor, await demandPhone(phone));
    const { t, code: word } = await receptionWords();
    if (found.length === 0) return { shown: [{ label: t("book.found"), value: t("book.found.none") }] };
    return { shown: found.map((one) => ({ label: `${one.number} · ${word(`status.${one.status}` as "status.received")}`, value: one.text })) };
  },
});

export const moveBooking = officeAction({
  name: "moveBooking", permission: "reception.book",
  input: z.object({ booking: id, slot, reason: text(2000) }),
  async run(actor, input) {
    await moveVisit(actor, input);
    return visitPage(input.booking);
  },
});

export const cancelBooking = officeAction({
  name: "cancelBooking", permission: "reception.book",
  input: z.object({ booking: id, reason: text(2000) }),
  async run(actor, input) {
    await cancelVisit(actor, input);
    return visitPage(input.booking);
  },
});

export const recordVisit = officeAction({
  name: "recordVisit", permission: "reception.record",
  input: z.object({
    booking: id, result: z.enum(["solved", "promised", "unsolved", "no_show"]), note: text(20_000).default(""), department: code, kind: chosen(kinds),
    outcome: chosen(outcomes.filter((one) => one !== "terminated") as ["satisfied", "explained", "refused", "noted"]), until: optionalDay.optional().transform((day) => day ?? null),
  }),
  async run(actor, { booking, result, note, department, kind, outcome, until }) {
    if (result === "solved") {
      if (!outcome) throw new Refusal("required", {}, "outcome");
      await recordResult(actor, { booking, result, note, outcome, department });
    } else if (result === "promised") {
      if (!until) throw new Refusal("required", {}, "until");
      await recordResult(actor, { booking, result, note, until, department: department ?? "" });
    } else if (result === "unsolved") await recordResult(actor, { booking, result, note, kind });
    else await recordResult(actor, { booking, result, note });
    return visitPage(booking);
  },
});

export const settleBooking = officeAction({
  name: "settleBooking", permission: "reception.record",
  input: z.object({ booking: id, kind: chosen(kinds), department: code }),
  async run(actor, input) {
    await settleVisit(actor, input);
    return visitPage(input.booking);
  },
});

export const addReceptionHours = officeAction({
  name: "addReceptionHours", permission: "reception.manage",
  input: z.object({
    official: id, weekday: z.union([z.literal("").transform(() => null), z.enum(["1", "2", "3", "4", "5", "6", "7"]).transform(Number)]), day: optionalDay,
    starts: time, ends: time, minutes: whole(5, 240), seats: whole(1, 20), place: z.string().trim().min(1).max(300),
  }),
  async run(actor, input) {
    await addHours(actor, input);
    return { go: "/office/reception/hours" };
  },
});

export const endReceptionHours = officeAction({
  name: "endReceptionHours", permission: "reception.manage",
  input: z.object({ hours: id }),
  async run(actor, { hours }) {
    await endHours(actor, hours);
    return { go: "/office/reception/hours" };
  },
});

export const cancelReceptionDay = officeAction({
  name: "cancelReceptionDay", permission: "reception.manage",
  input: z.object({ official: id, day: z.iso.date(), reason: text(2000) }),
  async run(actor, input) {
    await setDayOff(actor, input);
    return { go: "/office/reception/hours" };
  },
});

export const restoreReceptionDay = officeAction({
  name: "restoreReceptionDay", permission: "reception.manage",
  input: z.object({ official: id, day: z.iso.date() }),
  async run(actor, input) {
    await setDayOff(actor, { ...input, reason: null });
    return { go: "/office/reception/hours" };
  },
});
