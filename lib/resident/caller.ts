import { createHmac } from "node:crypto";
import { deriveKey } from "#env.ts";
import { networkOf } from "#lib/staff/network.ts";

/** A caller as the database counts him: his network, hashed with a key of the form's own, so that no address is kept. Null: nobody knows it. */
export const callerHash = (form: string, address: string | null): Buffer =>
  createHmac("sha256", deriveKey(`${form}: callers' networks`)).update(networkOf(address ?? "unknown")).digest();
