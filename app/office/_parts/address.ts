/** An office address with the parameters that have a value. */
export function officeAddress(path: string, parameters: Record<string, string | undefined | null>): string {
  const query = new URLSearchParams(Object.entries(parameters).filter((pair): pair is [string, string] => Boolean(pair[1])));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** An address to come back to, if it is one of the office's own; anything else would lead people astray. */
export function ownAddress(claimed: unknown): string {
  const fallback = "/office";
  if (typeof claimed !== "string" || !/^\/office(?:[/?]|$)/.test(claimed) || /[\\\u0000-\u001f]/.test(claimed)) return fallback;
  const url = new URL(claimed, "http://office.invalid");
  return url.host === "office.invalid" && /^\/office(?:\/|$)/.test(url.pathname) ? url.pathname + url.search : fallback;
}

/** One value of a query parameter, whatever was sent. */
export const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value) || undefined;
