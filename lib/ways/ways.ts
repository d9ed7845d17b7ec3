import type { z } from "zod";
import { callWay } from "#lib/ways/call.ts";
import { emailWay } from "#lib/ways/email.ts";
import { infobipWay } from "#lib/ways/infobip.ts";
import { open311Way } from "#lib/ways/open311.ts";
import { unseal } from "#lib/ways/seal.ts";
import { smscWay } from "#lib/ways/smsc.ts";
import { twilioWay } from "#lib/ways/twilio.ts";
import type { Way } from "#lib/ways/way.ts";
import { whatsappWay } from "#lib/ways/whatsapp.ts";

/** Every way in and out that an administrator sets up: what is plain and what is sealed. */
export const ways = { whatsapp: whatsappWay, infobip: infobipWay, twilio: twilioWay, smsc: smscWay, email: emailWay, open311: open311Way, call: callWay } as const satisfies Record<string, Way>;
export type WayCode = keyof typeof ways;
export const wayCodes = Object.keys(ways) as WayCode[];

type Parts<Code extends WayCode> = { settings: z.output<(typeof ways)[Code]["settings"]>; secrets: z.output<(typeof ways)[Code]["secrets"]> };

/** A way's row, opened. @throws when it was sealed with another portal's secret or no longer fits what the way needs */
export function openWay<Code extends WayCode>(code: Code, row: { settings: unknown; secrets: Buffer | null }): Parts<Code> {
  const { settings, secrets } = ways[code];
  return { settings: settings.parse(row.settings), secrets: secrets.parse(row.secrets ? JSON.parse(unseal(row.secrets, code).toString("utf8")) : {}) } as Parts<Code>;
}
