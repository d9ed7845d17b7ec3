import type { Connection } from "#db/private.ts";
import { env } from "#env.ts";
import type { Attempt, Channel } from "#lib/outbox/channel.ts";
import { sendByInfobip } from "#lib/outbox/sms/infobip.ts";
import type { OutgoingSms } from "#lib/outbox/sms/provider.ts";
import { segmentsOf } from "#lib/outbox/sms/segments.ts";
import { sendBySmsc } from "#lib/outbox/sms/smsc.ts";
import { sendByTwilio } from "#lib/outbox/sms/twilio.ts";
import { readWay } from "#lib/ways/read.ts";

/** More than this in one message no network promises to bring whole. */
const mostSegments = 10;

const address = (path: string): string | null => (env.PUBLIC_URL ? new URL(path, env.PUBLIC_URL).href : null);

type Unaddressed = Omit<OutgoingSms, "sender" | "reportTo">;

/** Who sends for us: the first provider that is on and has a sender; null: none. */
async function provider(db?: Connection): Promise<((sms: Unaddressed) => Promise<Attempt>) | null> {
  const infobip = await readWay("infobip", db);
  if (infobip?.settings.sender) return (sms) => sendByInfobip(infobip, { ...sms, sender: infobip.settings.sender!, reportTo: address(`/api/intake/sms/infobip/${encodeURIComponent(infobip.secrets.pathSecret)}`) });
  const twilio = await readWay("twilio", db);
  if (twilio?.settings.sender) return (sms) => sendByTwilio(twilio, { ...sms, sender: twilio.settings.sender!, reportTo: address("/api/intake/sms/twilio") });
  const smsc = await readWay("smsc", db);
  if (smsc?.settings.sender) return (sms) => sendBySmsc(smsc, { ...sms, sender: smsc.settings.sender!, reportTo: null });
  return null;
}

/** Whether a number takes SMS: of the +7 countries only the mobile ones; of others we can't tell. */
const takesSms = (phone: string): boolean => !phone.startsWith("+7") || /^\+7(7[047]|9\d)\d{8}$/.test(phone);

/** SMS by whichever provider is set up. What is said by it is short, and names nobody: others may see the screen. */
export const smsChannel: Channel = {
  code: "sms",
  // Settings that can't be read (another portal's secret) must not hold up what an official does.
  ready: (db) => provider(db).then((one) => one !== null, () => false),
  addressOf: ({ phone, way }) => (phone !== null && takesSms(phone) && (way === null || way === "sms") ? phone : null),
  async send({ address: to, messageId, text, short }) {
    try {
      const send = await provider();
      if (!send) return { end: "later", error: "switched off", away: true };
      const said = short ?? text;
      return segmentsOf(said) > mostSegments ? { end: "refused", error: "too long for SMS" } : await send({ to, messageId, text: said });
    } catch {
      return { end: "later", error: "its settings can't be read", away: true };
    }
  },
};
