import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { env } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { answerLetter } from "#lib/letters/answer-letter.ts";
import { may } from "#lib/staff/actor.ts";

type Context = { params: Promise<{ id: string }> };
const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text);

/** A case's answer as a letter; `?answer=` names one of its drafts. It shows the applicant, so the look is logged. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const { searchParams, origin } = new URL(request.url);
  const answer = searchParams.get("answer");
  try {
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    if (!may(actor, "case.read") || !isId(id) || (answer !== null && !isId(answer))) throw new Refusal("notFound");
    const { number, pdf } = await answerLetter(actor, Number(id), answer === null ? null : Number(answer), env.PUBLIC_URL ?? origin);
    return new Response(new Uint8Array(pdf), {
      headers: { "content-type": "application/pdf", "cache-control": "private, no-store", "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(number)}.pdf` },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Response(error.say(await officeLanguage()), { status: error.status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
  }
}
