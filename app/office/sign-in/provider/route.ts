import { ownOrigin } from "#app/_server/auth.ts";
import { beginAtProvider } from "#app/_server/provider.ts";
import { caller } from "#app/_server/session.ts";
import { officeAddress, ownAddress } from "#app/office/_parts/address.ts";
import { env } from "#env.ts";

/** The way to the city's sign-in service and back; for people who follow the link of our own page. */
export async function GET(request: Request): Promise<Response> {
  const to = ownAddress(new URL(request.url).searchParams.get("to"));
  const site = request.headers.get("sec-fetch-site");
  const back = (error?: string) => new Response(null, { status: 303, headers: { location: officeAddress("/office/sign-in", { to, error }), "cache-control": "no-store" } });
  if (!env.OIDC_ISSUER || (site !== null && site !== "same-origin" && site !== "none")) return back();
  const { location, cookies } = await beginAtProvider(ownOrigin + to, await caller());
  // next-auth answers a provider that can't be reached with its own error page, and writes down why.
  if (!location || new URL(location, ownOrigin).origin === ownOrigin) return back("providerFailed");
  const headers = new Headers({ location, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
