import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { env } from "#env.ts";
import { actorOfSession } from "#lib/staff/session.ts";
import { setIdentity } from "#lib/staff/identity.ts";
import { setActive } from "#lib/staff/manage.ts";
import { testDatabase } from "#tests/support/database.ts";
import { openIdProvider } from "#tests/support/openid-provider.ts";
import { official } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));

// next-auth as the portal sets it up, behind a real HTTP server, against a real OpenID Connect server.
let db: Awaited<ReturnType<typeof testDatabase>>;
let provider: Awaited<ReturnType<typeof openIdProvider>>;
let portal: Server;
let address: string;
let auth: typeof import("#app/_server/auth.ts");
const from = { address: "10.2.2.2", agent: "Test", device: null };

const pairs = (header: string | undefined) => Object.fromEntries((header ?? "").split("; ").filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf("=")), decodeURIComponent(pair.slice(pair.indexOf("=") + 1))]));

beforeAll(async () => {
  db = await testDatabase();
  portal = createServer();
  await new Promise<void>((resolve) => portal.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`;
  process.env.NEXTAUTH_URL = address;
  provider = await openIdProvider(`${address}/api/auth/callback/oidc`);
  Object.assign(env, { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: provider.client.id, OIDC_CLIENT_SECRET: provider.client.secret, OIDC_TRUST_MFA: false });
  auth = await import("#app/_server/auth.ts");
  const { beginAtProvider } = await import("#app/_server/provider.ts");
  portal.on("request", async (request, response) => {
    const url = new URL(request.url!, address);
    if (url.pathname === "/begin") {
      const begun = await beginAtProvider(`${address}/office/cases`, from);
      return void response.writeHead(303, { location: begun.location!, "set-cookie": begun.cookies }).end();
    }
    if (!url.pathname.startsWith("/api/auth/")) return void response.end("page");
    const answer = Object.assign(response, {
      status(code: number) { response.statusCode = code; return answer; },
      json: (body: unknown) => response.end(JSON.stringify(body)), send: (body: unknown) => response.end(typeof body === "string" ? body : JSON.stringify(body)),
    });
    const asked = { method: request.method, headers: request.headers, cookies: pairs(request.headers.cookie), query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.slice("/api/auth/".length).split("/") } };
    await NextAuth(asked as never, answer as never, auth.authOptions(from));
  });
});
afterAll(async () => {
  Object.assign(env, { OIDC_ISSUER: undefined, OIDC_TRUST_MFA: false });
  portal.closeAllConnections();
  portal.close();
  await provider.stop();
  await db.drop();
});
beforeEach(() => {
  Object.assign(env, { OIDC_TRUST_MFA: false });
  return () => vi.restoreAllMocks();
});

/** A browser of its own: cookies by origin, redirects followed one by one. */
function browser() {
  const jars: Record<string, Record<string, string>> = {};
  const get = async (url: string) => {
    const jar = (jars[new URL(url).origin] ??= {});
    const response = await fetch(url, { redirect: "manual", headers: { cookie: Object.entries(jar).map(([name, value]) => `${name}=${value}`).join("; ") } });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === "" || /max-age=0/i.test(cookie)) delete jar[name!];
      else jar[name!] = value!;
    }
    const to = response.headers.get("location");
    return to ? new URL(to, url).href : null;
  };
  /** Until a page of the portal's, or until an address fits. */
  const follow = async (url: string, until: RegExp = /\/office/): Promise<string> => {
    for (let steps = 0; steps < 15; steps++) {
      if (until.test(url.split("?")[0]!)) return url;
      url = await get(url) ?? "nowhere";
    }
    return url;
  };
  const session = async () => {
    const token = jars[address]?.["next-auth.session-token"];
    const claims = token ? await decode({ token: decodeURIComponent(token), secret: auth.sessionSecret() }) : null;
    return claims?.sub ? actorOfSession(claims.sub) : null;
  };
  return { jars, follow, session };
}
const callback = /\/api\/auth\/callback/;
const quiet = () => vi.spyOn(console, "error").mockImplementation(() => {});

async function person(role: Parameters<typeof official>[1], identity: { subject?: string; email?: string }) {
  const administrator = await official(db.owner, "administrator");
  const who = await official(db.owner, role, role === "executor" ? "heat" : null).catch(async () => {
    await db.owner`INSERT INTO private.department (code, name_en) VALUES ('heat', 'Heating') ON CONFLICT DO NOTHING`;
    return official(db.owner, role, "heat");
  });
  await setIdentity(administrator, who.id, { subject: "", email: "", ...identity });
  return { who, administrator };
}

test("a person with an account signs in: by authorisation code with PKCE, state and nonce", async () => {
  const { who } = await person("executor", { subject: "s-1" });
  provider.visitor = { sub: "s-1" };
  const one = browser();
  const at = new URL(await one.follow(`${address}/begin`, /127\.0\.0\.1:\d+\/auth$/));
  expect(Object.fromEntries(at.searchParams)).toMatchObject({ response_type: "code", code_challenge_method: "S256", state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) });
  expect(await one.follow(at.href)).toBe(`${address}/office/cases`);
  expect(await one.session()).toMatchObject({ id: who.id, secondFactor: true });
  expect(await db.owner`SELECT kind, after->>'act' AS act, after->>'method' AS method FROM private.office_event WHERE subject = ${who.login} AND kind = 'session'`).toEqual([{ kind: "session", act: "opened", method: "provider" }]);
});

describe.each(["ES256", "PS256", "EdDSA"] as const)("a provider that signs by %s", (alg) => {
  let other: typeof provider;
  beforeAll(async () => {
    other = await openIdProvider(`${address}/api/auth/callback/oidc`, alg);
    Object.assign(env, { OIDC_ISSUER: other.issuer });
  });
  afterAll(async () => {
    Object.assign(env, { OIDC_ISSUER: provider.issuer, OIDC_ID_TOKEN_ALG: "RS256" });
    await other.stop();
  });
  test("signs people in where the portal is told so, and nobody where it isn't", async () => {
    const { who } = await person("executor", { subject: `s-${alg}` });
    other.visitor = { sub: `s-${alg}` };
    const [one, two] = [browser(), browser()];
    Object.assign(env, { OIDC_ID_TOKEN_ALG: alg });
    expect(await one.follow(`${address}/begin`)).toBe(`${address}/office/cases`);
    expect(await one.session()).toMatchObject({ id: who.id });
    Object.assign(env, { OIDC_ID_TOKEN_ALG: "RS256" });
    quiet();
    expect(await two.follow(`${address}/begin`)).toMatch(/\/office\/sign-in\?/);
    expect(await two.session()).toBeNull();
  });
});

test("a mandatory role still has to pass the second factor, unless the provider's word for it is trusted", async () => {
  const { who } = await person("registrar", { subject: "s-2" });
  provider.visitor = { sub: "s-2", amr: ["pwd", "mfa"] };
  const first = browser();
  await first.follow(`${address}/begin`);
  expect(await first.session()).toMatchObject({ id: who.id, secondFactor: false });
  Object.assign(env, { OIDC_TRUST_MFA: true });
  const second = browser();
  await second.follow(`${address}/begin`);
  expect(await second.session()).toMatchObject({ id: who.id, secondFactor: true });
  provider.visitor = { sub: "s-2", amr: ["pwd"] };
  const third = browser();
  await third.follow(`${address}/begin`);
  expect(await third.session()).toMatchObject({ secondFactor: false });
});

describe("by address", () => {
  test("a verified one binds the person's subject once; later nobody gets in by the address", async () => {
    const { who } = await person("executor", { email: "Aigul@Example.KZ" });
    provider.visitor = { sub: "s-3", email: "aigul@example.kz", email_verified: true };
    const one = browser();
    await one.follow(`${address}/begin`);
    expect(await one.session()).toMatchObject({ id: who.id });
    expect(await db.owner`SELECT subject FROM private.identity WHERE staff = ${who.id}`).toEqual([{ subject: "s-3" }]);
    provider.visitor = { sub: "s-heir", email: "aigul@example.kz", email_verified: true };
    const heir = browser();
    expect(await heir.follow(`${address}/begin`)).toBe(`${address}/office/sign-in?error=providerUnknown`);
    expect(await heir.session()).toBeNull();
  });
  test("one that isn't verified opens nothing", async () => {
    await person("executor", { email: "bolat@example.kz" });
    for (const email_verified of [false, undefined]) {
      provider.visitor = { sub: "s-4", email: "bolat@example.kz", ...(email_verified === undefined ? {} : { email_verified }) };
      expect(await browser().follow(`${address}/begin`)).toBe(`${address}/office/sign-in?error=providerUnknown`);
    }
  });
});

test("a stranger gets no account, a deactivated official no session", async () => {
  const [before] = await db.owner`SELECT count(*)::int AS n FROM private.staff`;
  provider.visitor = { sub: "nobody", email: "nobody@example.kz", email_verified: true };
  expect(await browser().follow(`${address}/begin`)).toBe(`${address}/office/sign-in?error=providerUnknown`);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.staff`).toEqual([before]);
  const { who, administrator } = await person("executor", { subject: "s-5" });
  await setActive(administrator, who.id, false);
  provider.visitor = { sub: "s-5" };
  const dismissed = browser();
  expect(await dismissed.follow(`${address}/begin`)).toBe(`${address}/office/sign-in?error=providerUnknown`);
  expect(await dismissed.session()).toBeNull();
});

