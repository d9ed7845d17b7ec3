import { NextResponse, type NextRequest } from "next/server";
import { chooseLocale } from "#lib/i18n/choose-locale.ts";

/** `/` leads to the reader's language. That is all a proxy does here: who may see what is decided in lib (architecture.md). */
export function proxy(request: NextRequest): NextResponse {
  const address = new URL(`/${chooseLocale(request.headers.get("accept-language"))}`, request.url);
  return NextResponse.redirect(address, { status: 307, headers: { vary: "Accept-Language", "cache-control": "private, max-age=0" } });
}

export const config = { matcher: "/" };
