import NextAuth from "next-auth";
import { authOptions } from "#app/_server/auth.ts";

type Context = { params: Promise<{ nextauth: string[] }> };
const handle = (request: Request, context: Context): Promise<Response> => NextAuth(request as never, context as never, authOptions());

/** next-auth's endpoint: csrf, callback/credentials, session, signout. The office's own pages don't need it (sign-in/actions.ts). */
export { handle as GET, handle as POST };