describe("what comes back must belong to what was begun here", () => {
  beforeEach(async () => {
    quiet();
    await db.owner`DELETE FROM private.identity WHERE subject = 's-6'`;
    await person("executor", { subject: "s-6" });
    provider.visitor = { sub: "s-6" };
  });
  const refused = async (one: ReturnType<typeof browser>, url: string) => {
    expect(await one.follow(url)).toMatch(/\/office\/sign-in\?.*error=(OAuthCallback|Callback)$/);
    expect(await one.session()).toBeNull();
  };
  test("a wrong state", async () => {
    const one = browser();
    const back = new URL(await one.follow(`${address}/begin`, callback));
    back.searchParams.set("state", "another");
    await refused(one, back.href);
  });
  test.each(["nonce", "state", "pkce.code_verifier"])("the %s of another sign-in", async (name) => {
    const one = browser(), other = browser();
    const back = await one.follow(`${address}/begin`, callback);
    await other.follow(`${address}/begin`, callback);
    one.jars[address]![`next-auth.${name}`] = other.jars[address]![`next-auth.${name}`]!;
    await refused(one, back);
  });
  test("in a browser that began nothing: somebody else's link signs nobody in", async () => {
    const back = await browser().follow(`${address}/begin`, callback);
    await refused(browser(), back);
  });
  test("a second time: the code is worth nothing, even with the cookies copied", async () => {
    const one = browser(), thief = browser();
    const back = await one.follow(`${address}/begin`, callback);
    thief.jars[address] = { ...one.jars[address] };
    expect(await one.follow(back)).toBe(`${address}/office/cases`);
    await refused(thief, back);
  });
  test("the person refused at the provider", async () => {
    const one = browser();
    const back = new URL(await one.follow(`${address}/begin`, callback));
    expect(await one.follow(`${address}/api/auth/callback/oidc?error=access_denied&state=${back.searchParams.get("state")}`)).toMatch(/\/office\/sign-in\?.*error=Callback$/);
    expect(await one.session()).toBeNull();
  });
});

