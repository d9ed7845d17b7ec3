"use server";
import { z } from "zod";
import { officeAction } from "#app/_server/action.ts";
import type { Result } from "#app/_server/perform.ts";
import { backTo } from "#app/office/cases/place.ts";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { assign } from "#lib/appeals/assign.ts";
import { addPart, contribute, insertPart, removePart } from "#lib/appeals/co-executor.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { classify } from "#lib/appeals/classify.ts";
import { decide } from "#lib/appeals/decide.ts";
import { propose } from "#lib/appeals/propose.ts";
import { sendBack } from "#lib/appeals/send-back.ts";
import { signAnswer } from "#lib/appeals/sign.ts";
import { acts, grounds, kinds, statuses } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import { officeCase } from "#lib/i18n/areas/office-case.ts";
import { translator } from "#lib/i18n/translate.ts";
import { callersOf } from "#lib/intake/call/callers.ts";
import { insertTemplate } from "#lib/templates/offer.ts";
import { caseForm, caseId, longText, optional, optionalDay, reason } from "./input.ts";

const back = (id: number, list: string | undefined) => ({ go: backTo(id, list) });

export const changeCaseStatus = officeAction({
  name: "changeCaseStatus", permission: "case.read",
  input: caseForm({
    to: z.enum(statuses), reason: reason.optional(), target: optional, term: optionalDay,
    kind: z.union([z.literal("").transform(() => undefined), z.enum(kinds)]).optional(),
  }),
  async run(actor, { list, ...input }) {
    await changeStatus(actor, input);
    return back(input.id, list);
  },
});

export const assignCase = officeAction({
  name: "assignCase", permission: "case.assign",
  input: caseForm({
    department: z.string().min(1), executor: z.union([z.literal("").transform(() => null), caseId]).optional(), reason: reason.optional(),
    instruction: reason.optional(), internalDue: z.union([z.literal("").transform(() => null), z.iso.date()]).optional(),
  }),
  async run(actor, { list, ...input }) {
    await assign(actor, input);
    return back(input.id, list);
  },
});

export const sendBackCase = officeAction({
  name: "sendBackCase", permission: "case.work",
  input: caseForm({ reason, suggested: optional }),
  async run(actor, { list, ...input }) {
    await sendBack(actor, input);
    // The case is nobody's now: for its department it doesn't exist any more.
    return { go: "/office/cases" };
  },
});

/** A department's code, or an official of it: "roads", "roads/12". */
const coExecutor = z.string().regex(/^[a-z0-9][a-z0-9_-]*(\/[1-9]\d{0,14})?$/).transform((text) => {
  const [department, staff] = text.split("/");
  return { department: department!, staff: staff === undefined ? null : Number(staff) };
});

export const addCoExecutor = officeAction({
  name: "addCoExecutor", permission: "case.assign",
  input: caseForm({ to: coExecutor, task: reason.min(1), internalDue: z.iso.date() }),
  async run(actor, { list, to, ...input }) {
    await addPart(actor, { ...input, ...to });
    return back(input.id, list);
  },
});

export const removeCoExecutor = officeAction({
  name: "removeCoExecutor", permission: "case.assign",
  input: caseForm({ entry: caseId }),
  async run(actor, { list, ...input }) {
    await removePart(actor, input);
    return back(input.id, list);
  },
});

export const contributePart = officeAction({
  name: "contributePart", permission: "case.contribute",
  input: caseForm({ entry: caseId, text: longText }),
  async run(actor, { list, ...input }) {
    await contribute(actor, input);
    return back(input.id, list);
  },
});

export const classifyCase = officeAction({
  name: "classifyCase", permission: "case.classify",
  input: caseForm({ category: z.string().transform((code) => code || null), district: z.string().transform((code) => code || null) }),
  async run(actor, { list, ...input }) {
    await classify(actor, input);
    return back(input.id, list);
  },
});

/** "12.3": a template and the version of it that was offered. */
const templateVersion = z.string().regex(/^[1-9]\d{0,14}\.[1-9]\d{0,8}$/).transform((text) => {
  const [id, version] = text.split(".").map(Number);
  return { id: id!, version: version! };
});
const noTemplate = z.literal("").transform(() => null);

export const answerCase = officeAction({
  name: "answerCase", permission: "case.work",
  input: caseForm({
    text: longText, language: z.enum(["kk", "ru", "en"]), then: z.enum(["keep", "send", "insert", "part"]),
    outcome: z.union([z.literal("").transform(() => null), z.enum(["satisfied", "explained", "refused", "noted"])]).optional().transform((one) => one ?? null),
    coPart: z.union([z.literal("").transform(() => null), caseId]).optional(),
    template: z.union([noTemplate, templateVersion]).optional(), begunWith: z.union([noTemplate, templateVersion]).optional(),
  }),
  async run(actor, { list, then, template, coPart, ...input }): Promise<Result> {
    if (then === "part") {
      if (!coPart) throw new Refusal("required", {}, "coPart");
      return { fill: { text: await insertPart(actor, input.id, coPart, input.text), coPart: "" }, focus: "text" };
    }
    if (then === "insert") {
      if (!template) throw new Refusal("required", {}, "template");
      const { text, language, outcome } = await insertTemplate(actor, input.id, template, input.text);
      const chosen = input.outcome ?? outcome;
      return { fill: { text, language, template: "", begunWith: `${template.id}.${template.version}`, ...(chosen ? { outcome: chosen } : {}) }, focus: "text" };
    }
    await writeAnswer(actor, { ...input, then });
    return back(input.id, list);
  },
});

export const signCaseAnswer = officeAction({
  name: "signCaseAnswer", permission: "case.sign",
  input: caseForm({ draft: caseId, sign: z.enum(["yes", "no"]), reason: reason.optional() }),
  async run(actor, { list, sign, reason: why, ...input }) {
    await signAnswer(actor, { ...input, sign: sign === "yes", reason: why ?? "" });
    return back(input.id, list);
  },
});

export const proposeAct = officeAction({
  name: "proposeAct", permission: "act.propose",
  input: caseForm({ act: z.enum(acts), reason, until: optionalDay, to: optional, part: longText.optional(), ground: z.union([z.literal("").transform(() => undefined), z.enum(grounds)]).optional() }),
  async run(actor, { list, id, seen, act, reason: why, until, to, part, ground }) {
    const detail = { extend: { until }, redirect: { to, part }, terminate: { ground }, return: {} }[act];
    await propose(actor, { id, seen, act, reason: why, detail: JSON.parse(JSON.stringify(detail)) });
    return back(id, list);
  },
});

export const decideAct = officeAction({
  name: "decideAct", permission: "act.decide",
  input: caseForm({ proposal: caseId, accept: z.enum(["yes", "no"]), reason: reason.optional() }),
  async run(actor, { list, accept, reason: why, ...input }) {
    await decide(actor, { ...input, accept: accept === "yes", reason: why ?? "" });
    return back(input.id, list);
  },
});

export const showApplicant = officeAction({
  name: "showApplicant", permission: "applicant.look",
  input: z.object({ id: caseId }),
  async run(actor, { id }, locale) {
    const found = await lookAtApplicant(actor, id), callers = await callersOf(actor, id);
    const t = translator(officeCase, locale);
    return { shown: [
      ...(["name", "phone", "email", "address"] as const).map((key) => ({ label: t(`applicant.${key}`), value: found[key] ?? t("none") })),
      ...callers.map((caller) => ({ label: t("applicant.caller"), value: [caller.name, caller.phone].filter(Boolean).join(", ") })),
    ] };
  },
});
