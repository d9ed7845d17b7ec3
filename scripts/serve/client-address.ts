import { isIP } from "node:net";

/**
 * The reader's address: the socket's, or the entry our own proxies wrote; whatever else the header claims is his word
 * only. What is no address (some proxies write "unknown", a port) is never passed on: PostgreSQL would refuse the row.
 */
export function clientAddress(forwarded: string | undefined, socket: string | undefined, proxies: number): string | null {
  const claimed = (forwarded ?? "").split(",").map((part) => part.trim()).filter(Boolean);
  return (proxies > 0 ? address(claimed.at(-proxies)) : null) ?? address(socket);
}

function address(written = ""): string | null {
  const bare = written.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) ? bare : null;
}
