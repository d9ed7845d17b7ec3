import { outcomes, type Status, statuses } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import type { Permission } from "#lib/permissions.ts";

export { outcomes, statuses };

export type Track = "signal" | "appeal";
/** Acts that need a second person: one official proposes, another decides. */
export const acts = ["return", "terminate", "extend", "redirect"] as const;
export type Act = (typeof acts)[number];

/** What a registered appeal may be (art. 76, 87, 99). */
export const kinds = ["application", "complaint", "message", "proposal", "response", "request"] as const satisfies readonly AppealKind[];

/** What a step can't be taken without. `answer`: a draft with its outcome; `target`: the case it is merged into. */
export type Need = "reason" | "kind" | "department" | "term" | "target" | "answer";

export type Step = {
  track: Track;
  from: Status;
  to: Status;
  by: Permission;
  /** The form that takes it: the plain status form, the assignment, its return, or a decided act. */
  via: "status" | "assign" | "send_back" | Act;
  needs: readonly Need[];
  /** Signing: whoever wrote the answer may not take this step. */
  notAuthor?: true;
};

type Rest = Omit<Step, "track" | "from" | "to">;
const steps = (track: Track, from: readonly Status[], to: Status, rest: Rest): Step[] => from.map((one) => ({ track, from: one, to, ...rest }));
const plain = (by: Permission, ...needs: Need[]): Rest => ({ by, via: "status", needs });
const assigning: Rest = { by: "case.assign", via: "assign", needs: ["department"] };
/** Given to the wrong department, which says so itself. */
const sendingBack: Rest = { by: "case.work", via: "send_back", needs: ["reason"] };
const decided = (act: Act): Rest => ({ by: "act.decide", via: act, needs: ["reason"] });

/** The workflow (casework.md, States). What is not here can't happen. */
export const workflow: readonly Step[] = [
  // A signal: informal, no signature; from any of its states it may be registered.
  ...steps("signal", ["received", "reopened"], "assigned", assigning),
  // casework.md has the way back for appeals only; issue 3 wants it for every assignment, so a signal goes back to the inbox.
  ...steps("signal", ["assigned"], "received", sendingBack),
  ...steps("signal", ["assigned"], "in_work", plain("case.work")),
  ...steps("signal", ["in_work"], "answered", plain("case.work", "answer")),
  ...steps("signal", ["received", "assigned", "in_work", "answered", "reopened"], "registered", plain("case.register", "kind")),
  ...steps("signal", ["answered"], "reopened", plain("case.reopen", "reason")),
  ...steps("signal", ["received", "assigned", "in_work", "reopened"], "withdrawn", plain("case.withdraw", "reason")),
  // For signals only: a registered appeal can't vanish.
  ...steps("signal", ["received", "assigned", "in_work"], "spam", plain("case.discard", "reason")),
  ...steps("signal", ["received", "assigned", "in_work"], "merged", plain("case.discard", "target")),

  // A registered appeal.
  ...steps("appeal", ["received"], "registered", plain("case.register", "kind")),
  ...steps("appeal", ["registered", "reopened"], "assigned", assigning),
  ...steps("appeal", ["registered"], "needs_conformity", plain("case.register", "reason", "term")),
  ...steps("appeal", ["needs_conformity"], "registered", plain("case.register")),
  ...steps("appeal", ["assigned"], "registered", sendingBack),
  ...steps("appeal", ["assigned", "hearing"], "in_work", plain("case.work")),
  ...steps("appeal", ["in_work"], "hearing", plain("case.work", "reason")),
  ...steps("appeal", ["in_work"], "on_approval", plain("case.work", "answer")),
  ...steps("appeal", ["on_approval"], "answered", { ...plain("case.sign", "answer"), notAuthor: true }),
  ...steps("appeal", ["on_approval"], "in_work", plain("case.sign", "reason")),
  ...steps("appeal", ["answered"], "reopened", plain("case.reopen", "reason")),
  ...steps("appeal", ["received", "registered", "needs_conformity", "assigned", "in_work", "hearing", "on_approval", "reopened"], "withdrawn", plain("case.withdraw", "reason")),
  ...steps("appeal", ["registered", "assigned"], "redirected", decided("redirect")),
  ...steps("appeal", ["registered", "needs_conformity"], "returned", decided("return")),
  ...steps("appeal", ["registered", "in_work"], "terminated", decided("terminate")),
];

export const closedStatuses: readonly Status[] = ["answered", "redirected", "returned", "terminated", "withdrawn", "merged", "spam"];

/** Where an applicant may take his case himself: back, and to be looked at again when the answer didn't solve it (docs/decisions/0024-own-words.md). */
export const applicantsOwn: readonly Status[] = ["withdrawn", "reopened"];

export const stepsFrom = (track: Track, from: Status): Step[] => workflow.filter((step) => step.track === track && step.from === from);

export const findStep = (track: Track, from: Status, to: Status, via: Step["via"]): Step | undefined =>
  workflow.find((step) => step.track === track && step.from === from && step.to === to && step.via === via);

/** States of an appeal in which its deadline may be extended: the clock runs and nothing is decided. */
export const extendable: readonly Status[] = ["registered", "assigned", "in_work", "hearing", "on_approval", "reopened"];

/** Where an act leads; an extension leads nowhere, it moves the deadline. */
export const actLeadsTo: Record<Act, Status | null> = { return: "returned", terminate: "terminated", extend: null, redirect: "redirected" };

/** Grounds on which a simplified kind may be terminated (art. 88). */
export const grounds = ["repeat", "no_author", "no_substance", "withdrawn"] as const;
export type Ground = (typeof grounds)[number];
export const terminableKinds: readonly string[] = ["message", "proposal", "response", "request"];
