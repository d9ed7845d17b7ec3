import { env } from "#env.ts";

/** Where people find this portal, for addresses that must be absolute (sitemap, robots.txt). */
export const ownAddress: string = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
