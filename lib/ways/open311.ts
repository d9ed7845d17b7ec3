import { z } from "zod";

/** Open311 (GeoReport v2): what the world is told of us. Its clients' keys are rows of their own (private.open311_client). */
export const open311Way = {
  settings: z.object({
    /** By which the standard names a city, e.g. its domain. A client that sends another one has the wrong city. */
    jurisdictionId: z.string().trim().min(1).max(100),
    /** How to get a key, in words or as an address; service discovery says it. */
    keyService: z.string().trim().max(1000).default(""),
  }),
  secrets: z.object({}),
  calledAt: ["/api/open311/v2/discovery.json"],
};
