import { and, eq, sql } from "drizzle-orm";
import { appeal, type Connection, privateDb, staff } from "#db/private.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { readReference, type Reference } from "#lib/appeals/reference.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import type { Actor } from "#lib/staff/actor.ts";
import type { FieldValues } from "#lib/templates/fields.ts";

/** Who signs, if there is one person only who may. */
async function onlySigner(db: Connection): Promise<string | null> {
  const signers = await db.select({ name: staff.name }).from(staff)
    .where(and(eq(staff.active, true), sql`EXISTS (SELECT 1 FROM private.staff_role r WHERE r.staff = ${staff}.id AND r.role = 'signer')`)).limit(2);
  return signers.length === 1 ? signers[0]!.name : null;
}

/**
 * A case's values for a template in `language`. Dates are the city's days; names are those of that language, where they exist.
 * @throws Refusal "notFound" for a case outside the actor's scope, "caseUnknown" for such a number.
 */
export async function caseValues(actor: Actor, which: { id: number } | { number: string }, language: Locale, now = new Date(), db: Connection = privateDb()): Promise<FieldValues> {
  const [row] = await db.select({
    number: appeal.number, receivedAt: appeal.receivedAt, registeredAt: appeal.registeredAt, dueAt: appeal.dueAt, category: appeal.category, district: appeal.district,
    department: appeal.department, executor: staff.name,
  }).from(appeal).leftJoin(staff, eq(staff.id, appeal.executor)).where(and("id" in which ? eq(appeal.id, which.id) : eq(appeal.number, which.number), scopeOf(actor)));
  if (!row) throw "number" in which ? new Refusal("caseUnknown", {}, "number") : new Refusal("notFound");
  const [city, reference, signer] = await Promise.all([officeCity(db), readReference(db), onlySigner(db)]);
  const day = (at: Date | null) => at && formatDay(language, at, city.timeZone);
  const name = (list: keyof Reference, code: string | null) => {
    const entry = reference[list].find((one) => one.code === code);
    return entry ? nameFor(language, entry.names, city.language).text : null;
  };
  return {
    number: row.number, received: day(row.receivedAt), registered: day(row.registeredAt), due: day(row.dueAt),
    category: name("category", row.category), district: name("district", row.district), department: name("department", row.department),
    executor: row.executor, signer, city: nameFor(language, city.name, city.language).text, today: day(now),
  };
}
