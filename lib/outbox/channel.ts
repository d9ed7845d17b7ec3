import type { Connection } from "#db/private.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** How a person can be reached, as far as channels ask. `way`: how he wants to be; null: he never said. */
export type Reachable = { email: string | null; phone: string | null; /** His id at WhatsApp. */ whatsapp: string | null; way: string | null };

/** `short`: the same in a few words, where there are. `leave`: of what is sent to many, the address at which a mail program takes its reader off the list with one POST. `answers`: the person's own e-mail of this case, newest, in whose thread an e-mail goes. */
export type OutboxMessage = { messageId: string; address: string; language: Locale; subject: string; text: string; short: string | null; leave?: string; answers?: { messageId: string; references: string[] } };

/**
 * How an attempt ended. Errors name no address and no person.
 * - `sent`: `providerId` is what the provider calls the message in its later words about it.
 * - `refused`: for good; trying again by this channel would change nothing.
 * - `later`: nothing went out. `away`: the channel itself can't be reached, so the others need not be tried now.
 * - `doubt`: the message was handed over and no answer came. It may have gone out.
 */
export type Attempt =
  | { end: "sent"; providerId?: string }
  | { end: "refused"; error: string }
  | { end: "later"; error: string; away: boolean }
  | { end: "doubt"; error: string };

/** A way by which the portal itself sends. Its code is also that of what comes in by it (private.channel), so that who wrote by it is answered by it. */
export type Channel = {
  /** Kept in private.outbox.channel. */
  code: string;
  /** Whether the operator has set it up; until then its messages wait. */
  ready(db: Connection): Promise<boolean>;
  /** Where it reaches a person; null: not at all, or he doesn't want to be reached so. */
  addressOf(person: Reachable): string | null;
  /** One attempt. Ends within `longestAttemptMinutes`, whatever the other side does; never throws. */
  send(message: OutboxMessage, now: Date): Promise<Attempt>;
};

export const longestAttemptMinutes = 8;
