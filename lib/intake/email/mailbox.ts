import { ImapFlow } from "imapflow";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import type { openWay } from "#lib/ways/ways.ts";

export type EmailWay = ReturnType<typeof openWay<"email">>;

/** Uses the mailbox that a way names, and lets go of it whatever happens. @throws Error whose words hold no address and no secret */
export async function withMailbox<T>({ settings, secrets }: EmailWay, use: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { host, port, security, user, folder } = settings;
  const client = new ImapFlow({
    host, port, secure: security === "tls", ...(security === "tls" ? {} : { doSTARTTLS: security === "starttls" }), auth: { user, pass: secrets.password },
    logger: false, disableAutoIdle: true, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 120_000,
  });
  client.on("error", () => {}); // what was waited for is rejected as well
  try {
    await client.connect();
    const lock = await client.getMailboxLock(folder);
    try {
      return await use(client);
    } finally {
      lock.release();
    }
  } catch (fault) {
    const { message, responseText, code } = fault as Error & { responseText?: string; code?: string };
    throw new Error(`the mailbox: ${withoutAddresses([responseText ?? message, code].filter(Boolean).join(" "))}`);
  } finally {
    await client.logout().catch(() => client.close());
  }
}
