import type { Field, Option, Submit } from "#app/office/_parts/field.ts";
import type { Context } from "#app/office/cases/context.ts";
import { answerCase, assignCase, changeCaseStatus, classifyCase, decideAct, proposeAct } from "#app/office/cases/[id]/actions.ts";
import type { FormAction } from "#app/_server/form-state.ts";
import { latestExtension } from "#lib/appeals/deadlines.ts";
import type { Reference } from "#lib/appeals/reference.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Act, acts, extendable, grounds, kinds, outcomes, stepsFrom, terminableKinds } from "#lib/appeals/status.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import { locales } from "#lib/i18n/locale.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

/** `available: false`: not possible now; it is drawn for what may have been typed into it before the case changed. */
export type CaseForm = { key: string; title: string; open: boolean; available?: boolean; action: FormAction; fields: Field[]; submits: Submit[] };
type Making = { context: Context; actor: Actor; view: CaseView; executors: { id: number; name: string }[]; carried: Field[] };

const optionsOf = (context: Context, list: keyof Reference): Option[] =>
  context.reference[list].map((one) => ({ value: one.code, label: `${one.parent ? "· " : ""}${context.named(list, one.code)!.text}` }));

function statusForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c, code } = context;
  // Sending to approval and answering a signal are the answer form's buttons.
  const steps = stepsFrom(view.track, view.status).filter((step) => step.via === "status" && may(actor, step.by) && !(step.needs.includes("answer") && view.status === "in_work"));
  if (steps.length === 0) return null;
  const only = (need: "kind" | "term" | "target" | "reason") => steps.filter((step) => step.needs.includes(need)).map((step) => step.to);
  const extra: Field[] = [];
  if (only("kind").length > 0) extra.push({ kind: "select", name: "kind", label: c("form.kind"), empty: context.t("choose"), value: view.kind ?? "", required: true, options: kinds.map((kind) => ({ value: kind, label: code("kind", kind) })), only: only("kind") });
  if (only("term").length > 0) extra.push({ kind: "date", name: "term", label: c("form.term"), required: true, only: only("term") });
  if (only("target").length > 0) extra.push({ kind: "text", name: "target", label: c("form.target"), required: true, only: only("target") });
  if (only("reason").length > 0) extra.push({ kind: "area", name: "reason", label: c("form.reason"), required: true, only: only("reason") });
  const ownWork = view.status === "assigned" || view.status === "hearing" || view.status === "on_approval";
  return {
    key: "status", title: c("form.status"), open: ownWork || view.status === "received", action: changeCaseStatus, submits: [{ label: c("form.status.submit") }],
    fields: [...carried, { kind: "choice", name: "to", label: c("form.status.to"), required: true, options: steps.map((step) => ({ value: step.to, label: code("status", step.to) })) }, ...extra],
  };
}

function assignForm({ context, actor, view, executors, carried }: Making): CaseForm | null {
  const { c } = context;
  const first = stepsFrom(view.track, view.status).some((step) => step.via === "assign");
  if (!may(actor, "case.assign") || !(first || ["assigned", "in_work", "hearing"].includes(view.status))) return null;
  const own = scopeOf(actor) ? actor.department : null;
  const movable = first || view.status === "assigned";
  const departments = optionsOf(context, "department").filter((one) => (own ? one.value === own : movable || one.value === view.department));
  // Executors are offered once a department has the case; before that the department chooses.
  return {
    key: "assign", title: c("form.assign"), open: first, action: assignCase, submits: [{ label: c("form.assign.submit") }],
    fields: [...carried,
      { kind: "select", name: "department", label: c("department"), empty: context.t("choose"), required: true, value: view.department ?? context.reference.department.find((one) => one.code === own)?.code ?? "", options: departments },
      ...(executors.length > 0 ? [{ kind: "select", name: "executor", label: c("executor"), empty: c("form.executor.none"), value: view.executor === null ? "" : String(view.executor), options: executors.map((one) => ({ value: String(one.id), label: one.name })) } satisfies Field] : []),
      { kind: "area", name: "reason", label: c("form.reason"), rows: 2 }],
  };
}

function answerForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c, code } = context;
  if (view.status !== "in_work" || !may(actor, "case.work")) return null;
  const language = view.draft?.language ?? view.language;
  return {
    key: "answer", title: c("form.answer"), open: true, action: answerCase,
    submits: [{ label: c(view.track === "appeal" ? "form.answer.approve" : "form.answer.send"), name: "then", value: "send" }, { label: c("form.answer.keep"), name: "then", value: "keep", quiet: true }],
    fields: [...carried,
      { kind: "area", name: "text", label: c("form.answer.text"), hint: c("form.answer.hint"), rows: 8, value: view.draft?.text ?? "", lang: language, required: true },
      { kind: "choice", name: "outcome", label: c("form.answer.outcome"), value: view.draft?.outcome ?? "", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: code("outcome", one) })) },
      { kind: "select", name: "language", label: c("form.answer.language"), value: language, options: locales.map((one) => ({ value: one, label: { kk: "қазақша", ru: "русский", en: "English" }[one] })) }],
  };
}

function classifyForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  if (!may(actor, "case.classify")) return null;
  return {
    key: "classify", title: c("form.classify"), open: view.category === null && view.closedAt === null, action: classifyCase, submits: [{ label: c("form.classify.submit") }],
    fields: [...carried,
      { kind: "select", name: "category", label: c("category"), empty: c("unknown"), value: view.category ?? "", options: optionsOf(context, "category") },
      { kind: "select", name: "district", label: c("district"), empty: c("unknown"), value: view.district ?? "", options: optionsOf(context, "district") }],
  };
}

function proposeForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  if (!may(actor, "act.propose") || view.proposal) return null;
  const possible = (act: Act) => (act === "extend"
    ? view.track === "appeal" && view.kind !== "complaint" && !view.extendedAt && view.dueAt !== null && extendable.includes(view.status)
    : stepsFrom(view.track, view.status).some((step) => step.via === act) && (act !== "terminate" || terminableKinds.includes(view.kind ?? "")));
  const open = acts.filter(possible);
  if (open.length === 0) return null;
  const offered: Record<Act, Field[]> = {
    return: [],
    terminate: [{ kind: "select", name: "ground", label: c("form.ground"), empty: context.t("choose"), required: true, options: grounds.map((one) => ({ value: one, label: c(`ground.${one}`) })), only: ["terminate"] }],
    extend: [{ kind: "date", name: "until", label: c("form.until"), required: true, value: latestExtension(context.clock, context.now), only: ["extend"] }],
    redirect: [{ kind: "text", name: "to", label: c("form.to"), required: true, only: ["redirect"] }, { kind: "area", name: "part", label: c("form.part"), hint: c("form.part.hint"), only: ["redirect"] }],
  };
  return {
    key: "propose", title: c("form.propose"), open: false, action: proposeAct, submits: [{ label: c("form.propose.submit") }],
    fields: [...carried, { kind: "choice", name: "act", label: c("form.propose.act"), required: true, options: open.map((act) => ({ value: act, label: c(`act.${act}`) })) },
      ...open.flatMap((act) => offered[act]), { kind: "area", name: "reason", label: c("form.reason"), required: true }],
  };
}

function decideForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  const made = view.proposal;
  if (!made || made.proposedBy === actor.id || !may(actor, made.act === "extend" ? "act.decide.extend" : "act.decide")) return null;
  return {
    key: "decide", title: c("form.decide", { act: c(`act.${made.act}`) }), open: true, action: decideAct,
    submits: [{ label: c("form.decide.accept"), name: "accept", value: "yes" }, { label: c("form.decide.reject"), name: "accept", value: "no", quiet: true }],
    fields: [...carried, { kind: "hidden", name: "proposal", value: String(made.id) }, { kind: "area", name: "reason", label: c("form.decide.reason"), hint: c("form.decide.reason.hint") }],
  };
}

/** The forms this official may use on this case as it stands; commands judge again. */
export function caseForms(making: Omit<Making, "carried">, list: string): CaseForm[] {
  const { view } = making;
  const carried: Field[] = [
    { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "seen", value: `${view.version}.${view.seq}` }, { kind: "hidden", name: "list", value: list },
  ];
  const { c } = making.context;
  const all: [string, string, FormAction, (making: Making) => CaseForm | null][] = [
    ["decide", c("form.propose"), decideAct, decideForm], ["answer", c("form.answer"), answerCase, answerForm], ["assign", c("form.assign"), assignCase, assignForm],
    ["status", c("form.status"), changeCaseStatus, statusForm], ["classify", c("form.classify"), classifyCase, classifyForm], ["propose", c("form.propose"), proposeAct, proposeForm],
  ];
  return all.map(([key, title, action, make]) => make({ ...making, carried }) ?? { key, title, action, open: false, available: false, fields: [], submits: [] });
}
