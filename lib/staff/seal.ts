import { sealer } from "#lib/seal.ts";

/** A second factor's secret, bound to its account. */
export const { seal, unseal } = sealer<number>("second factor", (staff) => `staff ${staff}`);
