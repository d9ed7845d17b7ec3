"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { callWords, earlierLine, spelled } from "#app/office/call/words.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { readReference } from "#lib/appeals/reference.ts";
import { Refusal } from "#lib/errors.ts";
import { locales, nameFor, type Names } from "#lib/i18n/locale.ts";
import { meant } from "#lib/intake/call/by-letters.ts";
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
    const words = await callWords(), { t, city, locale } = words;
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
    const called = ({ names }: { names: Names }) => nameFor(locale, names, city.language).text;
    const chosen = (field: "category" | "district") => {
      if (!typed[field]) return null;
      const [one, ...others] = meant(reference[field], typed[field]);
      if (!one) throw new Refusal("noneMeant", {}, field);
      if (others.length > 0) throw new Refusal("severalMeant", { names: [one, ...others].slice(0, 6).map((each) => `«${called(each)}»`).join(", ") }, field);
      return one;
    };
    const category = chosen("category"), district = chosen("district");
    const other = { name: typed.forName, phone: number("forPhone") };
    const receipt = await takeCall(actor, {
      caller: { name: typed.name, phone }, concerned: other.name ?? other.phone ? other : null, way: typed.way, language: typed.language, text: typed.text, category: category?.code ?? null, district: district?.code ?? null, number: typed.number,
    });
    if (receipt.trackingCode === null) return { shown: [{ label: t("receipt.added"), value: receipt.number }] };
    return { shown: [
      { label: t("receipt.number"), value: receipt.number }, { label: t("receipt.code"), value: receipt.trackingCode }, { label: t("receipt.spelled"), value: spelled(receipt.trackingCode, t("letters")) },
      // What a few letters were taken for.
      ...[category && { label: t("category"), value: called(category) }, district && { label: t("district"), value: called(district) }].filter((one) => one !== null),
    ] };
  },
});
