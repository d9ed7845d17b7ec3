import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { Refusal } from "#lib/errors.ts";
import { may } from "#lib/staff/actor.ts";

type Context = { params: Promise<{ id: string }> };

/** A case's facts for a program of the official's own; another department's case does not exist here either. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const locale = await officeLanguage();
  try {
    const actor = await currentActor();
    if (!actor) throw new Refusal("signInNeeded");
    if (!may(actor, "case.read") || !/^[1-9]\d{0,14}$/.test(id)) throw new Refusal("notFound");
    return Response.json(await viewCase(actor, Number(id)), { headers: { "cache-control": "private, no-store" } });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Response.json({ title: error.say(locale), status: error.status }, { status: error.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
  }
}
