import type { MetadataRoute } from "next";

/** Everything public may be found but the endless views of the explorer; the back-office is nobody's search result. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", allow: "/", disallow: ["/office", "/api/", "/*/stats?", "/*/track"] } };
}
