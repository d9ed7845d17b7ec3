import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { perform } from "#app/_server/perform.ts";
import { listCases } from "#lib/appeals/list.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

const place = (text: string) => Buffer.from(text).toString("base64url");

test.each([
  "2026-99-99 00:00:00+00 1", "2026-02-31 00:00:00+00 1", "2026-01-01 99:00:00+00 1", "2026-01-01 00:00:00+99 1", "0000-01-01 00:00:00+00 1", "2026-01-01 00:00:60+00 1",
  "2026-01-01 00:00:00+00 999999999999999999", "2026-01-01 00:00:00+00 1; DROP TABLE x", "",
])("a place in the list that can't be (%s) is refused, not a fault", async (text) => {
  const registrar = await official(db.owner, "registrar");
  await expect(listCases(registrar, { after: place(text) || "zzz" })).rejects.toMatchObject({ code: "invalid" });
});

test("a place in the list that can be is taken", async () => {
  const registrar = await official(db.owner, "registrar");
  expect((await listCases(registrar, { after: place("2026-02-28 23:59:59.123456+00 1") })).rows).toEqual([]);
});

const request = { locale: "en", site: "same-origin", origin: null, host: "x", actor: async () => null, tellChanges: async () => [] } as const;
const action = { name: "x", permission: null, input: z.object({ login: z.string() }), run: async () => ({ go: "/office" }) } as const;

test.each([[undefined, undefined], [null, null], [{ turn: 1 }, {}], ["x", new Map()], [new FormData(), undefined], [[], "login=x"]])("an action that is sent %j and %j refuses and doesn't break", async (before, form) => {
  expect(await perform(action, request, before as never, form)).toMatchObject({ error: { message: expect.any(String) } });
});

test("a form sent with a state that is none is read all the same", async () => {
  const form = new FormData();
  form.set("login", "x");
  expect(await perform(action, request, null, form)).toEqual({ go: "/office" });
});
