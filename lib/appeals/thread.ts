import { and, asc, eq } from "drizzle-orm";
import { attachment, inbound, message } from "#db/private/intake.ts";
import { appeal, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { fileInMail } from "#lib/intake/email/file-in-mail.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** A file of a case as its page describes it; its bytes have an address of their own. */
export type ThreadFile = Pick<typeof attachment.$inferSelect, "id" | "message" | "name" | "type" | "bytes" | "state" | "reason">;

/** The conversation of a case, both sides in order, and the files that came; those of no message (a form's) are `loose`. */
export async function threadOf(actor: Actor, caseId: number) {
  demand(actor, "case.read");
  const db = privateDb();
  const [lines, files] = await Promise.all([
    db.select({
      id: message.id, at: message.at, channel: message.channel, form: message.form, text: message.text, detail: message.detail, outbox: message.outbox,
      sentBy: outbox.channel, state: outbox.state, delivery: outbox.delivery, deliveryAt: outbox.deliveryAt, error: outbox.deliveryError, lastError: outbox.lastError,
    }).from(message).innerJoin(appeal, eq(appeal.id, message.appeal)).leftJoin(outbox, eq(outbox.id, message.outbox)).where(and(eq(message.appeal, caseId), scopeOf(actor))).orderBy(asc(message.at), asc(message.id)),
    db.select({ id: attachment.id, message: attachment.message, name: attachment.name, type: attachment.type, bytes: attachment.bytes, state: attachment.state, reason: attachment.reason })
      .from(attachment).innerJoin(appeal, eq(appeal.id, attachment.appeal)).where(and(eq(attachment.appeal, caseId), scopeOf(actor))).orderBy(asc(attachment.id)),
  ]);
  return {
    lines: lines.map((line) => ({ ...line, ours: line.outbox !== null, files: files.filter((file) => file.message === line.id) })),
    loose: files.filter((file) => file.message === null) as ThreadFile[],
  };
}
export type ThreadLine = Awaited<ReturnType<typeof threadOf>>["lines"][number];

/** One file of a case with its bytes. @throws Refusal "notFound" outside the actor's scope, or where there are none */
export async function fileOf(actor: Actor, caseId: number, file: number) {
  demand(actor, "case.read");
  const [found] = await privateDb().select({ number: appeal.number, name: attachment.name, type: attachment.type, content: attachment.content, part: attachment.part, sha256: attachment.sha256, inbound: attachment.inbound })
    .from(attachment).innerJoin(appeal, eq(appeal.id, attachment.appeal)).where(and(eq(attachment.id, file), eq(attachment.appeal, caseId), eq(attachment.state, "kept"), scopeOf(actor)));
  if (!found) throw new Refusal("notFound");
  const { number, name, type, part, sha256 } = found;
  const original = async () => (await privateDb().select({ original: inbound.original }).from(inbound).where(eq(inbound.id, found.inbound)))[0]?.original;
  const content = found.content ?? (part === null ? null : await fileInMail(original, part, sha256!));
  if (!content) throw new Refusal("notFound");
  return { number, name, type, content };
}
