import type { Taker } from "#lib/intake/arrivals.ts";
import { emailSource } from "#lib/intake/email/poll.ts";
import { takeEmail } from "#lib/intake/email/take.ts";
import { open311Source } from "#lib/intake/open311/asked.ts";
import { takeOpen311 } from "#lib/intake/open311/take.ts";
import { takeOwnWords } from "#lib/intake/own-words.ts";
import { receptionSource, takeReception } from "#lib/intake/reception.ts";
import { takeSms } from "#lib/intake/sms/take.ts";
import { takeWeb, webSource } from "#lib/intake/web.ts";
import { whatsappSource } from "#lib/intake/whatsapp/delivery.ts";
import { takeWhatsapp } from "#lib/intake/whatsapp/take.ts";

/** Who makes cases of what a source brings: one file a source. */
export const takers: Record<string, Taker> = { [whatsappSource]: takeWhatsapp, [emailSource]: takeEmail, [open311Source]: takeOpen311, track: takeOwnWords, infobip: takeSms("infobip"), twilio: takeSms("twilio"), smsc: takeSms("smsc"), [webSource]: takeWeb, [receptionSource]: takeReception };
