import { BlockList, isIP } from "node:net";
import { z } from "zod";

/** "10.1.0.0/16", "2001:db8::/32" or one address. */
const range = z.string().trim().refine((text) => {
  const [address = "", bits, more] = text.split("/"), kind = isIP(address);
  return kind !== 0 && more === undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128)));
});

/** The addresses a provider calls from; none: from anywhere. */
export const addressList = z.array(range).default([]);

/** Whether a caller is on a way's list of addresses. */
export function mayCall(list: readonly string[], caller: string | null): boolean {
  if (list.length === 0) return true;
  if (caller === null || isIP(caller) === 0) return false;
  const known = new BlockList();
  for (const one of list) {
    const [address = "", bits] = one.split("/"), family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) known.addAddress(address, family);
    else known.addSubnet(address, Number(bits), family);
  }
  return known.check(caller, isIP(caller) === 4 ? "ipv4" : "ipv6");
}
