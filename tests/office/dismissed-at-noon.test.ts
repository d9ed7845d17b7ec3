import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { FormState } from "#app/_server/form-state.ts";
import { changePosition, setActive } from "#lib/staff/manage.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { hashPassword } from "#lib/staff/password.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));
const { classifyCase } = await import("#app/office/cases/[id]/actions.ts");
const { GET } = await import("#app/office/cases/[id]/case.json/route.ts");
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

/** A form sent from the page he has open. */
async function send(session: string, id: number, typed: Record<string, string>): Promise<"done" | FormState> {
  request.headers = new Headers({ host: "office.test", "sec-fetch-site": "same-origin", cookie: `office-language=en; ${sessionCookie.name}=${await encode({ token: { sub: session }, secret: sessionSecret() })}` });
  const form = new FormData();
  const { version, seq } = await seenNow(db.owner, id);
  for (const [name, value] of Object.entries({ id: String(id), seen: `${version}.${seq}`, ...typed })) form.append(name, value);
  return classifyCase({ values: {}, turn: 0 }, form).catch((error: { digest?: string }) => {
    if (error.digest?.startsWith("NEXT_REDIRECT")) return "done" as const;
    throw error;
  });
}
const opens = async (id: number) => (await GET(new Request("http://office.test"), { params: Promise.resolve({ id: String(id) }) })).status;

test("an officer dismissed at noon is out at noon: the open page sends nothing any more, and what he typed is still there", async () => {
  const head = await official(db.owner, "head", "heat"), administrator = await official(db.owner, "administrator");
  await db.owner`UPDATE private.staff SET password_hash = ${await hashPassword("a long good phrase")} WHERE id = ${head.id}`;
  const [morning, noon] = [await makeCase(db.owner, { department: "heat" }), await makeCase(db.owner, { department: "heat" })];
  const typed = { category: "heating", district: "north" };
  expect(await send(head.session, morning, typed)).toBe("done");
  expect(await opens(morning)).toBe(200);

  await setActive(administrator, head.id, false);

  const after = await send(head.session, noon, typed);
  expect(after).toMatchObject({ signIn: true, values: typed, error: { message: expect.any(String) } });
  expect(await opens(noon)).toBe(401);
  expect(await db.owner`SELECT category FROM private.appeal WHERE id = ${noon}`).toEqual([{ category: null }]);
  await expect(signIn({ login: head.login, password: "a long good phrase", address: null, agent: null })).rejects.toMatchObject({ code: "signInFailed" });
  expect(await db.owner`SELECT kind, after->>'act' AS act, actor::int FROM private.office_event WHERE subject = ${head.login} ORDER BY seq`)
    .toEqual([{ kind: "staff", act: "deactivated", actor: administrator.id }, { kind: "session", act: "ended", actor: administrator.id }]);
});

test("one who changes department at noon sees the old one's cases no more, in the same session", async () => {
  const executor = await official(db.owner, "head", "heat"), administrator = await official(db.owner, "administrator");
  const id = await makeCase(db.owner, { department: "heat" });
  expect(await send(executor.session, id, { category: "heating", district: "north" })).toBe("done");
  await changePosition(administrator, executor.id, { name: executor.name, roles: ["head"], department: "roads" });
  expect(await send(executor.session, id, { category: "heating", district: "south" })).toMatchObject({ error: { message: expect.stringMatching(/no such/) } });
  expect(await opens(id)).toBe(404);
});
