import { connectAs, type Database } from "#db/connect.ts";

/** What a resident does in public: EXECUTE on the functions of the schema `resident`, nothing else. */
export const residentDb = (): Database => connectAs("resident");
