import { isOutage } from "#app/_server/outage.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";
import { plain } from "#lib/resident/plain.ts";
import { leave } from "#lib/subscriptions/subscribe.ts";

/** A mail program takes its reader off the list (RFC 8058): one POST, no cookie, no question. The same for a key that leads nowhere. */
export async function POST(request: Request) {
  const key = new URL(request.url).searchParams.get("key");
  const form = await request.formData().catch(() => null);
  if (!key || form?.get("List-Unsubscribe") !== "One-Click") return plain(400, "Not a one-click request: RFC 8058.");
  try {
    await leave(key.slice(0, 100));
    return plain(200, "Done.");
  } catch (error) {
    console.error(error);
    return isOutage(error) ? plain(503, "Try again in a minute.") : plain(500, "Something went wrong.");
  }
}

/** Whoever opens the same address himself is asked first: scanners open every link. */
export function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  const lang = searchParams.get("lang");
  const key = searchParams.get("key");
  const page = `/${isLocale(lang) ? lang : defaultLocale}/data/releases/leave${key ? `?key=${encodeURIComponent(key)}` : ""}`;
  return new Response(null, { status: 303, headers: { Location: page, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" } });
}
