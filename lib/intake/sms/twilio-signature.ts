import { createHmac, timingSafeEqual } from "node:crypto";

/** The address as it may have been signed: Twilio has been seen to write the scheme's own port and to leave another one out. */
function spellings(address: string): string[] {
  const { protocol, username, hostname, port } = new URL(address);
  const front = /^[^:]+:\/\/[^/?#]+/.exec(address)?.[0] ?? "", rest = address.slice(front.length);
  const bare = front.replace(/:\d+$/, "");
  return username !== "" || hostname === "" ? [address] : [address, `${bare}${rest}`, `${bare}:${port || (protocol === "https:" ? 443 : 80)}${rest}`];
}

/**
 * Whether Twilio signed this call (twilio.com/docs/usage/security): X-Twilio-Signature is the Base64 of HMAC-SHA1, keyed with
 * the account's token, over the whole address and, of a form, each name and value in the names' order.
 * @param address as Twilio was told to call it, with its query
 * @param form of a POST; a GET has it in the address
 */
export function isSignedByTwilio(address: string, form: URLSearchParams | null, header: string | null, authToken: string): boolean {
  const given = Buffer.from(header ?? "", "base64");
  if (given.length !== 20) return false;
  // By code units, as Twilio's own libraries sort; a name that comes twice has its values once each, in their order.
  const fields = [...new Set(form?.keys() ?? [])].sort().map((name) => [...new Set(form!.getAll(name))].sort().map((value) => name + value).join("")).join("");
  return spellings(address).some((spelled) => timingSafeEqual(given, createHmac("sha1", authToken).update(spelled + fields).digest()));
}
