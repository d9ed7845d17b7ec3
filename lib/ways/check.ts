import { eq } from "drizzle-orm";
import { z } from "zod";
import { way } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { withMailbox } from "#lib/intake/email/mailbox.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

type Opened<Code extends WayCode> = ReturnType<typeof openWay<Code>>;

/** What a service answers to one question. @throws where that is an error by HTTP */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(15_000) });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return body;
}

const Balance = z.looseObject({ balance: z.union([z.string(), z.number()]), currency: z.string().default("") });
const balanceIn = (body: unknown): string => {
  const { balance, currency } = Balance.parse(body);
  return `${balance} ${currency}`.trim().slice(0, 40);
};
const Account = z.looseObject({ status: z.string() });
const SmscFault = z.looseObject({ error_code: z.coerce.number(), error: z.string().default("") });

/** Asks the other side whether it knows us; nothing is sent, nothing fetched. @returns what is left to pay with, where it says so. @throws what went wrong */
const checks: { [Code in WayCode]?: (way: Opened<Code>) => Promise<string | void> } = {
  email: (way) => withMailbox(way, async () => {}),
  async whatsapp({ settings, secrets }) {
    await ask(`${settings.graphUrl}/${settings.phoneNumberId}?fields=id`, { headers: { authorization: `Bearer ${secrets.accessToken}` } });
  },
  infobip: async ({ settings, secrets }) => balanceIn(await ask(`${settings.apiUrl.replace(/\/+$/, "")}/account/1/balance`, { headers: { authorization: `App ${secrets.apiKey}`, accept: "application/json" } })),
  async twilio({ settings, secrets }) {
    const { status } = Account.parse(await ask(`${settings.apiUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${settings.accountSid}.json`, {
      headers: { authorization: `Basic ${Buffer.from(`${settings.accountSid}:${secrets.authToken}`).toString("base64")}` },
    }));
    if (status !== "active") throw new Error(`the account is ${status.slice(0, 40)}`);
  },
  async smsc({ settings, secrets }) {
    const body = await ask(`${settings.apiUrl.replace(/\/+$/, "")}/balance.php`, { method: "POST", body: new URLSearchParams({ login: settings.login, psw: secrets.password, fmt: "3", cur: "1" }) });
    const fault = SmscFault.safeParse(body).data;
    if (fault) throw new Error(`${fault.error_code} ${fault.error}`);
    return balanceIn(body);
  },
};

/** Whether there is something to ask. */
export const canCheck = (code: WayCode): boolean => code in checks;

export type Checked = { end: "ok" | "unready" } | { end: "balance"; balance: string } | { end: "failed"; error: string };

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
    const balance = await (checks[code] as ((way: unknown) => Promise<string | void>) | undefined)?.(opened);
    return balance ? { end: "balance", balance } : { end: "ok" };
  } catch (error) {
    if (error instanceof z.ZodError) return { end: "failed", error: "an answer that isn't the service's" };
    const { message, cause } = error instanceof Error ? error : { message: "unknown", cause: undefined };
    return { end: "failed", error: withoutAddresses([message, (cause as { code?: string } | undefined)?.code].filter(Boolean).join(" ")) };
  }
}
