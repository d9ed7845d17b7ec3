import { sealer } from "#lib/seal.ts";

/** A way's secrets (access tokens, passwords), bound to its code. */
export const { seal, unseal } = sealer<string>("ways", (code) => `way ${code}`);
