import type { Channel, Reachable } from "#lib/outbox/channel.ts";
import { emailChannel } from "#lib/outbox/channel-email.ts";
import { letterChannel } from "#lib/outbox/notice.ts";

/** Every way the portal itself sends by, the best first. */
export const channels: readonly Channel[] = [emailChannel];

export const channelOf = (code: string): Channel | undefined => channels.find((channel) => channel.code === code);

/** Which way a person is told: the first that reaches him, else a letter. */
export const chooseChannel = (person: Reachable): string => channels.find((channel) => channel.addressOf(person) !== null)?.code ?? letterChannel;
