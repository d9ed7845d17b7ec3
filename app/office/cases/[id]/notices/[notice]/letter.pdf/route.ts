import { pdfAnswer } from "#app/office/cases/[id]/file-answer.ts";
import { noticeLetter } from "#lib/letters/notice-letter.ts";

/** What an applicant is told, as a letter to print. It shows the applicant, so the look is logged. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string; notice: string }> }): Promise<Response> {
  const { id, notice } = await params;
  return pdfAnswer(request, [id, notice], async (actor, portal) => {
    const { number, pdf } = await noticeLetter(actor, Number(id), Number(notice), portal);
    return { name: `${number} ${notice}`, pdf };
  });
}
