import type { NextAuthOptions } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import Credentials from "next-auth/providers/credentials";
import { isOutage } from "#app/_server/outage.ts";
import { deriveKey, env, portalUrl } from "#env.ts";
import { Refusal } from "#lib/errors.ts";
import { type Claims, signInByProvider } from "#lib/staff/identity.ts";
import { actorOfSession, endSession, sessionHours } from "#lib/staff/session.ts";
import { signIn } from "#lib/staff/sign-in.ts";

const secure = env.PUBLIC_URL?.startsWith("https:") ?? false;
// next-auth reads its own address from the process's environment and nowhere else.
process.env.NEXTAUTH_URL ??= portalUrl();
/** The portal's own address, as next-auth knows it. */
export const ownOrigin = new URL(process.env.NEXTAUTH_URL).origin;

/** The one session cookie, whether our own form or next-auth's endpoint sets it. */
export const sessionCookie = {
  name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
  options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: sessionHours * 3600 },
} as const;

/** What a stranger's program sent as text; PostgreSQL takes no NUL. */
const typed = (value: unknown): string => (typeof value === "string" ? value.replaceAll("\0", "") : "");

export const sessionSecret = (): string => deriveKey("session");

/** Where a request comes from (session.ts, `caller`). */
export type Caller = { address: string | null; agent: string | null; device: string | null };

/** What went wrong, for an address: a refusal's code; what broke is ours to know, not its reader's. */
function reason(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  console.error(error);
  return isOutage(error) ? "unavailable" : "fault";
}

/** The city's own OpenID Connect provider; null when none is set up. Authorisation code with PKCE, state and nonce. */
const provider = (): OAuthConfig<Claims & { name?: string }> | null => (env.OIDC_ISSUER ? {
  id: "oidc", name: env.OIDC_NAME, type: "oauth", wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET,
  client: { id_token_signed_response_alg: env.OIDC_ID_TOKEN_ALG }, idToken: true, checks: ["pkce", "state", "nonce"], authorization: { params: { scope: "openid email" } },
  userinfo: {
    // Some providers tell the address at the userinfo endpoint only; how somebody signed in is the ID token's word alone.
    async request({ client, tokens }) {
      const claims = (tokens as unknown as { claims(): Claims }).claims();
      if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims;
      const { email, email_verified } = await client.userinfo(tokens as never);
      return { ...claims, ...(email ? { email, email_verified: email_verified === true } : {}) };
    },
  },
  profile: (claims) => ({ id: claims.sub }),
} : null);

/**
 * next-auth with credentials, and the city's provider where there is one: its JWT carries the id of a row of
 * private.session and a name, nothing else. The row says at every request whether the session still stands
 * (performance.md, Pitfalls), and whether its second factor was passed.
 */
export const authOptions = (from: Caller): NextAuthOptions => ({
  secret: sessionSecret(),
  session: { strategy: "jwt", maxAge: sessionHours * 3600 },
  cookies: { sessionToken: sessionCookie },
  useSecureCookies: secure,
  pages: { signIn: "/office/sign-in", signOut: "/office", error: "/office/sign-in" },
  providers: [Credentials({
    credentials: { login: {}, password: { type: "password" } },
    async authorize(credentials) {
      try {
        const opened = await signIn({ login: typed(credentials?.login), password: typed(credentials?.password), ...from });
        return { id: opened.session, name: opened.name };
      } catch (error) {
        throw new Error(reason(error));
      }
    },
  }), provider()].filter((one) => one !== null),
  // Its sign-out only takes the cookie away; a copy of it must be worth nothing either.
  events: { signOut: async ({ token }) => void (token?.sub && await endSession(token.sub)) },
  callbacks: {
    /** Who the provider confirmed gets a session of his account, if the administrator gave him one. */
    async signIn({ user, account, profile }) {
      if (account?.provider !== "oidc") return true;
      try {
        const opened = await signInByProvider(profile as unknown as Claims, from);
        Object.assign(user, { id: opened.session, name: opened.name });
        return true;
      } catch (error) {
        return `/office/sign-in?error=${reason(error)}`;
      }
    },
    jwt: ({ token }) => ({ sub: token.sub, name: token.name }),
    async session({ session, token }) {
      const actor = token.sub ? await actorOfSession(token.sub) : null;
      return { expires: session.expires, ...(actor?.secondFactor ? { user: { name: actor.name } } : {}) };
    },
  },
});
