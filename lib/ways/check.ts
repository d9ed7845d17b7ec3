import { eq } from "drizzle-orm";
import { way } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { withMailbox } from "#lib/intake/email/mailbox.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

type Opened<Code extends WayCode> = ReturnType<typeof openWay<Code>>;

/** Asks the other side whether it knows us; nothing is sent, nothing fetched. @throws what went wrong */
const checks: { [Code in WayCode]?: (way: Opened<Code>) => Promise<void> } = {
  email: (way) => withMailbox(way, async () => {}),
  async whatsapp({ settings, secrets }) {
    const answer = await fetch(`${settings.graphUrl}/${settings.phoneNumberId}?fields=id`, { headers: { authorization: `Bearer ${secrets.accessToken}` }, signal: AbortSignal.timeout(15_000) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  },
};

/** Whether there is something to ask. */
export const canCheck = (code: WayCode): boolean => code in checks;

export type Checked = { end: "ok" | "unready" } | { end: "failed"; error: string };

/** Tries a way's saved settings, whether it is on or not. */
export async function checkWay(actor: Actor, code: WayCode): Promise<Checked> {
  demand(actor, "way.manage");
  const [row] = await privateDb().select({ settings: way.settings, secrets: way.secrets }).from(way).where(eq(way.code, code));
  let opened;
  try {
    opened = openWay(code, row ?? { settings: {}, secrets: null });
  } catch {
    return { end: "unready" };
  }
  try {
    await (checks[code] as ((way: unknown) => Promise<void>) | undefined)?.(opened);
    return { end: "ok" };
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : { message: "unknown", cause: undefined };
    return { end: "failed", error: withoutAddresses([message, (cause as { code?: string } | undefined)?.code].filter(Boolean).join(" ")) };
  }
}
