import { pdfAnswer } from "#app/office/cases/[id]/file-answer.ts";
import { answerLetter } from "#lib/letters/answer-letter.ts";

/** A case's answer as a letter; `?answer=` names one of its drafts. It shows the applicant, so the look is logged. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const answer = new URL(request.url).searchParams.get("answer");
  return pdfAnswer(request, answer === null ? [id] : [id, answer], async (actor, portal) => {
    const { number, pdf } = await answerLetter(actor, Number(id), answer === null ? null : Number(answer), portal);
    return { name: number, pdf };
  });
}
