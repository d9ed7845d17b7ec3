"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { callWords, earlierLine, spelled } from "#app/office/call/words.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { Refusal } from "#lib/errors.ts";
import { locales } from "#lib/i18n/locale.ts";
import { codeByLetters } from "#lib/intake/call/by-letters.ts";
import { earlierCases } from "#lib/intake/call/earlier.ts";
import { callWays, takeCall } from "#lib/intake/call/take.ts";

const text = (most: number) => z.string().trim().max(most).default("").transform((typed) => typed || null);

export const takePhoneCall = officeAction({
  name: "takePhoneCall", permission: "call.take",
  input: z.object({
    phone: text(40), name: text(300), forPhone: text(40), forName: text(300), category: text(300), district: text(300), number: text(40), text: z.string().max(20_000).default(""),
    language: z.enum(locales).default("kk"), way: z.union([z.literal("").transform(() => null), z.enum(callWays)]).default(null), then: z.enum(["save", "find"]).default("save"),
  }),
  async run(actor, typed) {
    const words = await callWords(), { t, city } = words;
    const number = (field: "phone" | "forPhone") => {
      const written = typed[field], phone = written && e164(written, city.timeZone);
      if (written && !phone) throw new Refusal("invalid", {}, field);
      return phone || null;
    };
    const phone = number("phone");
    if (typed.then === "find") {
      if (!phone) throw new Refusal("required", {}, "phone");
      const found = (await earlierCases(actor, phone)).map((one) => earlierLine(one, words));
      const shown = found.map((one) => ({ label: [one.number, one.about, one.name].filter(Boolean).join(" · "), value: one.text || "…" }));
      return { shown: shown.length > 0 ? shown : [{ label: t("earlier"), value: t("earlier.none") }], keep: true };
    }
    const reference = await readReference();
    const code = (field: "category" | "district") => {
      const written = typed[field], found = written && codeByLetters(reference[field], written);
      if (written && !found) throw new Refusal("invalid", {}, field);
      return found || null;
    };
    const other = { name: typed.forName, phone: number("forPhone") };
    const receipt = await takeCall(actor, {
      caller: { name: typed.name, phone }, concerned: other.name ?? other.phone ? other : null, way: typed.way, language: typed.language, text: typed.text, category: code("category"), district: code("district"), number: typed.number,
    });
    if (receipt.trackingCode === null) return { shown: [{ label: t("receipt.added"), value: receipt.number }] };
    return { shown: [{ label: t("receipt.number"), value: receipt.number }, { label: t("receipt.code"), value: receipt.trackingCode }, { label: t("receipt.spelled"), value: spelled(receipt.trackingCode, t("letters")) }] };
  },
});
