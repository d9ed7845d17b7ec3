"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { caseId, longText, seen } from "#app/office/cases/[id]/input.ts";
import { kinds } from "#lib/appeals/status.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import { translator } from "#lib/i18n/translate.ts";
import { previewTemplate } from "#lib/templates/offer.ts";
import { saveTemplate, switchTemplate } from "#lib/templates/template.ts";

const any = z.literal("").transform(() => null);
/** "", "signal", "appeal", or an appeal of one kind: "appeal.complaint". */
const use = z.enum(["", "signal", "appeal", ...kinds.map((kind) => `appeal.${kind}` as const)]).transform((said) => {
  const [track, kind] = said.split(".");
  return { track: (track || null) as "signal" | "appeal" | null, kind: (kind ?? null) as (typeof kinds)[number] | null };
});

/** Saves a template, or fills it from a case as it is typed: then nothing is written and the form stays as it is. */
export const saveAnswerTemplate = officeAction({
  name: "saveAnswerTemplate", permission: "template.manage",
  input: z.object({
    id: z.union([any, caseId]), seen, name: z.string().min(1).max(200), language: z.enum(["kk", "ru", "en"]), use, category: z.string().max(70).transform((code) => code || null),
    outcome: z.union([any, z.enum(["satisfied", "explained", "refused", "noted"])]), text: longText.min(1), number: z.string().max(60).optional(), then: z.enum(["save", "preview"]),
  }),
  async run(actor, { then, number = "", use: { track, kind }, ...input }, locale) {
    if (then === "preview") {
      const value = await previewTemplate(actor, { text: input.text, language: input.language, number });
      return { shown: [{ label: translator(officeTemplates, locale)("preview.of", { number: number.trim() }), value }], keep: true };
    }
    const saved = await saveTemplate(actor, { ...input, track, kind });
    return { go: `/office/admin/templates?template=${saved}` };
  },
});

export const switchAnswerTemplate = officeAction({
  name: "switchAnswerTemplate", permission: "template.manage",
  input: z.object({ id: caseId, active: z.enum(["yes", "no"]) }),
  async run(actor, { id, active }) {
    await switchTemplate(actor, id, active === "yes");
    return { go: `/office/admin/templates?template=${id}` };
  },
});
