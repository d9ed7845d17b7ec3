import { and, eq, inArray } from "drizzle-orm";
import { appeal, applicantLook, person, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { record } from "#lib/appeals/record.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { emailAddress } from "#lib/intake/email-address.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** How an applicant may want to be told; null: by the way he wrote, else by the first that reaches him (lib/outbox/channels.ts). */
export const applicantWays = ["email", "whatsapp", "sms", "post", "hand", "phone"] as const;
export type ApplicantWay = (typeof applicantWays)[number];

export type Contact = { name: string | null; phone: string | null; email: string | null; address: string | null; way: string | null };
export type EditApplicant = { id: number; seen: Seen; name: string; phone: string; email: string; address: string; way: ApplicantWay | null };

/** The contact data a form is filled with. Whoever edits them sees them: the look is written down first. Empty where nobody is known yet. */
export async function applicantToEdit(actor: Actor, caseId: number) {
  demand(actor, "applicant.edit");
  return privateDb().transaction(async (tx) => {
    const [found] = await tx.select({
      number: appeal.number, version: appeal.version, seq: appeal.historySeq, applicant: appeal.applicant,
      name: person.name, phone: person.phone, email: person.email, address: person.address, way: person.way,
    }).from(appeal).leftJoin(person, eq(person.id, appeal.applicant)).where(and(eq(appeal.id, caseId), scopeOf(actor)));
    if (!found) throw new Refusal("notFound");
    if (found.applicant !== null) await tx.insert(applicantLook).values({ staff: actor.id, appeal: caseId });
    return found;
  });
}

/**
 * @param whatsapp his id there, where he wrote by it
 * @throws Refusal naming the field that is not what it should be
 */
function demandContact(input: EditApplicant, timeZone: string, whatsapp: string | null): Contact {
  const filled = (text: string) => text.trim() || null;
  const phone = filled(input.phone) && e164(input.phone, timeZone), email = filled(input.email) && emailAddress(input.email);
  if (filled(input.phone) && !phone) throw new Refusal("invalid", {}, "phone");
  if (filled(input.email) && !email) throw new Refusal("emailForm", {}, "email");
  if (input.way === "email" && !email) throw new Refusal("wayNeedsEmail", {}, "email");
  if ((input.way === "sms" || (input.way === "whatsapp" && !whatsapp)) && !phone) throw new Refusal("wayNeedsPhone", {}, "phone");
  return { name: filled(input.name), phone, email, address: filled(input.address), way: input.way };
}

/**
 * Mends an applicant's contact data, of all his cases; where nobody was known, somebody is now. History says which were
 * changed, never what they are. What the old e-mail address or number refused is sent again to the new one.
 */
export async function editApplicant(actor: Actor, input: EditApplicant, now = new Date()): Promise<void> {
  demand(actor, "applicant.edit");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const [before] = found.applicant === null ? [] : await tx.select({ name: person.name, phone: person.phone, email: person.email, address: person.address, way: person.way, whatsapp: person.whatsapp })
      .from(person).where(eq(person.id, found.applicant)).for("update");
    const contact = demandContact(input, (await officeCity(tx)).timeZone, before?.whatsapp ?? null);
    const names = Object.keys(contact) as (keyof Contact)[];
    if (found.applicant === null) {
      if (names.every((name) => contact[name] === null)) throw new Refusal("required", {}, "name");
      const [made] = await tx.insert(person).values(contact).returning({ id: person.id });
      await tx.update(appeal).set({ applicant: made!.id }).where(eq(appeal.id, found.id));
      return record(tx, actor, found, {}, { kind: "applicant", more: { contact: names.filter((name) => contact[name] !== null) } });
    }
    const changed = names.filter((name) => before![name] !== contact[name]);
    if (changed.length === 0) return;
    await tx.update(person).set(contact).where(eq(person.id, found.applicant));
    await record(tx, actor, found, {}, { kind: "applicant", more: { contact: changed } });
    const mended = [...(contact.email !== null && changed.includes("email") ? ["email"] : []), ...(contact.phone !== null && changed.includes("phone") ? ["sms", "whatsapp"] : [])];
    if (mended.length === 0) return;
    const his = tx.select({ id: appeal.id }).from(appeal).where(eq(appeal.applicant, found.applicant));
    await tx.update(outbox).set({ state: "waiting", tries: 0, tryAt: now, doneAt: null }).where(and(inArray(outbox.appeal, his), eq(outbox.state, "dead"), inArray(outbox.channel, mended)));
  });
}
