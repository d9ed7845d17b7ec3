import { expect, test } from "vitest";
import { clientAddress } from "#scripts/serve/client-address.ts";

test.each([
  ["6.6.6.6", "::ffff:10.0.0.1", 0, "10.0.0.1"], [undefined, "10.0.0.1", 1, "10.0.0.1"], ["6.6.6.6, 1.2.3.4", "10.0.0.1", 1, "1.2.3.4"], ["6.6.6.6, 1.2.3.4, 10.0.0.2", "10.0.0.1", 2, "1.2.3.4"],
  ["1.2.3.4", "10.0.0.1", 2, "10.0.0.1"], ["6.6.6.6, unknown", "10.0.0.1", 1, "10.0.0.1"], ["1.2.3.4, '; DROP", "10.0.0.1", 1, "10.0.0.1"], ["1.2.3.4:5678", "10.0.0.1", 1, "1.2.3.4"],
  ["[2001:db8::1]:443", "10.0.0.1", 1, "2001:db8::1"], ["2001:db8::1", "10.0.0.1", 1, "2001:db8::1"], ["::ffff:1.2.3.4", "10.0.0.1", 1, "1.2.3.4"],
] as const)("X-Forwarded-For %j at %s behind %i proxies is %s", (forwarded, socket, proxies, address) => {
  expect(clientAddress(forwarded, socket, proxies)).toBe(address);
});

test("a connection that is gone has no address", () => expect(clientAddress("", undefined, 0)).toBeNull());
