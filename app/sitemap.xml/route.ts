import { connection } from "next/server";
import { portalUrl } from "#env.ts";
import { isOutage } from "#app/_server/outage.ts";
import { publicPaths } from "#app/_server/public-paths.ts";
import { readSite } from "#app/_server/site.ts";
import { sitemap } from "#app/_server/sitemap.ts";
import { defaultLocale } from "#lib/i18n/locale.ts";

/** Every public page in every language, made when asked for: a build knows no city. */
export async function GET(): Promise<Response> {
  await connection();
  try {
    const site = await readSite(defaultLocale);
    const xml = sitemap(site ? publicPaths(site.codes, site.releases) : [], portalUrl(), site?.release?.publishedAt ?? null);
    return new Response(xml, { headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "public, max-age=300" } });
  } catch (error) {
    if (!isOutage(error)) throw error;
    console.error(error);
    return new Response("The database does not answer.\n", { status: 503, headers: { "retry-after": "60", "cache-control": "no-store" } });
  }
}
