import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { portalUrl } from "#env.ts";

/**
 * Everything public may be found. The explorer's endless views may be read, because they say themselves that they are no
 * search results and lead on to pages that are (app/_ui/head.tsx); files by query have the same numbers and lead nowhere.
 */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection(); // the portal's address is known when it runs, not when it is built
  return { rules: { userAgent: "*", allow: "/", disallow: ["/office", "/api/", "/data/*?"] }, sitemap: new URL("/sitemap.xml", portalUrl()).href };
}
