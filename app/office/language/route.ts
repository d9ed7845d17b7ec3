import { cookies } from "next/headers";
import { goTo, languageCookie } from "#app/_server/session.ts";
import { ownAddress } from "#app/office/_parts/address.ts";
import { isLocale } from "#lib/i18n/locale.ts";

/** Remembers the language an official works in, and returns to where he was. */
export async function GET(request: Request): Promise<never> {
  const { searchParams } = new URL(request.url);
  const to = searchParams.get("to");
  if (isLocale(to)) (await cookies()).set(languageCookie, to, { path: "/office", maxAge: 365 * 86_400, sameSite: "lax", httpOnly: true });
  return goTo(ownAddress(searchParams.get("back")));
}