describe("who somebody is there", () => {
  test("belongs to one account", async () => {
    const { administrator } = await person("executor", { subject: "s-7" });
    const other = await official(db.owner, "operator");
    await expect(setIdentity(administrator, other.id, { subject: "s-7", email: "" })).rejects.toMatchObject({ code: "identityTaken" });
  });
  test("is a subject or an address, not both", async () => {
    const administrator = await official(db.owner, "administrator");
    await expect(setIdentity(administrator, administrator.id, { subject: "a", email: "a@b.kz" })).rejects.toMatchObject({ code: "identityForm" });
  });
  test("is the administrator's to enter, and is written down", async () => {
    const { who, administrator } = await person("registrar", { subject: "s-8" });
    await expect(setIdentity(who, who.id, { subject: "s-9", email: "" })).rejects.toMatchObject({ code: "forbidden" });
    const [event] = await db.owner`SELECT actor::int, after FROM private.office_event WHERE subject = ${who.login} AND kind = 'staff'`;
    expect(event).toMatchObject({ actor: administrator.id, after: { act: "identity", subject: "s-8" } });
  });
});

describe("the link on the sign-in page", () => {
  const follow = async (to: string, site: string | null = "same-origin") => {
    const { GET } = await import("#app/office/sign-in/provider/route.ts");
    const response = await GET(new Request(`${address}/office/sign-in/provider?to=${encodeURIComponent(to)}`, site ? { headers: { "sec-fetch-site": site } } : {}));
    return { status: response.status, location: response.headers.get("location")!, cookies: response.headers.getSetCookie() };
  };
  test("leads to the provider, with state, nonce and verifier in cookies that scripts can't read, and back to the page one came for", async () => {
    const { status, location, cookies } = await follow("/office/cases/7");
    expect([status, location.startsWith(`${provider.issuer}/auth?`)]).toEqual([303, true]);
    for (const name of ["state", "nonce", "pkce.code_verifier"]) expect(cookies.find((cookie) => cookie.startsWith(`next-auth.${name}=`))).toMatch(/HttpOnly; SameSite=Lax/);
    expect(cookies.find((cookie) => cookie.startsWith("next-auth.callback-url="))).toContain(encodeURIComponent(`${address}/office/cases/7`));
  });
  test("never to another site, whatever the address says", async () => {
    const { cookies } = await follow("//evil.example/office");
    expect(cookies.find((cookie) => cookie.startsWith("next-auth.callback-url="))).toContain(encodeURIComponent(`${address}/office`));
  });
  test("begins nothing for another site's link", async () => {
    for (const site of ["cross-site", "same-site"]) expect(await follow("/office", site)).toMatchObject({ location: "/office/sign-in?to=%2Foffice", cookies: [] });
  });
  test("says so when the provider can't be reached, or there is none", async () => {
    quiet();
    Object.assign(env, { OIDC_ISSUER: "http://127.0.0.1:1" });
    expect((await follow("/office")).location).toBe("/office/sign-in?to=%2Foffice&error=providerFailed");
    Object.assign(env, { OIDC_ISSUER: undefined });
    expect((await follow("/office")).location).toBe("/office/sign-in?to=%2Foffice");
    Object.assign(env, { OIDC_ISSUER: provider.issuer });
  });
});
