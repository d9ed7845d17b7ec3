/** An address that its owner recognises and nobody else learns: "a…n@example.org". */
export function maskAddress(address: string): string {
  const [name = "", domain] = address.split("@");
  const shown = name.length > 3 ? `${name[0]}…${name.at(-1)}` : "…";
  return domain === undefined ? `…${address.slice(-2)}` : `${shown}@${domain}`;
}

/** What a server answered, without the addresses it repeats; at most 300 characters. */
export const withoutAddresses = (text: string): string => text.replace(/(?<![^\s<>"'(),;:])[^\s<>"'(),;:]+@[^\s<>"'(),;]+/g, "…").replace(/\s+/g, " ").trim().slice(0, 300);
