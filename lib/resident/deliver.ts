import { residentDb } from "#db/resident.ts";
import { storable } from "#lib/intake/storable.ts";

/** A thing that arrived, as it came. `sender`: whose things are taken in one after another; a phone in E.164, a provider's user id, an e-mail address. */
export type Thing = { source: string; sourceId: string; kind: "message" | "status" | "addition" | "withdrawal" | "rating" | "booking" | "unknown"; sender: string | null; original: unknown };

/** Things as the database is given them. */
export const written = (things: readonly Thing[]): string => JSON.stringify(storable(things));

/**
 * Keeps things that are written already, in one commit. The driver's own query is prepared once a connection; drizzle's are not, and
 * ask the database for their parameters' types before each.
 * @returns how many were new
 */
export async function keep(list: string): Promise<number> {
  const [row] = await residentDb().$client<{ n: number }[]>`SELECT resident.deliver(${list}::text::jsonb) AS n`;
  return row!.n;
}

/**
 * Keeps what a provider hands over, all of it or nothing; what is here already is left as it is. When this returns, it is
 * on the disk: the provider may be told 200.
 * @returns how many were new
 */
export const deliver = async (things: readonly Thing[]): Promise<number> => (things.length === 0 ? 0 : keep(written(things)));
