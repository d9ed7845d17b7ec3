import { isOutage } from "#app/_server/outage.ts";
import { Refusal } from "#lib/errors.ts";
import { corsAnswer } from "#lib/exports/headers.ts";
import { problem } from "#lib/exports/problem.ts";

type Context = { params: Promise<unknown> };
type Handler<C extends Context> = (request: Request, context: C) => Promise<Response>;

/**
 * The methods of a data address. One way for every error: a refusal is said as a problem, an outage is a 503 and never a
 * 404 or an empty file, and a fault of ours is noted and said as one.
 */
export function dataRoute<C extends Context>(work: Handler<C>): { GET: Handler<C>; HEAD: Handler<C>; OPTIONS: () => Response } {
  const answer: Handler<C> = async (request, context) => {
    try {
      return await work(request, context);
    } catch (error) {
      if (error instanceof Refusal) return problem(request, error);
      console.error(error);
      return problem(request, new Refusal(isOutage(error) ? "unavailable" : "broken"));
    }
  };
  const head: Handler<C> = async (request, context) => {
    const { status, headers } = await answer(request, context);
    return new Response(null, { status, headers });
  };
  return { GET: answer, HEAD: head, OPTIONS: corsAnswer };
}
