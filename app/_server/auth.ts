import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { isOutage } from "#app/_server/outage.ts";
import { deriveKey, env } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { actorOfSession, endSession, sessionHours } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";

const secure = env.PUBLIC_URL?.startsWith("https:") ?? false;
// next-auth reads its own address from the process's environment and nowhere else.
process.env.NEXTAUTH_URL ??= env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;

/** The one session cookie, whether our own form or next-auth's endpoint sets it. */
export const sessionCookie = {
  name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
  options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: sessionHours * 3600 },
} as const;

/** What a stranger's program sent as text; PostgreSQL takes no NUL. */
const typed = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "") : "");

export const sessionSecret = (): string => deriveKey("session");

/**
 * next-auth with credentials: its JWT carries the id of a row of private.session and a name, nothing else. The row says
 * at every request whether the session still stands (performance.md, Pitfalls).
 */
export const authOptions = (): NextAuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: "jwt", maxAge: sessionHours * 3600 },
  cookies: { sessionToken: sessionCookie },
  useSecureCookies: secure,
  pages: { signIn: "/office/sign-in", signOut: "/office", error: "/office/sign-in" },
  providers: [Credentials({
    credentials: { login: {}, password: { type: "password" } },
    async authorize(credentials, request) {
      const header = (name: string) => (request.headers?.[name] as string | undefined) ?? null;
      try {
        const opened = await signIn({ login: typed(credentials?.login), password: typed(credentials?.password), address: header("x-client-address"), agent: header("user-agent") });
        return { id: opened.session, name: opened.name };
      } catch (error) {
        if (error instanceof Refusal) throw new Error(error.code);
        // next-auth puts the message into an address: what broke is ours to know, not its reader's.
        console.error(error);
        throw new Error(isOutage(error) ? "unavailable" : "fault");
      }
    },
  })],
  // Its sign-out only takes the cookie away; a copy of it must be worth nothing either.
  events: { signOut: async ({ token }) => void (token?.sub && await endSession(token.sub)) },
  callbacks: {
    jwt: ({ token }) => ({ sub: token.sub, name: token.name }),
    async session({ session, token }) {
      const actor = token.sub ? await actorOfSession(token.sub) : null;
      return { expires: session.expires, ...(actor ? { user: { name: actor.name } } : {}) };
    },
  },
});
