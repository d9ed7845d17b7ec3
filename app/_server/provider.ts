import NextAuth from "next-auth";
import { authOptions, type Caller } from "#app/_server/auth.ts";

type Answer = { location: string | null; cookies: string[]; body: unknown };

/** Asks next-auth as its API route would be asked, within the process. */
async function ask(action: string[], from: Caller, sent: { method: "GET" | "POST"; cookies?: Record<string, string>; body?: Record<string, string> }): Promise<Answer> {
  const answer: Answer = { location: null, cookies: [], body: null };
  const response = {
    status: () => response, end: () => {}, json: (body: unknown) => { answer.body = body; }, send: (body: unknown) => { answer.body = body; },
    getHeader: () => answer.cookies,
    setHeader(name: string, value: string & string[]) {
      if (name.toLowerCase() === "set-cookie") answer.cookies = value;
      if (name.toLowerCase() === "location") answer.location = value;
      return response;
    },
  };
  await NextAuth({ query: { nextauth: action }, headers: {}, cookies: {}, ...sent } as never, response as never, authOptions(from));
  return answer;
}

/**
 * Begins a sign-in at the city's provider. next-auth begins one by a POST with its own token only, so that no other site
 * can; our link says where it comes from (Sec-Fetch-Site), and works without JavaScript and past `form-action 'self'`.
 * @returns the provider's address, and the cookies with state, nonce and verifier
 */
export async function beginAtProvider(callbackUrl: string, from: Caller): Promise<{ location: string | null; cookies: string[] }> {
  const csrf = await ask(["csrf"], from, { method: "GET" });
  const { csrfToken } = csrf.body as { csrfToken: string };
  const cookies = Object.fromEntries(csrf.cookies.map((cookie) => cookie.split(";")[0]!.split("=")).map(([name, value]) => [name!, decodeURIComponent(value!)]));
  return ask(["signin", "oidc"], from, { method: "POST", cookies, body: { csrfToken, callbackUrl } });
}
