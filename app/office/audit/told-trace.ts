import { type ChangeWords, tellChange } from "#app/office/tell-changes.ts";
import type { Trace } from "#lib/audit/trail.ts";
import { officeAudit } from "#lib/i18n/areas/office-audit.ts";
import { officeAuditKinds } from "#lib/i18n/areas/office-audit-kinds.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

type Key = keyof (typeof officeAudit)["kk"];
/** What changed in a setting, field by field; known fields and values in words, others as they are stored: an auditor wants the thing itself. */
function fieldsChanged(before: Trace["before"], after: Trace["after"], locale: Locale): string[] {
  const t = translator(officeAudit, locale), role = translator(cases, locale);
  const known = (key: string, plain: string) => (key in officeAudit.kk ? t(key as Key) : plain);
  const value = (one: unknown): string => {
    if (one === null || one === undefined) return "—";
    if (Array.isArray(one)) return one.map(value).join(", ");
    if (typeof one === "object") return JSON.stringify(one);
    return `role.${one}` in cases.kk ? role(`role.${one}` as "role.head") : known(`value.${one}`, String(one));
  };
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].flatMap((field) => {
    const [from, to] = [value(before?.[field]), value(after?.[field])];
    return from === to ? [] : [`${known(`field.${field}`, field)}: ${before ? `${from} → ` : ""}${to}`];
  });
}

/** One trace in words: a case's change as its own history tells it, everything else by its kind. */
export function tellTrace(trace: Trace, words: ChangeWords): { what: string; details: string[] } {
  const t = translator(officeAudit, words.locale);
  if (trace.source === "case") {
    const { what, details } = tellChange({ seq: trace.seq!, at: trace.at, by: trace.name, kind: trace.kind, before: trace.before, after: trace.after, reason: trace.reason }, words);
    return { what, details };
  }
  if (trace.source === "look") return { what: t("look"), details: [] };
  if (trace.source === "search") return { what: t(trace.after?.by === "phone" ? "search.phone" : "search.name", { people: Number(trace.after?.people ?? 0) }), details: [] };
  if (trace.source === "guess") return { what: t("guess"), details: trace.after?.address ? [String(trace.after.address)] : [] };
  const { act, ...after } = trace.after ?? {};
  const done = `${trace.kind}.${String(act)}`;
  if (done in officeAuditKinds.kk) return { what: translator(officeAuditKinds, words.locale)(done as keyof (typeof officeAuditKinds)["kk"]), details: fieldsChanged(trace.before, after, words.locale) };
  const key = `office.${trace.kind}`;
  return { what: key in officeAudit.kk ? t(key as Key) : trace.kind, details: fieldsChanged(trace.before, trace.after, words.locale) };
}
