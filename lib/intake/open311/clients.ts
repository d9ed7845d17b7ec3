import { asc, eq } from "drizzle-orm";
import { open311Client } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { keyHash, newClientKey } from "#lib/intake/open311/client-key.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** The programs that may hand in requests, by name: their keys nobody sees again. */
export async function clients(actor: Actor) {
  demand(actor, "way.manage");
  return privateDb().select({ name: open311Client.name, madeAt: open311Client.madeAt }).from(open311Client).orderBy(asc(open311Client.name));
}

/** Lets a program hand in requests. @returns its key, said once: only its hash is stored */
export async function addClient(actor: Actor, name: string): Promise<string> {
  demand(actor, "way.manage");
  if (name.trim() === "") throw new Refusal("required", {}, "name");
  const key = newClientKey();
  await privateDb().transaction(async (tx) => {
    const [made] = await tx.insert(open311Client).values({ name: name.trim(), keyHash: keyHash(key), madeBy: actor.id }).onConflictDoNothing({ target: open311Client.name }).returning({ name: open311Client.name });
    if (!made) throw new Refusal("clientKnown", {}, "name");
    await recordOffice(tx, actor, { kind: "open311_client", subject: made.name, after: { active: true } });
  });
  return key;
}

/** Takes a program's key back: what it sends from now on is refused, what it sent stays. */
export async function removeClient(actor: Actor, name: string): Promise<void> {
  demand(actor, "way.manage");
  await privateDb().transaction(async (tx) => {
    const gone = await tx.delete(open311Client).where(eq(open311Client.name, name)).returning({ name: open311Client.name });
    if (gone.length === 0) throw new Refusal("notFound", {}, "name");
    await recordOffice(tx, actor, { kind: "open311_client", subject: name, before: { active: true }, after: { active: false } });
  });
}
