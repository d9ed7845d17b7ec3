import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { FormAction, FormState } from "#app/_server/form-state.ts";
import { permissions, permits, type Role, roles } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import type { Walk, World } from "#tests/office/walk/walk.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

// The request that Next would hand to pages and actions.
const request = vi.hoisted(() => ({ headers: new Headers(), set: [] as string[] }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: (name: string) => request.set.push(name) }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));

const { definitionOf } = await import("#app/_server/action.ts");
const { isUntold } = await import("#app/_server/perform.ts");
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");
const { Missing } = await import("#app/office/_parts/office-view.tsx");
const { Shell } = await import("#app/office/_parts/shell.tsx");

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role, Actor>;
let stranger: Actor; // of another department
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of roles) who[role] = await official(db.owner, role, role === "head" || role === "executor" ? "heat" : null);
  stranger = await official(db.owner, ["head", "executor"], "roads");
});
afterAll(() => db.drop());

async function as(actor: Actor | null, site = "same-origin") {
  request.headers = new Headers({ host: "office.test", "sec-fetch-site": site, cookie: "office-language=en" });
  if (actor) {
    const token = await encode({ token: { sub: actor.session }, secret: sessionSecret() });
    request.headers.append("cookie", `x=y; ${sessionCookie.name}=${token}`);
    request.headers.set("cookie", request.headers.get("cookie")!.replaceAll(", ", "; "));
  }
}

const actionFiles = globSync("app/office/**/actions.ts");
const actions = Object.fromEntries((await Promise.all(actionFiles.map((file) => import(path.resolve(file)) as Promise<Record<string, FormAction>>))).flatMap(Object.entries)) as Record<string, FormAction>;

const person = async () => (await db.owner`INSERT INTO private.person (name, phone) VALUES ('Асқар', '+77010000001') RETURNING id::int`)[0]!.id as number;
const heat = (facts = {}) => makeCase(db.owner, { department: "heat", ...facts });
const world = (): World => ({ owner: db.owner, who, stranger, heat, person });

/** What the areas of tests/office/walk say of their actions and pages. */
const walks = await Promise.all(globSync("tests/office/walk/*.ts").filter((file) => !file.endsWith("walk.ts"))
  .map((file) => import(path.resolve(file)).then((module: { walk: Walk }) => module.walk)));
const cases = Object.assign({}, ...walks.map((one) => one.actions)) as Walk["actions"];

async function run(name: string, input: Record<string, string>): Promise<"done" | FormState> {
  const form = new FormData();
  for (const [key, value] of Object.entries(input)) form.append(key, value);
  if (input.id && !form.has("seen")) {
    const seen = await seenNow(db.owner, Number(input.id));
    if (seen) form.append("seen", `${seen.version}.${seen.seq}`);
  }
  try {
    const state = await actions[name]!({ values: {}, turn: 0 }, form);
    return state.shown ? "done" : state;
  } catch (error) {
    if (String((error as { digest?: string }).digest).startsWith("NEXT_REDIRECT")) return "done";
    throw error;
  }
}
const refusal = (result: "done" | FormState) => (result === "done" ? "done" : result.error!.message);

describe("every action", () => {
  test("is made by the wrapper and is walked here", () => {
    for (const [name, action] of Object.entries(actions)) expect(definitionOf(action)?.name, name).toBe(name);
    const walked = [...Object.keys(cases), "signIn", "signOut", "changePassword"];
    expect(Object.keys(actions).sort()).toEqual(walked.sort());
  });
  test("but signing in needs a permission", () => {
    for (const [name, action] of Object.entries(actions)) expect(definitionOf(action)!.permission === null, name).toBe(name === "signIn");
  });
});

/** The second step itself, and leaving. */
const opensToIncomplete = (name: string) => definitionOf(actions[name])!.permission === "account.enter";
/** Somebody who knows the password: enrolled and not asked yet, or with a mandatory role and nothing enrolled. */
async function incomplete(may: readonly Role[], enrolled: boolean): Promise<Actor> {
  const half = await official(db.owner, enrolled ? [...may] : [...new Set([...may, "registrar" as const])], "heat");
  await db.owner`UPDATE private.session SET second_factor_at = NULL WHERE id = ${half.session}`;
  if (enrolled) await db.owner`INSERT INTO private.passkey (staff, credential, public_key, counter, name) VALUES (${half.id}, ${half.session}, '\\x00', 0, 'Key')`;
  return half;
}

