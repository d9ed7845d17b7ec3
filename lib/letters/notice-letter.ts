import { and, eq } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { letterPdf } from "#lib/letters/letter.ts";
import { isCourtesy } from "#lib/outbox/notice.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/**
 * A notice of the outbox as a letter to print, in the very words it was written in. It names the applicant: a look at him.
 * @throws Refusal "notFound" for a case out of the actor's scope, or one that has no such notice; a courtesy is never printed
 */
export async function noticeLetter(actor: Actor, caseId: number, notice: number, portal: string): Promise<{ number: string; pdf: Buffer }> {
  demand(actor, "applicant.look");
  const [said] = await privateDb().select({ number: appeal.number, kind: outbox.kind, language: outbox.language, subject: outbox.subject, text: outbox.text, createdAt: outbox.createdAt })
    .from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).where(and(eq(outbox.id, notice), eq(outbox.appeal, caseId), scopeOf(actor)));
  if (!said || isCourtesy(said.kind)) throw new Refusal("notFound");
  const [city, addressee] = [await officeCity(), await lookAtApplicant(actor, caseId)];
  const { number, kind, subject, text, createdAt } = said;
  return { number, pdf: await letterPdf({ language: said.language as Locale, city, number, day: cityDay(createdAt, city.timeZone), subject, addressee, text, signer: null, executor: null, asksSolved: kind === "answer", portal }) };
}
