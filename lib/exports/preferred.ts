/**
 * Which of our offers an Accept-… header likes best; among equals the earlier one. Undefined when it wants none of them.
 * @example preferred("gzip;q=0.5, br", ["br", "gzip"]) // "br"
 */
export function preferred<Offer extends string>(header: string, offers: readonly Offer[]): Offer | undefined {
  const wishes = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const q = parameters.find((text) => text.startsWith("q="))?.slice(2);
    const weight = q === undefined ? 1 : Number(q) || 0;
    if (name) wishes.set(name, Math.max(weight, wishes.get(name) ?? 0));
  }
  const weigh = (offer: Offer): number => wishes.get(offer) ?? wishes.get("*") ?? 0;
  const best = [...offers].sort((a, b) => weigh(b) - weigh(a))[0];
  return best !== undefined && weigh(best) > 0 ? best : undefined;
}
