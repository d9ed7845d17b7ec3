"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { caseId } from "#app/office/cases/[id]/input.ts";
import { officeAddress } from "#app/office/_parts/address.ts";
import { filterOfQuery, viewAddress } from "#app/office/cases/query.ts";
import { searchApplicants } from "#lib/appeals/applicant-search.ts";
import { type BatchAct, type Chosen, runBatch, undoBatch } from "#lib/appeals/batch.ts";
import { deleteView, renameView, saveView } from "#lib/appeals/saved-view.ts";
import { kinds } from "#lib/appeals/status.ts";

const list = z.string().max(2000).default("");
const backTo = (query: string) => ({ go: viewAddress({ ...filterOfQuery(query), after: undefined }) });

/** By name or phone: not in the address, where it would stay in histories and logs. */
export const findApplicant = officeAction({
  name: "findApplicant", permission: "applicant.look",
  input: z.object({ applicant: z.string().trim().min(1).max(200) }),
  async run(actor, { applicant }) {
    return { go: officeAddress("/office/cases", { people: await searchApplicants(actor, applicant) }) };
  },
});

export const keepView = officeAction({
  name: "keepView", permission: "case.read", input: z.object({ name: z.string().max(200), list }),
  async run(actor, input) {
    await saveView(actor, { name: input.name, query: input.list });
    return backTo(input.list);
  },
});

export const changeView = officeAction({
  name: "changeView", permission: "case.read", input: z.object({ view: caseId, name: z.string().max(200), then: z.enum(["rename", "delete"]), list }),
  async run(actor, input) {
    if (input.then === "delete") await deleteView(actor, input.view);
    else await renameView(actor, input.view, input.name);
    return backTo(input.list);
  },
});

/** A ticked case as its box carries it: id, version and newest event when the list was drawn. */
const ticked = z.string().regex(/^[1-9]\d{0,14}\.\d{1,9}\.\d{1,9}$/).transform((text): Chosen => {
  const [id, version, seq] = text.split(".").map(Number);
  return { id: id!, seen: { version: version!, seq: seq! } };
});
const code = z.string().max(100).default("").transform((text) => text || null);
const Many = z.object({
  case: z.union([ticked.transform((one) => [one]), z.array(ticked)]).default([]), list,
  act: z.enum(["assign", "classify", "register"]), department: code, executor: z.union([z.literal("").transform(() => null), caseId]).default(null), category: code, district: code,
  kind: z.union([z.literal("").transform(() => undefined), z.enum(kinds)]).optional(), confirm: z.string().optional(),
}).superRefine((given, check) => {
  const missing = given.act === "assign" && !given.department ? "department" : given.act === "register" && !given.kind ? "kind" : null;
  if (missing) check.addIssue({ code: "custom", path: [missing] });
});

export const changeMany = officeAction({
  name: "changeMany", permission: "case.classify", input: Many,
  async run(actor, { case: chosen, list: query, act, department, executor, category, district, kind, confirm }) {
    const input: BatchAct = act === "assign" ? { act, department: department!, executor } : act === "classify" ? { act, category, district } : { act, kind: kind!, confirmed: confirm === "yes" };
    return { go: officeAddress(`/office/cases/batch/${await runBatch(actor, input, chosen)}`, { list: query }) };
  },
});

export const takeBack = officeAction({
  name: "takeBack", permission: "case.classify", input: z.object({ batch: caseId, list }),
  async run(actor, input) {
    await undoBatch(actor, input.batch);
    return { go: officeAddress(`/office/cases/batch/${input.batch}`, { list: input.list }) };
  },
});
