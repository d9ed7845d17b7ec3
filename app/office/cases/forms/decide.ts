import { decideAct } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { extensionNoticeDay, sideTerms } from "#lib/appeals/deadlines.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

export function decideForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  const made = view.proposal;
  if (!made || made.proposedBy === actor.id || !may(actor, made.act === "extend" ? "act.decide.extend" : "act.decide")) return null;
  const { locale, clock, now } = context;
  const notice = made.act === "extend" ? `; ${translator(officeTerms, locale)("hint.notice", { day: formatDay(locale, extensionNoticeDay(clock, now)), article: sideTerms.extensionNotice.article })}` : "";
  return {
    key: "decide", title: c("form.decide", { act: c(`act.${made.act}`) }), open: true, action: decideAct,
    submits: [{ label: c("form.decide.accept"), name: "accept", value: "yes" }, { label: c("form.decide.reject"), name: "accept", value: "no", quiet: true }],
    fields: [...carried, { kind: "hidden", name: "proposal", value: String(made.id) }, { kind: "area", name: "reason", label: c("form.decide.reason"), hint: `${c("form.decide.reason.hint")}${notice}` }],
  };
}
