"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import { caseId, longText, optional, reason, seen } from "#app/office/cases/[id]/input.ts";
import { backTo } from "#app/office/cases/place.ts";
import { actedAddress } from "#app/office/problems/acted.ts";
import { announceProblem, withdrawAnnouncement } from "#lib/appeals/problem-announce.ts";
import { answerProblem, assignProblem, signProblem } from "#lib/appeals/problem-answer.ts";
import { createProblem, editProblem, linkCases, switchProblem, unlinkCase } from "#lib/appeals/problem-link.ts";

const listed = <One extends z.ZodType>(one: One) => z.union([z.undefined().transform(() => []), one.transform((its) => [its]), z.array(one)]);
const code = z.string().max(70).transform((text) => text || null);
const facts = { title: z.string().max(200), category: code, district: code, department: z.string().min(1) };
/** A case as the page showed it: "id.version.seq". */
const seenCase = z.string().regex(/^[1-9]\d{0,14}\.\d{1,9}\.\d{1,9}$/).transform((text) => {
  const [id, version, seq] = text.split(".").map(Number);
  return { id: id!, seen: { version: version!, seq: seq! } };
});
/** All of a page's cases in one field, apart by spaces. */
const seenCases = z.string().max(200_000).transform((text) => text.split(" ").filter(Boolean)).pipe(z.array(seenCase));
const address = (problem: number) => `/office/problems/${problem}`;

export const openProblem = officeAction({
  name: "openProblem", permission: "problem.manage", input: z.object({ ...facts, cases: listed(caseId) }),
  async run(actor, input) {
    return { go: address(await createProblem(actor, input)) };
  },
});

export const joinProblem = officeAction({
  name: "joinProblem", permission: "problem.manage",
  input: z.object({ problem: caseId, id: caseId.optional(), number: optional, list: z.string().max(2000).optional() }),
  async run(actor, { problem, id, number, list }) {
    await linkCases(actor, { problem, cases: id === undefined ? [] : [id], number: number ?? null });
    return { go: id === undefined ? address(problem) : backTo(id, list) };
  },
});

export const leaveProblem = officeAction({
  name: "leaveProblem", permission: "problem.manage", input: z.object({ problem: caseId, entry: caseId }),
  async run(actor, { problem, entry }) {
    await unlinkCase(actor, { problem, case: entry });
    return { go: address(problem) };
  },
});

export const changeProblem = officeAction({
  name: "changeProblem", permission: "problem.manage", input: z.object({ problem: caseId, seen, ...facts }),
  async run(actor, input) {
    await editProblem(actor, input);
    return { go: address(input.problem) };
  },
});

export const closeProblem = officeAction({
  name: "closeProblem", permission: "problem.manage", input: z.object({ problem: caseId, seen, open: z.enum(["yes", "no"]) }),
  async run(actor, { open, ...input }) {
    await switchProblem(actor, { ...input, open: open === "yes" });
    return { go: address(input.problem) };
  },
});

export const assignProblemCases = officeAction({
  name: "assignProblemCases", permission: "case.assign",
  input: z.object({ problem: caseId, cases: seenCases, instruction: reason, internalDue: z.union([z.literal("").transform(() => null), z.iso.date()]) }),
  async run(actor, input) {
    return { go: actedAddress(input.problem, "assign", await assignProblem(actor, input)) };
  },
});

export const answerProblemCases = officeAction({
  name: "answerProblemCases", permission: "case.work",
  input: z.object({
    problem: caseId, seen, cases: seenCases, text_kk: longText.optional(), text_ru: longText.optional(), text_en: longText.optional(), then: z.enum(["keep", "send"]),
    outcome: z.union([z.literal("").transform(() => null), z.enum(["satisfied", "explained", "refused", "noted"])]).optional().transform((said) => said ?? null),
  }),
  async run(actor, { text_kk, text_ru, text_en, ...input }) {
    const texts = { ...(text_kk === undefined ? {} : { kk: text_kk }), ...(text_ru === undefined ? {} : { ru: text_ru }), ...(text_en === undefined ? {} : { en: text_en }) };
    const acted = await answerProblem(actor, { ...input, texts });
    return { go: input.then === "keep" ? address(input.problem) : actedAddress(input.problem, "answer", acted) };
  },
});

export const signProblemCases = officeAction({
  name: "signProblemCases", permission: "case.sign", input: z.object({ problem: caseId, cases: listed(seenCase) }),
  async run(actor, input) {
    return { go: actedAddress(input.problem, "sign", await signProblem(actor, input)) };
  },
});

const announcedText = z.string().max(1000);
export const announce = officeAction({
  name: "announce", permission: "problem.manage",
  input: z.object({ problem: caseId, seen, text_kk: announcedText, text_ru: announcedText, text_en: announcedText, day: z.iso.date(), time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }),
  async run(actor, { text_kk: kk, text_ru: ru, text_en: en, ...input }) {
    await announceProblem(actor, { ...input, texts: { kk, ru, en } });
    return { go: address(input.problem) };
  },
});

export const endAnnouncement = officeAction({
  name: "endAnnouncement", permission: "problem.manage", input: z.object({ problem: caseId, seen }),
  async run(actor, input) {
    await withdrawAnnouncement(actor, input);
    return { go: address(input.problem) };
  },
});
