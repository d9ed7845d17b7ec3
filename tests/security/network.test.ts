import { afterAll, beforeAll, expect, test } from "vitest";
import { perAddress } from "#lib/staff/attempts.ts";
import { networkOf } from "#lib/staff/network.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

test.each([
  ["10.1.2.3", "10.1.2.3"], ["2001:db8:1:2:3::4", "2001:db8:1:2::/64"], ["2001:0DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"], ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"], ["2001:db8:1:2:3:4::", "2001:db8:1:2::/64"], ["fe80::1%eth0", "fe80::1%eth0"], ["not:an:address", "not:an:address"], ["", ""],
])("%s guesses as %s", (address, network) => expect(networkOf(address)).toBe(network));

test("another address of the same IPv6 network for each guess doesn't go round the limit", async () => {
  const codes: string[] = [];
  for (let n = 0; n <= perAddress; n++) {
    codes.push(await signIn({ login: `somebody${n}`, password: "wrong", address: `2001:db8:1:2::${n.toString(16)}`, agent: null }).then(() => "in", (error) => error.code));
  }
  expect(codes.slice(0, perAddress)).toEqual(Array(perAddress).fill("signInFailed"));
  expect(codes[perAddress]).toBe("tooManyAttempts");
});
