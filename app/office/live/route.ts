import { currentActor, officeLanguage } from "#app/_server/session.ts";
import { NotListening } from "#lib/appeals/live.ts";
import { liveStream } from "#lib/appeals/live-stream.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

/** `no-transform`: neither Next's compression nor a proxy's may hold an event back to fill its buffer. */
const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" };

async function whoAsks(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new Refusal("signInNeeded");
  if (!may(actor, "case.read")) throw new Refusal("forbidden");
  return actor;
}

async function answered(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make();
  } catch (error) {
    const refusal = error instanceof NotListening ? new Refusal("unavailable") : error;
    if (!(refusal instanceof Refusal)) throw error;
    return Response.json({ title: refusal.say(await officeLanguage()), status: refusal.status }, { status: refusal.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } });
  }
}

/** What changes in the office, as server-sent events, for as long as the page is open and the session stands. */
export const GET = (): Promise<Response> => answered(async () => new Response(await liveStream(await whoAsks()), { headers }));

/** Whether one is still signed in; a page asks before it draws itself anew, because the sign-in would take its place. */
export const HEAD = (): Promise<Response> => answered(async () => {
  await whoAsks();
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } });
});
