import { z } from "zod";

/** A telephone exchange that opens the call screen with the caller's number: /office/call?n=…&t=…&s=… (lib/intake/call/signed.ts). */
export const callWay = {
  settings: z.object({
    /** So long a signed address is good. */
    minutes: z.number().int().min(1).max(60).default(5),
  }),
  secrets: z.object({ signingKey: z.string().min(16).max(300) }),
  opensPage: true,
  calledAt: ["/office/call?n=NUMBER&t=SECONDS&s=SIGNATURE"],
};
