import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { env } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { noticeLetter } from "#lib/letters/notice-letter.ts";
import { may } from "#lib/staff/actor.ts";

type Context = { params: Promise<{ id: string; notice: string }> };
const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text);

/** What an applicant is told, as a letter to print. It shows the applicant, so the look is logged. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id, notice } = await params;
  try {
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    if (!may(actor, "applicant.look") || !isId(id) || !isId(notice)) throw new Refusal("notFound");
    const { number, pdf } = await noticeLetter(actor, Number(id), Number(notice), env.PUBLIC_URL ?? new URL(request.url).origin);
    return new Response(new Uint8Array(pdf), {
      headers: { "content-type": "application/pdf", "cache-control": "private, no-store", "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(`${number} ${notice}`)}.pdf` },
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Response(error.say(await officeLanguage()), { status: error.status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
  }
}
