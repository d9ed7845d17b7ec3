import { createHash } from "node:crypto";
import { storable } from "#lib/intake/storable.ts";
import type { Thing } from "#lib/resident/deliver.ts";

export const whatsappSource = "whatsapp";

type Loose = { [name: string]: unknown };
const object = (value: unknown): Loose => (typeof value === "object" && value !== null && !Array.isArray(value) ? value as Loose : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const word = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const digest = (value: unknown): string => createHash("sha256").update(JSON.stringify(value) ?? "").digest("hex");

/** The contact that a message is from: Meta lists them beside the messages, by wa_id or user_id. */
const contactOf = (message: Loose, contacts: Loose[]): Loose | null =>
  contacts.find((one) => word(message.from) !== null && one.wa_id === message.from) ?? contacts.find((one) => one.user_id !== undefined && one.user_id === message.from_user_id)
  ?? (contacts.length === 1 ? contacts[0]! : null);

/**
 * What a webhook delivery brings, a thing each: all messages and statuses of all entries and changes. What we don't know is
 * a thing of kind "unknown", so that nothing that was signed is thrown away. Never throws.
 */
export function thingsOf(delivered: unknown): Thing[] {
  const body = storable(delivered);
  const entries = list(object(body).entry);
  if (entries.length === 0) return [unknown(body)];
  return entries.flatMap((entry) => {
    const changes = list(object(entry).changes);
    return changes.length === 0 ? [unknown(entry)] : changes.flatMap((change) => thingsOfChange(object(change)));
  });
}

const unknown = (original: unknown): Thing => ({ source: whatsappSource, sourceId: `unknown ${digest(original)}`, kind: "unknown", sender: null, original });

function thingsOfChange(change: Loose): Thing[] {
  const value = object(change.value), contacts = list(value.contacts).map(object), metadata = value.metadata ?? null;
  const messages = list(value.messages).map(object).map((message): Thing => {
    const contact = contactOf(message, contacts);
    return {
      source: whatsappSource, sourceId: word(message.id)?.slice(0, 500) ?? `message ${digest(message)}`, kind: "message",
      sender: (word(message.from) ?? word(message.from_user_id) ?? word(contact?.user_id) ?? word(contact?.wa_id))?.slice(0, 300) ?? null, original: { message, contact, metadata },
    };
  });
  // One message has several statuses, each of them comes once or more often.
  const statuses = list(value.statuses).map(object).map((status): Thing => ({
    source: whatsappSource, sourceId: `${word(status.id)?.slice(0, 400) ?? digest(status)} ${word(status.status)?.slice(0, 50) ?? "?"}`, kind: "status", sender: null, original: { status, metadata },
  }));
  const all = [...messages, ...statuses];
  return all.length > 0 ? all : [unknown(change)];
}
