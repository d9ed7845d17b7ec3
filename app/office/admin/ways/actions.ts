"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import { translator } from "#lib/i18n/translate.ts";
import { settleThing, thingVerdicts } from "#lib/intake/dead.ts";
import { Refusal } from "#lib/errors.ts";
import { sendTest } from "#lib/outbox/manage.ts";
import { checkWay } from "#lib/ways/check.ts";
import { setWay } from "#lib/ways/manage.ts";
import type { Way } from "#lib/ways/way.ts";
import { type WayCode, wayCodes, ways } from "#lib/ways/ways.ts";

const way = z.enum(wayCodes as [WayCode, ...WayCode[]]);
const address = (code: WayCode) => `/office/admin/ways/${code}`;

export const saveWay = officeAction({
  name: "saveWay", permission: "way.manage",
  input: z.looseObject({ way, active: z.literal("on").optional() }),
  async run(actor, { way: code, active, ...typed }) {
    await setWay(actor, { code, active: active === "on", typed });
    return { go: address(code) };
  },
});

export const sendWayTest = officeAction({
  name: "sendWayTest", permission: "way.manage",
  input: z.object({ way, address: z.string().max(300) }),
  async run(actor, { way: code, address: to }, locale) {
    const { sends }: Way = ways[code];
    if (sends === undefined) throw new Refusal("waySilent");
    await sendTest(actor, { channel: sends, address: to, language: locale });
    return { go: address(code) };
  },
});

export const tryWay = officeAction({
  name: "tryWay", permission: "way.manage",
  input: z.object({ way }),
  async run(actor, { way: code }, locale) {
    const t = translator(officeWays, locale), checked = await checkWay(actor, code);
    return { shown: [{ label: t("check.result"), value: t(`check.${checked.end}`, checked) }], keep: true };
  },
});

export const settleArrival = officeAction({
  name: "settleArrival", permission: "way.manage",
  input: z.object({ thing: z.string().regex(/^[1-9]\d{0,14}$/).transform(Number), verdict: z.enum(thingVerdicts), reason: z.string().max(500).default("") }),
  async run(actor, input) {
    await settleThing(actor, input);
    return { go: "/office/admin/ways" };
  },
});
