import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { kept } from "#lib/resident/way.ts";
import { turnedAway } from "#scripts/serve/door.ts";
import { serveWebhook } from "#scripts/serve/webhook.ts";

/** The addresses that providers call, as the portal's server answers them; what is set up differently is in force at once. */
export async function webhookServer() {
  kept.forMs = 0;
  const server = createServer((incoming, outgoing) => void (turnedAway(incoming, outgoing) || serveWebhook(incoming, outgoing)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const intake = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/intake`;
  return {
    whatsapp: `${intake}/whatsapp`, infobip: `${intake}/sms/infobip`, twilio: `${intake}/sms/twilio`, smsc: `${intake}/sms/smsc`, elsewhere: `${intake}/elsewhere`,
    stop: () => new Promise<void>((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
