import { env } from "#env.ts";

/** A fault the person at the terminal can do something about: one sentence and the way out, no stack. */
export class WayOut extends Error {}

const reasons: Record<string, (error: Error & { address?: string; port?: number }) => string> = {
  ECONNREFUSED: () => "Nobody answers at the address in DATABASE_URL. Is PostgreSQL running there? Unset DATABASE_URL to use the embedded one.",
  ENOTFOUND: () => "The host in DATABASE_URL is not known. Check its spelling, or unset DATABASE_URL to use the embedded PostgreSQL.",
  EAI_AGAIN: () => "The host in DATABASE_URL can't be looked up. Check its spelling and the network, or unset DATABASE_URL.",
  CONNECT_TIMEOUT: () => "The server in DATABASE_URL does not answer within 10 s. Check host, port and firewall.",
  ERR_INVALID_URL: () => "DATABASE_URL is not an address. It looks like postgres://user:password@host:5432/database.",
  "28P01": () => "PostgreSQL refuses the user name or password in DATABASE_URL.",
  "28000": () => "PostgreSQL refuses the user in DATABASE_URL (pg_hba.conf).",
  "3D000": () => "The database named in DATABASE_URL does not exist. Create it first: createdb NAME.",
  "42501": (error) => `The user in DATABASE_URL lacks a right (${error.message}). He must own the database and be allowed to create roles: ALTER ROLE … CREATEROLE.`,
  "53300": () => "PostgreSQL has no free connections. End others or raise max_connections.",
  ENOSPC: () => "The disk is full.",
  EACCES: (error) => `No permission: ${error.message}`,
};

/** What to tell the person who started a command, for any error: known ones in a sentence, unknown ones whole. */
export function explain(error: unknown): string {
  if (error instanceof WayOut) return error.message;
  const cause = deepest(error);
  const known = reasons[(cause as { code?: string }).code ?? ""];
  if (known && (env.DATABASE_URL || !/DATABASE_URL/.test(known(cause)))) return known(cause);
  return cause.stack ?? String(cause);
}

/** drizzle wraps the server's answer, and repeats the whole query in its message: the cause is what matters. */
function deepest(error: unknown): Error {
  if (error instanceof AggregateError && error.errors[0]) return deepest(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return deepest(error.cause);
  return error instanceof Error ? error : new Error(String(error));
}

/** Runs a command: its errors become a sentence on stderr and exit code 1. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(`\n${explain(error)}`);
    process.exit(1);
  }
}
