import { and, eq, sql } from "drizzle-orm";
import type { Outcome } from "#db/reference/codelists.ts";
import { privateDb } from "#db/private.ts";
import { templateVersion } from "#db/private/templates.ts";
import { answerLanguages } from "#lib/appeals/answer-parts.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import { Refusal } from "#lib/errors.ts";
import { officeTemplates } from "#lib/i18n/areas/office-templates.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { caseValues } from "#lib/templates/case-values.ts";
import { fillFields } from "#lib/templates/fields.ts";
import { demandFields } from "#lib/templates/template.ts";

/** A template as the answer's form offers it. */
export type Offered = { id: number; version: number; name: string; language: Locale; outcome: Exclude<Outcome, "terminated"> | null };
/** A wording that was offered: the version too, so that what is inserted is what was chosen. */
export type TemplateVersion = { id: number; version: number };

/** Templates that fit a case: in the languages it may be answered in, its own first; the more a template is made for such a case, the higher. */
export async function offerTemplates(actor: Actor, view: Pick<CaseView, "track" | "kind" | "category" | "language">): Promise<Offered[]> {
  demand(actor, "case.work");
  const languages = answerLanguages(view.track, view.language as Locale);
  return privateDb().execute<Offered>(sql`
    WITH RECURSIVE up AS (
      SELECT code, parent, 0 AS steps FROM private.category WHERE code = ${view.category}::text
      UNION ALL SELECT c.code, c.parent, up.steps + 1 FROM private.category c JOIN up ON c.code = up.parent
    )
    SELECT t.id::int, t.version, v.name, v.language, v.outcome FROM private.template t
    JOIN private.template_version v ON v.template = t.id AND v.version = t.version LEFT JOIN up ON up.code = v.category
    WHERE t.active AND (v.category IS NULL OR up.code IS NOT NULL) AND (v.track IS NULL OR v.track = ${view.track}) AND (v.kind IS NULL OR v.kind = ${view.kind}::text)
      AND v.language IN ${languages}
    ORDER BY v.language <> ${view.language}, up.steps NULLS LAST, v.kind IS NULL, v.track IS NULL, v.outcome IS NULL,
      array_position(ARRAY['satisfied', 'explained', 'refused', 'noted'], v.outcome), v.name, t.id`);
}

/** A template filled for a case, below what is written already: nothing typed gives way to it. */
export async function insertTemplate(actor: Actor, caseId: number, which: TemplateVersion, written: string, now = new Date()): Promise<{ text: string; language: Locale; outcome: string | null }> {
  demand(actor, "case.work");
  const [found] = await privateDb().select({ text: templateVersion.text, language: templateVersion.language, outcome: templateVersion.outcome }).from(templateVersion)
    .where(and(eq(templateVersion.template, which.id), eq(templateVersion.version, which.version)));
  if (!found) throw new Refusal("invalid", {}, "template");
  const language = found.language as Locale;
  const values = await caseValues(actor, { id: caseId }, language, now);
  const word = translator(officeTemplates, language);
  const filled = fillFields(found.text, { ...values, executor: values.executor ?? actor.name }, (field) => word(`field.${field}`));
  return { text: [written.trimEnd(), filled].filter(Boolean).join("\n\n"), language, outcome: found.outcome };
}

/**
 * What a template would say on a case, for the one who writes it.
 * @param number the case's
 * @throws Refusal for a field or a case that doesn't exist
 */
export async function previewTemplate(actor: Actor, { text, language, number }: { text: string; language: Locale; number: string }, now = new Date()): Promise<string> {
  demand(actor, "template.manage");
  demandFields(text);
  const word = translator(officeTemplates, language);
  const values = await caseValues(actor, { number: number.trim() }, language, now);
  return fillFields(text, values, (field) => word(`field.${field}`));
}