describe.each(Object.keys(cases))("%s", (name) => {
  test.each(roles)("by the %s", async (role) => {
    const input = await cases[name]!.input(world(), who[role]);
    await as(who[role]);
    const result = await run(name, input);
    expect(refusal(result)).toMatch(cases[name]!.may.includes(role) ? /^done$/ : /permission|no such/);
  });
  test("by a stranger: his text is kept and he is shown the sign-in", async () => {
    const input = await cases[name]!.input(world(), who[cases[name]!.may[0]!]);
    await as(null);
    const result = await run(name, input);
    expect(result).toMatchObject({ signIn: true });
    for (const [key, value] of Object.entries(input)) expect((result as FormState).values[key]).toBe(isUntold(key) ? undefined : value);
  });
  test("from another site, or a browser that says nothing", async () => {
    const input = await cases[name]!.input(world(), who[cases[name]!.may[0]!]);
    for (const site of ["cross-site", "same-site", "none", ""]) {
      await as(who[cases[name]!.may[0]!], site);
      if (site === "") request.headers.delete("sec-fetch-site");
      expect(refusal(await run(name, input))).toMatch(/another site/);
    }
  });
  test("with a session that was ended a moment ago", async () => {
    const leaver = await official(db.owner, cases[name]!.may, "heat");
    await db.owner`UPDATE private.session SET revoked_at = now() WHERE id = ${leaver.session}`;
    const input = await cases[name]!.input(world(), who[cases[name]!.may[0]!]);
    await as(leaver);
    expect(await run(name, input)).toMatchObject({ signIn: true });
  });
  if (!opensToIncomplete(name)) test("with a session that hasn't passed its second factor, or has none where it must: the text is kept", async () => {
    for (const enrolled of [true, false]) {
      const half = await incomplete(cases[name]!.may, enrolled);
      const input = await cases[name]!.input(world(), who[cases[name]!.may[0]!]);
      await as(half);
      const result = await run(name, input);
      if (!enrolled && definitionOf(actions[name])!.permission === "account.own") continue; // how one enrols
      expect(result).toMatchObject({ signIn: true });
      expect(refusal(result)).toMatch(/second factor/);
    }
  });
  if (cases[name]!.ofCase) test("on another department's case: it does not exist", async () => {
    const input = await cases[name]!.input(world(), who[cases[name]!.may[0]!]);
    await as(stranger);
    expect(refusal(await run(name, input))).toMatch(/no such/);
  });
});

describe("every page", () => {
  const pages = globSync("app/office/**/page.tsx").map((file) => file.replaceAll("\\", "/")).sort();
  const may = Object.assign({}, ...walks.map((one) => one.pages)) as Walk["pages"];
  const ids = Object.assign({}, ...walks.map((one) => one.ids ?? {})) as NonNullable<Walk["ids"]>;
  type Element = { type: unknown; props: Record<string, unknown> };
  async function open(file: string, id = "1") {
    const { default: Page } = await import(path.resolve(file)) as { default: (props: object) => Promise<Element> };
    let element: Element = { type: Page, props: { params: Promise.resolve({ id }), searchParams: Promise.resolve({}) } };
    try {
      while (typeof element.type === "function" && element.type !== Shell && element.type !== Missing) element = await element.type(element.props);
    } catch (error) {
      return String((error as { digest?: string }).digest ?? error);
    }
    return element.type === Shell ? "shown" : element.type === Missing ? "missing" : "?";
  }
  test("is walked here", () => expect(pages).toEqual([...Object.keys(may), "app/office/page.tsx", "app/office/sign-in/page.tsx", "app/office/sign-in/second/page.tsx"].sort()));
  test.each(Object.keys(may))("%s", async (file) => {
    const idFor = async (actor: Actor) => await ids[file]?.(world(), actor) ?? String(await heat());
    for (const role of roles) {
      const id = await idFor(who[role]);
      await as(who[role]);
      expect(`${role} ${await open(file, id)}`).toBe(`${role} ${may[file]!.includes(role) ? "shown" : "missing"}`);
    }
    const id = await idFor(who.registrar);
    await as(null);
    expect(await open(file, id)).toMatch(/NEXT_REDIRECT.*sign-in/);
    await as(await incomplete(may[file]!, true));
    expect(await open(file, id)).toMatch(/NEXT_REDIRECT.*sign-in\/second/);
    await as(await incomplete(may[file]!, false));
    expect(await open(file, id)).toMatch(file.startsWith("app/office/account/") ? /^shown$/ : /NEXT_REDIRECT.*account\/second-factor/);
  });
  test("another department's case is missing, as is one that never was", async () => {
    const id = String(await heat());
    await as(stranger);
    for (const one of [id, "999999", "0", "x", "1e3"]) expect(await open("app/office/cases/[id]/page.tsx", one)).toBe("missing");
  });
  test("a case as JSON: the same", async () => {
    const { GET } = await import(path.resolve("app/office/cases/[id]/case.json/route.ts"));
    const id = String(await heat());
    const status = async (actor: Actor | null) => { await as(actor); return (await GET(new Request("http://x"), { params: Promise.resolve({ id }) })).status; };
    expect([await status(who.executor), await status(stranger), await status(who.administrator), await status(who.publisher), await status(null), await status(await incomplete(["executor"], true)), await status(await incomplete(["executor"], false))]).toEqual([200, 404, 404, 404, 401, 404, 404]);
  });
});

test("an applicant is not on the case page and each look is written down", async () => {
  const id = await heat({ applicant: await person() });
  await as(who.executor);
  await run("showApplicant", { id: String(id) });
  expect(await db.owner`SELECT staff::int FROM private.applicant_look WHERE appeal = ${id}`).toEqual([{ staff: who.executor.id }]);
});

test("a first sign-in may do nothing but change the password", async () => {
  const fresh = await official(db.owner, "registrar");
  await db.owner`UPDATE private.staff SET must_change_password = true WHERE id = ${fresh.id}`;
  await as(fresh);
  expect(refusal(await run("classifyCase", await cases.classifyCase!.input(world(), fresh)))).toMatch(/permission/);
});

test("no role carries everything, the auditor carries no change, the administrator no case", () => {
  const said = (role: "auditor" | "administrator") => walks.flatMap((one) => one[role] ?? []).sort();
  expect(permissions.filter((one) => permits(["auditor"], one)).sort()).toEqual(said("auditor"));
  expect(permissions.filter((one) => permits(["administrator"], one)).sort()).toEqual(said("administrator"));
});

test("only the session makes actors", () => {
  const makers = globSync("{app,lib,scripts}/**/*.{ts,tsx}").filter((file) => /proveActor/.test(readFileSync(file, "utf8")));
  expect(makers.sort()).toEqual(["lib/staff/actor.ts", "lib/staff/session.ts"]);
});
