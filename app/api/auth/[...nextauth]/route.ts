import NextAuth from "next-auth";
import { authOptions } from "#app/_server/auth.ts";
import { caller } from "#app/_server/session.ts";

type Context = { params: Promise<{ nextauth: string[] }> };
const handle = async (request: Request, context: Context): Promise<Response> => NextAuth(request as never, context as never, authOptions(await caller()));

/** next-auth's endpoint: csrf, callback/credentials, callback/oidc, session, signout. The office's own pages don't need it (sign-in/actions.ts). */
export { handle as GET, handle as POST };
