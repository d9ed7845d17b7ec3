import type { Field } from "#app/office/_parts/field.ts";
import { proposeAct } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { conformityDay, latestExtension, redirectDay, returnDay, sideTerms } from "#lib/appeals/deadlines.ts";
import { type Act, acts, extendable, grounds, stepsFrom, terminableKinds } from "#lib/appeals/status.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** Until when each act is in its term and by which article; what the law leaves open has no hint. */
function termHints({ context, view }: Making): Partial<Record<Act, string>> {
  const { clock, now, locale } = context, w = translator(officeTerms, locale);
  const day = (iso: string) => formatDay(locale, iso), today = cityDay(now, clock.timeZone);
  const redirect = redirectDay(clock, view.registeredAt ?? view.receivedAt);
  return {
    extend: w("hint.extend", { day: day(latestExtension(clock, now)), article: sideTerms.extension.article }),
    redirect: w(redirect < today ? "hint.redirect.late" : "hint.redirect", { day: day(redirect), article: sideTerms.redirect.article }),
    ...(view.status === "needs_conformity" && view.conformityUntil ? { return: w("hint.return", { day: day(returnDay(clock, view.conformityUntil)), article: sideTerms.return.article }) } : {}),
  };
}

export function proposeForm(making: Making): CaseForm | null {
  const { context, actor, view, carried } = making;
  const { c, clock, now } = context;
  if (!may(actor, "act.propose") || view.proposal) return null;
  const waits = view.status === "needs_conformity" && view.conformityUntil !== null && conformityDay(clock, view.conformityUntil) >= cityDay(now, clock.timeZone);
  const possible = (act: Act) => (act === "extend"
    ? view.track === "appeal" && view.kind !== "complaint" && !view.extendedAt && view.dueAt !== null && view.dueAt >= now && extendable.includes(view.status)
    : !(act === "return" && waits) && stepsFrom(view.track, view.status).some((step) => step.via === act) && (act !== "terminate" || terminableKinds.includes(view.kind ?? "")));
  const open = acts.filter(possible);
  if (open.length === 0) return null;
  const hints = termHints(making), hint = (act: Act) => (hints[act] ? { hint: hints[act] } : {});
  const offered: Record<Act, Field[]> = {
    return: [],
    terminate: [{ kind: "select", name: "ground", label: c("form.ground"), empty: context.t("choose"), required: true, options: grounds.map((one) => ({ value: one, label: c(`ground.${one}`) })), only: ["terminate"] }],
    extend: [{ kind: "date", name: "until", label: c("form.until"), ...hint("extend"), required: true, value: latestExtension(clock, now), only: ["extend"] }],
    redirect: [{ kind: "text", name: "to", label: c("form.to"), ...hint("redirect"), required: true, only: ["redirect"] }, { kind: "area", name: "part", label: c("form.part"), hint: c("form.part.hint"), only: ["redirect"] }],
  };
  return {
    key: "propose", title: c("form.propose"), open: view.status === "needs_conformity" && !waits, action: proposeAct, submits: [{ label: c("form.propose.submit") }],
    fields: [...carried, { kind: "choice", name: "act", label: c("form.propose.act"), required: true, options: open.map((act) => ({ value: act, label: `${c(`act.${act}`)}${act === "return" && hints.return ? ` – ${hints.return}` : ""}` })) },
      ...open.flatMap((act) => offered[act]), { kind: "area", name: "reason", label: c("form.reason"), required: true }],
  };
}
