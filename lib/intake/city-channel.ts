import { desc, eq } from "drizzle-orm";
import { channel, type Connection } from "#db/private.ts";

/**
 * The city's own code for the way something came. A city that doesn't list the way (channels.csv) counts it as its website, or
 * as the first it has: what people send is never lost over a list.
 */
export async function cityChannel(tx: Connection, way: string): Promise<string> {
  const [found] = await tx.select({ code: channel.code }).from(channel).orderBy(desc(eq(channel.code, way)), desc(eq(channel.code, "web")), channel.sort, channel.code).limit(1);
  if (!found) throw new Error("the city has no channels");
  return found.code;
}
