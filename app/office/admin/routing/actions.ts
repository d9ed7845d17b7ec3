"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { sayTrials } from "#app/office/admin/routing/say-trials.ts";
import { seen } from "#app/office/cases/[id]/input.ts";
import { deleteRule, moveRule, saveRule, switchRule } from "#lib/appeals/routing-rules.ts";
import { tryRules } from "#lib/appeals/routing-trial.ts";

const id = z.string().regex(/^[1-9]\d{0,14}$/).transform(Number);
const code = z.string().max(70).transform((text) => text || null);
const number = z.string().max(40).optional().transform((text) => text?.trim() || null);
const here = { go: "/office/admin/routing" };

const draft = z.object({
  category: code, district: code, channel: code, language: z.union([z.literal("").transform(() => null), z.enum(["kk", "ru", "en"])]), words: z.string().max(500),
  department: z.string().min(1), executor: z.union([z.literal("").transform(() => null), id]), instruction: z.string().max(4000),
  internalDays: z.union([z.literal("").transform(() => null), z.string().regex(/^\d{1,2}$/).transform(Number).pipe(z.number().min(1).max(60))]),
  automatic: z.literal("yes").optional().transform((said) => said === "yes"),
});

/** Saves a rule, or tries it as it is typed: then nothing is written and the form stays as it is. */
export const saveRoutingRule = officeAction({
  name: "saveRoutingRule", permission: "routing.manage",
  input: draft.extend({ id: z.union([z.literal("").transform(() => null), id]), seen, number, then: z.enum(["save", "try"]) }),
  async run(actor, { id: its, seen, number: on, then, ...typed }, locale) {
    if (then === "try") return { shown: await sayTrials(await tryRules(actor, { number: on, rule: { id: its, draft: typed } }), on, true, locale), keep: true };
    await saveRule(actor, { id: its, seen, draft: typed });
    return here;
  },
});

export const tryRoutingRules = officeAction({
  name: "tryRoutingRules", permission: "routing.manage", input: z.object({ number }),
  async run(actor, { number: on }, locale) {
    return { shown: await sayTrials(await tryRules(actor, { number: on, rule: null }), on, false, locale), keep: true };
  },
});

export const moveRoutingRule = officeAction({
  name: "moveRoutingRule", permission: "routing.manage", input: z.object({ id, seen, to: z.enum(["up", "down"]) }),
  async run(actor, input) {
    await moveRule(actor, input);
    return here;
  },
});

export const switchRoutingRule = officeAction({
  name: "switchRoutingRule", permission: "routing.manage", input: z.object({ id, seen, active: z.enum(["yes", "no"]) }),
  async run(actor, { active, ...input }) {
    await switchRule(actor, { ...input, active: active === "yes" });
    return here;
  },
});

export const deleteRoutingRule = officeAction({
  name: "deleteRoutingRule", permission: "routing.manage", input: z.object({ id, seen }),
  async run(actor, input) {
    await deleteRule(actor, input);
    return here;
  },
});
