import { isOutage } from "#app/_server/outage.ts";
import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { env } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

const isId = (text: string) => /^[1-9]\d{0,14}$/.test(text);

/** Answers a request for a file of a case: who may have it; `ids` are what its address says, the case first. What is refused is said in the official's language. */
export async function fileAnswer(ids: string[], make: (actor: Actor) => Promise<{ body: Buffer; status?: number; headers: Record<string, string> }>): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    if (!may(actor, "case.read") || !ids.every(isId)) throw new Refusal("notFound");
    const { body, status = 200, headers } = await make(actor);
    return new Response(new Uint8Array(body), { status, headers: { "cache-control": "private, no-store", ...headers } });
  } catch (error) {
    if (!(error instanceof Refusal) && !isOutage(error)) throw error;
    const refusal = error instanceof Refusal ? error : new Refusal("unavailable");
    return new Response(refusal.say(await officeLanguage()), { status: refusal.status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
  }
}

/** The same for a letter as PDF. */
export const pdfAnswer = (request: Request, ids: string[], make: (actor: Actor, portal: string) => Promise<{ name: string; pdf: Buffer }>): Promise<Response> =>
  fileAnswer(ids, async (actor) => {
    const { name, pdf } = await make(actor, env.PUBLIC_URL ?? new URL(request.url).origin);
    return { body: pdf, headers: { "content-type": "application/pdf", "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}.pdf` } };
  });
