import { type ChangeWords, tellChange } from "#app/office/tell-changes.ts";
import type { Trace } from "#lib/audit/trail.ts";
import { officeAudit } from "#lib/i18n/areas/office-audit.ts";
import { officeAuditKinds } from "#lib/i18n/areas/office-audit-kinds.ts";
import { translator } from "#lib/i18n/translate.ts";

type Key = keyof (typeof officeAudit)["kk"];
const plain = (value: unknown) => (value === null || value === undefined ? "—" : typeof value === "object" ? JSON.stringify(value) : String(value));

/** What changed in a setting, field by field as it is stored: an auditor wants the thing itself. */
function fieldsChanged(before: Trace["before"], after: Trace["after"]): string[] {
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].flatMap((field) => {
    const [from, to] = [plain(before?.[field]), plain(after?.[field])];
    return from === to ? [] : [before ? `${field}: ${from} → ${to}` : `${field}: ${to}`];
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
  if (done in officeAuditKinds.kk) return { what: translator(officeAuditKinds, words.locale)(done as keyof (typeof officeAuditKinds)["kk"]), details: fieldsChanged(trace.before, after) };
  const key = `office.${trace.kind}`;
  return { what: key in officeAudit.kk ? t(key as Key) : trace.kind, details: fieldsChanged(trace.before, trace.after) };
}
