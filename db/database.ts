import { env } from "#env.ts";
import { disconnect } from "#db/connect.ts";
import { startEmbedded } from "#db/embedded.ts";

export type OwnedDatabase = { url: string; embedded: boolean; close(): Promise<void> };

/** The database a command works on: DATABASE_URL, else the embedded one, started when nobody runs it yet. */
export async function openDatabase(): Promise<OwnedDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, embedded: false, close: disconnect };
  const server = await startEmbedded();
  env.DATABASE_URL = server.url;
  return {
    url: server.url, embedded: true,
    async close() {
      await disconnect();
      await server.stop();
    },
  };
}
