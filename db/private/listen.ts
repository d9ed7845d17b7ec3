import postgres from "postgres";
import { ownerUrl } from "#db/connect.ts";
import { roleUrl } from "#db/roles.ts";

/**
 * A connection of its own that listens, apart from the pool. When it breaks, the driver listens again at once if it can;
 * `onListening` is called then too, because what was said meanwhile is lost.
 * @throws when the database can't be reached
 */
export async function listenAsOffice(channels: Record<string, (payload: string) => void>, onListening: () => void): Promise<{ close(): Promise<void> }> {
  const client = postgres(roleUrl(ownerUrl(), "office"), { max: 1, connect_timeout: 5, onnotice: () => {}, connection: { TimeZone: "UTC", application_name: "open-akimat office live" } });
  const close = () => client.end({ timeout: 1 });
  try {
    for (const [channel, hear] of Object.entries(channels)) await client.listen(channel, hear, onListening);
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}
