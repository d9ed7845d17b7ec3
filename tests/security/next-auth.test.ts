import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { authOptions } from "#app/_server/auth.ts";
import { privateDb } from "#db/private.ts";
import { createStaff } from "#lib/staff/account.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { testDatabase } from "#tests/support/database.ts";

// next-auth's endpoints stand open beside our own form: the same rules must hold there.
let db: Awaited<ReturnType<typeof testDatabase>>;
const password = "a long good phrase";
beforeAll(async () => {
  db = await testDatabase();
  await createStaff(privateDb(), { login: "aigerim", name: "Aigerim", roles: ["registrar"], department: null, password, mustChange: false });
});
afterAll(() => db.drop());

type Authorize = (credentials: Record<string, unknown> | undefined) => Promise<{ id: string; name: string } | null>;
const options = () => authOptions({ address: "10.1.1.1", agent: null, device: null });
const enter = (credentials?: Record<string, unknown>) => (options().providers[0]!.options as unknown as { authorize: Authorize }).authorize(credentials);

test("who signs out at next-auth's endpoint is out: a copy of his cookie opens nothing", async () => {
  const opened = await enter({ login: "aigerim", password });
  expect(await actorOfSession(opened!.id)).not.toBeNull();
  await options().events!.signOut!({ token: { sub: opened!.id }, session: undefined as never });
  expect(await actorOfSession(opened!.id)).toBeNull();
  await options().events!.signOut!({ token: undefined as never, session: undefined as never });
  await options().events!.signOut!({ token: { sub: "no session" }, session: undefined as never });
});

test.each([{ login: "ai\0gerim", password: "x" }, { login: ["a", "b"], password: { a: 1 } }, {}, undefined])("a nonsensical sign-in (%j) fails like any other", async (credentials) => {
  await expect(enter(credentials)).rejects.toThrow(/^signInFailed$/);
});

test("its session endpoint names nobody before the second factor is passed", async () => {
  const opened = await enter({ login: "aigerim", password });
  const said = () => options().callbacks!.session!({ session: { expires: "x" }, token: { sub: opened!.id } } as never);
  expect(await said()).toEqual({ expires: "x" });
  await db.owner`UPDATE private.session SET second_factor_at = now() WHERE id = ${opened!.id}`;
  expect(await said()).toEqual({ expires: "x", user: { name: "Aigerim" } });
});

test("a fault isn't told to who caused it: next-auth puts the message into an address", async () => {
  const noted = vi.spyOn(console, "error").mockImplementation(() => {});
  await db.owner`ALTER TABLE private.sign_in_attempt RENAME TO gone`;
  await expect(enter({ login: "aigerim", password })).rejects.toThrow(/^fault$/);
  await db.owner`ALTER TABLE private.gone RENAME TO sign_in_attempt`;
  expect(noted).toHaveBeenCalledOnce();
  noted.mockRestore();
});
