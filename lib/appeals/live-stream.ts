import { and, inArray } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { type Notice, switchboard } from "#lib/appeals/live.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";
import { actorOfSession } from "#lib/staff/session.ts";

/** Open pages of one session that may follow at once: a browser has six connections to a server, and needs some for its work. */
export const mostStreams = 4;

/** How long notices are gathered before they are told, and how often the session is asked for again. */
export const rhythm = { gatherMs: 300, checkMs: 10_000 };

/** Chunks that may wait for a reader who doesn't read: then he is let go, and comes again when he can. */
const mostWaiting = 200;

const streams = ((globalThis as { openAkimatStreams?: Map<string, number> }).openAkimatStreams ??= new Map<string, number>());

/** Of the notices those that this official may know of: of cases he may read, of claims if he triages; of many at once if all are his. */
async function tellable(actor: Actor, notices: Notice[]): Promise<Notice[]> {
  const asked = notices.filter((notice) => notice.kind !== "claim" || may(actor, "case.classify"));
  const scope = scopeOf(actor);
  const ids = [...new Set(asked.flatMap(({ id }) => (id === null ? [] : [id])))];
  if (!scope || asked.length === 0) return asked;
  const own = ids.length === 0 ? [] : await privateDb().select({ id: appeal.id }).from(appeal).where(and(inArray(appeal.id, ids), scope));
  return asked.filter(({ id }) => own.some((one) => one.id === id));
}

/**
 * The office's changes as server-sent events for one official: `{kind, id}` of what he may see, `{kind: "again"}` when
 * something may have been missed. It ends when his session has ended, his account was switched off, or nothing can be heard.
 * @throws Refusal "forbidden", or "tooManyAttempts" for one page too many; NotListening
 */
export async function liveStream(actor: Actor): Promise<ReadableStream<Uint8Array>> {
  demand(actor, "case.read");
  const open = streams.get(actor.session) ?? 0;
  if (open >= mostStreams) throw new Refusal("tooManyAttempts", { minutes: 1 });
  streams.set(actor.session, open + 1);

  const text = new TextEncoder();
  const gathered = new Map<string, Notice>();
  let again = false, ended = false;
  let gathering: NodeJS.Timeout | undefined, checking: NodeJS.Timeout | undefined;
  let leave = () => {};
  let controller!: ReadableStreamDefaultController<Uint8Array>;

  const stop = () => {
    if (ended) return;
    ended = true;
    clearTimeout(gathering);
    clearInterval(checking);
    leave();
    const left = (streams.get(actor.session) ?? 1) - 1;
    if (left > 0) streams.set(actor.session, left);
    else streams.delete(actor.session);
  };
  const end = () => {
    if (ended) return;
    stop();
    controller.close();
  };
  const send = (line: string) => {
    if (ended) return;
    if ((controller.desiredSize ?? 0) < -mostWaiting) return end();
    controller.enqueue(text.encode(`${line}\n\n`));
  };
  /** Who he is now: roles and department may have changed since the stream began. */
  const stillHere = async (): Promise<Actor | null> => {
    const now = await actorOfSession(actor.session, new Date(), false);
    return now && may(now, "case.read") ? now : null;
  };
  const attempt = (work: () => Promise<void>) => void work().catch((error) => {
    console.error(error);
    end(); // the page comes again, and is told then how things are
  });
  const tell = () => attempt(async () => {
    gathering = undefined;
    const notices = [...gathered.values()], missed = again;
    gathered.clear();
    again = false;
    const now = await stillHere();
    if (!now) return end();
    if (missed) return send('data: {"kind":"again"}');
    for (const notice of await tellable(now, notices)) send(`data: ${JSON.stringify(notice)}`);
  });
  const soon = () => { if (!ended) gathering ??= setTimeout(tell, rhythm.gatherMs); };

  try {
    leave = await switchboard().join({
      hear(notice) {
        gathered.set(`${notice.kind} ${notice.id}`, notice);
        soon();
      },
      missed() {
        again = true;
        soon();
      },
      lost: end,
    });
  } catch (error) {
    stop();
    throw error;
  }
  return new ReadableStream<Uint8Array>({
    start(own) {
      controller = own;
      send("retry: 3000\n: open");
      checking = setInterval(() => attempt(async () => {
        if (!await stillHere()) return end();
        send(":"); // keeps proxies from closing a quiet connection
      }), rhythm.checkMs);
    },
    cancel: stop,
  });
}
