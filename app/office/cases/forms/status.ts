import type { Field } from "#app/office/_parts/field.ts";
import { changeCaseStatus } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { appealDeadline, deadlineRule, registrationDay, sideTerms } from "#lib/appeals/deadlines.ts";
import { kinds, stepsFrom } from "#lib/appeals/status.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

export function statusForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c, code, clock, now, locale } = context, w = translator(officeTerms, locale);
  // What the law would give each kind that were registered now.
  const answerBy = (kind: (typeof kinds)[number]) => w("hint.register", {
    kind: code("kind", kind), day: context.day(appealDeadline(clock, kind, now).dueAt), article: deadlineRule(kind, registrationDay(clock, now)).reference,
  });
  const latest = view.dueAt && view.dueAt > now ? cityDay(view.dueAt, clock.timeZone) : null, { article } = sideTerms.conformity;
  const termHint = latest ? w("hint.term", { day: formatDay(locale, latest), article }) : w("hint.term.free", { article });
  // Sending to approval and answering a signal are the answer form's buttons; the signature has a form of its own.
  const steps = stepsFrom(view.track, view.status).filter((step) => step.via === "status" && may(actor, step.by) && step.by !== "case.sign" && !(step.needs.includes("answer") && view.status === "in_work"));
  if (steps.length === 0) return null;
  const only = (need: "kind" | "term" | "target" | "reason") => steps.filter((step) => step.needs.includes(need)).map((step) => step.to);
  const extra: Field[] = [];
  if (only("kind").length > 0) extra.push({ kind: "select", name: "kind", label: c("form.kind"), empty: context.t("choose"), value: view.kind ?? "", required: true, options: kinds.map((kind) => ({ value: kind, label: answerBy(kind) })), only: only("kind") });
  if (only("term").length > 0) extra.push({ kind: "date", name: "term", label: c("form.term"), hint: termHint, required: true, only: only("term") });
  if (only("target").length > 0) extra.push({ kind: "text", name: "target", label: c("form.target"), required: true, only: only("target") });
  if (only("reason").length > 0) extra.push({ kind: "area", name: "reason", label: c("form.reason"), required: true, only: only("reason") });
  const ownWork = view.status === "assigned" || view.status === "hearing" || view.status === "on_approval";
  return {
    key: "status", title: c("form.status"), open: ownWork || view.status === "received", action: changeCaseStatus, submits: [{ label: c("form.status.submit") }],
    fields: [...carried, { kind: "choice", name: "to", label: c("form.status.to"), keys: "t", required: true, options: steps.map((step) => ({ value: step.to, label: code("status", step.to) })) }, ...extra],
  };
}
