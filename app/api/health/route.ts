import { connection } from "next/server";
import { health } from "#lib/stats/health.ts";

/** What is well and what is not: 200 when pages can be served, 503 otherwise. Says nothing about cases or people. */
export async function GET() {
  await connection();
  const state = await health();
  const job = (globalThis as { openAkimatJob?: object }).openAkimatJob ?? null;
  return Response.json({ ...state, releaseJob: job }, { status: state.database === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } });
}
