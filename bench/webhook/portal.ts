import { type ChildProcess, fork } from "node:child_process";
import { createServer } from "node:net";
import { encode } from "next-auth/jwt";
import postgres from "postgres";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { demoPassword } from "#db/demo/accounts.ts";
import { seedDemo } from "#db/demo/seed.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { deriveKey, env, portalSecret } from "#env.ts";
import { signIn } from "#lib/staff/sign-in.ts";
import { seal } from "#lib/ways/seal.ts";
import { buildIfNeeded } from "#scripts/start/build.ts";

/** What WhatsApp's deliveries are signed with here. */
export const appSecret = "bench";

export type BenchPortal = { address: string; owner: postgres.Sql; environment: NodeJS.ProcessEnv; /** An operator's, who needs no second factor. */ cookie: string; close(): Promise<void> };

const freePort = () => new Promise<number>((resolve) => {
  const probe = createServer().listen(0, () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

/** The portal's server as `npm start` runs it, on a database of its own that holds the demonstration city; without releases, which nothing here reads. */
export async function benchPortal(): Promise<BenchPortal> {
  const database = await openDatabase(), maintenance = postgres(database.url, { max: 1, onnotice: () => {} }), name = `bench_webhook_${process.pid}`;
  await maintenance.unsafe(`CREATE DATABASE "${name}"`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  env.DATABASE_URL = url.href;
  const owner = postgres(url.href, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  let server: ChildProcess | undefined;
  const close = async () => {
    server?.kill("SIGKILL");
    await owner.end();
    await disconnect();
    await maintenance.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await maintenance.end();
    await database.close();
  };
  try {
    await migrateDatabase(url.href);
    await seedDemo(owner);
    const secrets = { appSecret, verifyToken: "v", accessToken: "a" };
    await owner`INSERT INTO private.way (code, active, settings, secrets) VALUES ('whatsapp', true, ${owner.json({ phoneNumberId: "1" })}, ${seal(Buffer.from(JSON.stringify(secrets)), "whatsapp")})
      ON CONFLICT (code) DO UPDATE SET active = true, settings = excluded.settings, secrets = excluded.secrets`;
    await owner`CREATE TABLE public.reference (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source_id text UNIQUE, original jsonb)`;
    await buildIfNeeded(() => {});
    const port = await freePort(), opened = await signIn({ login: "operator", password: demoPassword, address: null, agent: null });
    const environment = { ...process.env, DATABASE_URL: url.href, PORTAL_SECRET: portalSecret(), PORT: String(port), NODE_ENV: "production" } as NodeJS.ProcessEnv;
    server = fork("scripts/serve.ts", { env: environment });
    await new Promise<void>((resolve, reject) => server!.once("message", () => resolve()).once("exit", (code) => reject(new Error(`The server ended (${code}).`))));
    const token = await encode({ token: { sub: opened.session, name: opened.name }, secret: deriveKey("session") });
    return { address: `http://127.0.0.1:${port}`, owner, environment, cookie: `next-auth.session-token=${token}; office-language=kk`, close };
  } catch (error) {
    await close();
    throw error;
  }
}
