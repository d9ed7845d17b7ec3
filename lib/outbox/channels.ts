import type { Connection } from "#db/private.ts";
import type { Channel, Reachable } from "#lib/outbox/channel.ts";
import { emailChannel } from "#lib/outbox/channel-email.ts";
import { smsChannel } from "#lib/outbox/channel-sms.ts";
import { whatsappChannel } from "#lib/outbox/channel-whatsapp.ts";
import { letterChannel } from "#lib/outbox/notice.ts";

/** Every way the portal itself sends by, the best first. */
export const channels: readonly Channel[] = [emailChannel, whatsappChannel, smsChannel];

export const channelOf = (code: string): Channel | undefined => channels.find((channel) => channel.code === code);

/** The channels that are set up. */
export async function readyChannels(db: Connection): Promise<Channel[]> {
  const ready = await Promise.all(channels.map((channel) => channel.ready(db)));
  return channels.filter((_, n) => ready[n]);
}

/** A person whose own choice among our channels has failed or is not set up: any other will do. Who wants people to tell him still does. */
export const anyWay = (person: Reachable): Reachable => (channelOf(person.way ?? "") ? { ...person, way: null } : person);

/** The channels that would reach a person, the one he wrote by first. */
const reaching = (person: Reachable, wroteBy: string): Channel[] =>
  channels.filter((channel) => channel.addressOf(person) !== null).sort((a, b) => Number(b.code === wroteBy) - Number(a.code === wroteBy));

/**
 * The channel that is set up and reaches a person: his own choice, else the one he wrote by, else the first; null: none.
 * @param wroteBy the case's channel
 */
export async function readyChannelFor(db: Connection, person: Reachable, wroteBy: string): Promise<string | null> {
  const ready = await readyChannels(db);
  return [...reaching(person, wroteBy), ...reaching(anyWay(person), wroteBy)].find((channel) => ready.includes(channel))?.code ?? null;
}

/**
 * Which way a person is told: one that is set up, else the first that would reach him once it is, else a letter. For SMS
 * nobody waits: most cities that don't have it never will, and a phone is read out to.
 */
export async function chooseChannel(db: Connection, person: Reachable, wroteBy: string): Promise<string> {
  return await readyChannelFor(db, person, wroteBy) ?? reaching(person, wroteBy).find((channel) => channel !== smsChannel)?.code ?? letterChannel;
}

/** The next way to tell somebody whom the ones already tried can't reach; null: only people can. */
export async function nextChannel(db: Connection, person: Reachable, tried: readonly string[]): Promise<string | null> {
  return (await readyChannels(db)).find((channel) => !tried.includes(channel.code) && channel.addressOf(anyWay(person)) !== null)?.code ?? null;
}
