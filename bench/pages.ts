import { fork } from "node:child_process";
import autocannon from "autocannon";
import postgres from "postgres";
import { env } from "#env.ts";
import { startPortal } from "#tests/support/portal.ts";

/**
 * Public pages at the origin against Next's own prerendered page (its 404) from the same build under plain `next start`:
 * performance.md asks for ≥ 0.8. Both run on this machine, one after the other, 50 connections, 10 s.
 */
const load = async (url: string) => {
  const result = await autocannon({ url, connections: 50, duration: 10, headers: { "accept-encoding": "gzip, br", accept: "text/html" } });
  return { rate: result.requests.average, p99: result.latency.p99, errors: result.errors + result.timeouts };
};
const say = (what: string, { rate, p99, errors }: Awaited<ReturnType<typeof load>>, reference?: number) =>
  console.log(`${what.padEnd(44)} ${rate.toFixed(0).padStart(7)} req/s  p99 ${String(p99).padStart(4)} ms  errors ${errors}${reference ? `  ratio ${(rate / reference).toFixed(2)}` : ""}`);

const portal = await startPortal();
try {
  const next = fork("node_modules/next/dist/bin/next", ["start", "-p", String(env.PORT + 17)], { env: { ...process.env, NODE_ENV: "production" } as NodeJS.ProcessEnv, silent: true });
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const reference = await load(`http://localhost:${env.PORT + 17}/_not-found`).finally(() => next.kill());
  say("Next's own static page (reference)", reference);

  for (const path of ["/kk", "/ru/stats", "/en/methodology", "/kk/districts"]) {
    const began = performance.now();
    const response = await fetch(portal.address + path);
    await response.text();
    console.log(`${path}: first hit ${(performance.now() - began).toFixed(0)} ms, status ${response.status}`);
    say(`${path}, kept`, await load(portal.address + path), reference.rate);
  }

  // A release made elsewhere shows here: how long until the page is rendered anew?
  const owner = postgres(portal.databaseUrl, { max: 1, onnotice: () => {} });
  const [last] = await owner<{ id: string; seq: number }[]>`SELECT id, seq FROM open.release ORDER BY seq DESC LIMIT 1`;
  const before = (await fetch(`${portal.address}/kk`)).headers.get("etag");
  const began = performance.now();
  await owner`INSERT INTO open.release (id, seq, as_of, published_at, correction, changes, files)
    SELECT '2999-01-06', seq + 1, as_of, now(), false, changes, files FROM open.release WHERE id = ${last!.id}`;
  while ((await fetch(`${portal.address}/kk`)).headers.get("etag") === before && performance.now() - began < 10_000) await new Promise((r) => setTimeout(r, 50));
  console.log(`a new release shows after ${((performance.now() - began) / 1000).toFixed(1)} s (≤ 5 s)`);
  await owner.end();
} finally {
  await portal.stop();
}
