import { createServer } from "node:http";
import next from "next";
import postgres from "postgres";
import { env, root } from "#env.ts";
import { ownerUrl } from "#db/connect.ts";
import { roleUrl } from "#db/roles.ts";
import { locales } from "#lib/i18n/locale.ts";
import { isDataAddress, serveData } from "#lib/exports/serve.ts";
import { clientAddress } from "#scripts/serve/client-address.ts";
import { keepLogDiscreet } from "#scripts/serve/discreet.ts";
import { turnedAway } from "#scripts/serve/door.ts";
import { PageCache, rememberEncodings } from "#scripts/serve/page-cache.ts";
import { isWebhook, serveWebhook } from "#scripts/serve/webhook.ts";

/** The web server: Next behind the cache of finished pages. Started by scripts/start.ts, which keeps it up. */
const dev = process.argv.includes("--dev");
keepLogDiscreet();
process.on("SIGINT", () => {}); // Ctrl-C is the supervisor's; it ends us when releases and readers are done with
process.on("disconnect", () => process.exit(0)); // the supervisor was killed

const app = next({ dev, dir: root, hostname: "localhost", port: env.PORT });
await app.prepare();
const handle = app.getRequestHandler();
const pages = new PageCache(handle);

const security: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  ...(env.PUBLIC_URL?.startsWith("https:") ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
};

const server = createServer((request, response) => {
  for (const [name, value] of Object.entries(security)) response.setHeader(name, value);
  if (turnedAway(request, response)) return;
  const address = clientAddress(request.headers["x-forwarded-for"] as string | undefined, request.socket.remoteAddress, env.TRUSTED_PROXIES);
  if (address) request.headers["x-client-address"] = address;
  else delete request.headers["x-client-address"];
  rememberEncodings(request);
  const answer = isWebhook(request.url) ? serveWebhook(request, response) : isDataAddress(request.url) ? serveData(request, response) : dev ? handle(request, response) : pages.handle(request, response);
  answer.catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
    response.end("Қате болды. Произошла ошибка. Something went wrong.\n");
  });
});
if (dev) server.on("upgrade", (request, socket, head) => app.getUpgradeHandler()(request, socket, head));

/**
 * A release or a day published anywhere shows here within two seconds: the newest one's number is asked for, which works through
 * every connection pooler, where LISTEN does not. While the database is away the kept pages go on: they are dated.
 */
if (!dev) {
  const asker = postgres(roleUrl(ownerUrl(), "public"), { max: 1, onnotice: () => {}, connection: { application_name: "open-akimat release watch" } });
  let newest: string | undefined;
  setInterval(async () => {
    const [row] = await asker<{ state: string }[]>`SELECT concat_ws(' ', (SELECT max(seq) FROM open.release), (SELECT max(day) FROM open.daily)) AS state`.catch(() => []);
    if (row && row.state !== newest) {
      newest = row.state;
      pages.clear();
      // The first visitor after a release should not wait for the home page's charts to be drawn.
      for (const locale of locales) await fetch(`http://localhost:${env.PORT}/${locale}`).then((page) => page.text()).catch(() => {});
    }
  }, 2000).unref();
}

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 5000).unref();
});
process.on("message", (state) => Object.assign(globalThis, { openAkimatJob: state })); // what /api/health reports of the release job
server.listen(env.PORT, () => process.send?.("listening"));
