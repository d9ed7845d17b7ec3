import { answerParts } from "#lib/appeals/answer-parts.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { wasSent } from "#lib/appeals/sent.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { Refusal } from "#lib/errors.ts";
import { letterWords } from "#lib/i18n/areas/letter.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { letterPdf } from "#lib/letters/letter.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/**
 * A case's answer as a letter to print: final once it was sent, marked as a draft before that. The letter names the
 * applicant, so making one is a look at him and is written down as such.
 * @param answer which of the case's answers; null: the newest of the present round
 * @param portal where the portal is, for the QR
 * @throws Refusal "notFound" for a case out of the actor's scope, or one that has no such answer
 */
export async function answerLetter(actor: Actor, caseId: number, answer: number | null, portal: string, now = new Date()): Promise<{ number: string; pdf: Buffer }> {
  demand(actor, "applicant.look");
  const [view, city] = await Promise.all([viewCase(actor, caseId), officeCity()]);
  const said = answer === null ? view.draft : view.answers.find((one) => one.id === answer);
  if (!said) throw new Refusal("notFound");
  const sent = wasSent(view, said), language = said.language as Locale;
  const at = said.signedAt ?? (sent && said.round === view.round ? view.closedAt : null) ?? (sent ? said.writtenAt : now);
  const addressee = view.hasApplicant ? await lookAtApplicant(actor, caseId) : null;
  const pdf = await letterPdf({
    language, city, number: view.number, day: cityDay(at, city.timeZone), subject: translator(letterWords, language)("subject", { number: view.number }),
    addressee, text: said.text, signer: said.signer, executor: view.executorName ?? said.writer, portal, draft: !sent, asksSolved: true,
    complaint: view.track === "appeal" && !answerParts(said.text, language).complaint,
  });
  return { number: view.number, pdf };
}
