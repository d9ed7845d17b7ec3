/**
 * Whose guesses an address' guesses are. One household or one rented machine holds 2^64 IPv6 addresses (RFC 6177), so
 * there the network is what counts.
 * @example networkOf("2001:db8:1:2:3::4") // "2001:db8:1:2::/64"
 */
export function networkOf(address: string): string {
  if (!address.includes(":") || !URL.canParse(`http://[${address}]`)) return address;
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail ? tail.split(":") : [];
  const all = tail === undefined ? first : [...first, ...Array.from({ length: 8 - first.length - last.length }, () => "0"), ...last];
  return `${all.slice(0, 4).join(":")}::/64`;
}
