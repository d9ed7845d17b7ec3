import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mostStreams } from "#lib/appeals/live-stream.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { endSession } from "#lib/staff/session.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
const { GET, HEAD } = await import("#app/office/live/route.ts");
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, administrator: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, administrator] = [await official(db.owner, "registrar"), await official(db.owner, "administrator")];
});
afterAll(() => db.drop());

async function as(actor: Actor | null): Promise<void> {
  request.headers = new Headers(actor ? { cookie: `${sessionCookie.name}=${await encode({ token: { sub: actor.session }, secret: sessionSecret() })}` } : {});
}

test("a stranger, and who sees no cases, is refused", async () => {
  await as(null);
  expect([(await GET()).status, (await HEAD()).status]).toEqual([401, 401]);
  await as(administrator);
  expect([(await GET()).status, (await HEAD()).status]).toEqual([403, 403]);
});

test("an official gets a stream that nobody keeps, compresses or buffers, and a page may ask whether his session stands", async () => {
  await as(registrar);
  expect((await HEAD()).status).toBe(204);
  const answer = await GET();
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "content-type": "text/event-stream; charset=utf-8", "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" });
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toMatch(/^retry: \d+\n: open\n\n$/);
  const more = await Promise.all(Array.from({ length: mostStreams }, () => GET()));
  expect(more.map((one) => one.status).sort(), "one page too many is told so").toEqual([...Array(mostStreams - 1).fill(200), 429]);
  for (const one of more) await one.body?.cancel();
  await reader.cancel();
  await endSession(registrar.session);
  expect((await HEAD()).status).toBe(401);
});
