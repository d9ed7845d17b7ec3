import { connectAs, type Database } from "#db/connect.ts";

/** The release's connection: reads private facts (no texts, no people), writes open. For lib/release only. */
export const airlockDb = (): Database => connectAs("release");
