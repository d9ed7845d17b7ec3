import { desc, eq, isNull, sql } from "drizzle-orm";
import { airlockDb } from "#db/airlock.ts";
import { privateDb, staff } from "#db/private.ts";
import { releaseOrder } from "#db/private/publication.ts";
import { recordOffice } from "#lib/audit.ts";
import { DisclosureRefusal } from "#lib/disclosure/refusal.ts";
import { Refusal } from "#lib/errors.ts";
import type { Names } from "#lib/i18n/locale.ts";
import { dueReleases } from "#lib/release/due.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { ReleaseRefusal, type RefusalKind } from "#lib/release/refusal.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What a publisher orders: the releases that are due, or a correction with its reason in each language. */
export type Order = { correction: { reason: { kk: string; ru: string; en: string } } | null };

/**
 * Orders releases; the job carries it out within seconds, because the gate may compute for minutes.
 * @throws Refusal "required" for a reason that a language lacks, "releaseOrdered" while another order waits
 */
export async function orderRelease(actor: Actor, { correction }: Order): Promise<void> {
  demand(actor, "release.publish");
  const reason = correction && { kk: correction.reason.kk.trim(), ru: correction.reason.ru.trim(), en: correction.reason.en.trim() };
  if (reason) for (const language of ["kk", "ru", "en"] as const) if (!reason[language]) throw new Refusal("required", {}, `reason_${language}`);
  const asOf = await dayNow();
  await privateDb().transaction(async (tx) => {
    const [made] = await tx.insert(releaseOrder).values({ correction: reason !== null, asOf, reasonKk: reason?.kk, reasonRu: reason?.ru, reasonEn: reason?.en, orderedBy: actor.id })
      .onConflictDoNothing().returning({ id: releaseOrder.id });
    if (!made) throw new Refusal("releaseOrdered");
    await recordOffice(tx, actor, { kind: "release", subject: String(made.id), after: { correction: reason !== null, ...reason } });
  });
}

/** The latest orders and refusals, newest first; the first may still be under way. */
export async function latestOrders(actor: Actor) {
  demand(actor, "release.publish");
  const rows = await privateDb().select({ order: releaseOrder, by: staff.name }).from(releaseOrder).leftJoin(staff, eq(staff.id, releaseOrder.orderedBy)).orderBy(desc(releaseOrder.id)).limit(10);
  return rows.map(({ order, by }) => ({ ...order, by, refusal: order.refusal as RefusalKind | null, cells: order.cells as string[] | null }));
}

/** The city's day by the database's clock; a demonstration lives on its own. */
async function dayNow(): Promise<string> {
  const [row] = await privateDb().execute<{ day: string }>(sql`SELECT coalesce((SELECT value->>'asOf' FROM private.setting WHERE key = 'demo'),
    (SELECT (now() AT TIME ZONE (value->>'timeZone'))::date::text FROM private.setting WHERE key = 'city')) AS day`);
  return row!.day;
}

type Waiting = typeof releaseOrder.$inferSelect;

/**
 * One round of the job: carries out the order that waits. An order that was begun by a process that is gone is begun anew: a
 * release is whole or not there, and one that came out before the process could say so is found by its time.
 * @returns what the log is told
 */
export async function carryOutOrder(): Promise<string | void> {
  const db = airlockDb();
  const [waiting] = await db.select().from(releaseOrder).where(isNull(releaseOrder.endedAt));
  if (!waiting) return;
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(hashtext('open-akimat release order')) AS mine`);
    if (!lock!.mine) return;
    const end = await carryOut(waiting).catch(told);
    await db.update(releaseOrder).set({ ...end, progress: null, leftToDo: null, endedAt: new Date() }).where(eq(releaseOrder.id, waiting.id));
    return "release" in end ? `published ${end.release}` : `refused: ${end.told}`;
  });
}

type Refused = { refusal: RefusalKind; told: string; cells?: string[] };

async function carryOut({ id, correction, asOf, reasonKk: kk, reasonRu: ru, reasonEn: en, begunAt }: Waiting): Promise<{ release: string }> {
  const db = airlockDb();
  if (begunAt) {
    const [out] = await db.execute<{ id: string }>(sql`SELECT id FROM open.release WHERE published_at >= ${begunAt.toISOString()}::timestamptz AND correction = ${correction} ORDER BY seq DESC LIMIT 1`);
    if (out) return { release: out.id };
  }
  await db.update(releaseOrder).set({ begunAt: new Date() }).where(eq(releaseOrder.id, id));
  const onProgress = progressOf(id);
  const orders: { asOf: string; correction?: { reason: Names } }[] = correction ? [{ asOf, correction: { reason: { kk, ru, en } } }] : (await dueReleases()).map((day) => ({ asOf: day }));
  let release: string | undefined;
  for (const order of orders) {
    const done = await publishRelease({ ...order, onProgress });
    if ("id" in done) release = done.id;
  }
  if (release === undefined) throw new ReleaseRefusal("nothingDue", "No release is due.");
  return { release };
}

/** Writes down how far a release is, at most once a second. */
function progressOf(id: number) {
  let last = 0;
  return (what: string, left: number) => {
    if (Date.now() - last < 1000) return;
    last = Date.now();
    void airlockDb().update(releaseOrder).set({ progress: what, leftToDo: left }).where(eq(releaseOrder.id, id)).catch(() => {});
  };
}

/** Why nothing was published, for the publisher. A fault of ours is no refusal of his order alone: it is in the log too. */
function told(error: unknown): Refused {
  if (error instanceof DisclosureRefusal) return { refusal: "disclosure", told: error.message.split("\n")[0]!, cells: error.cells };
  if (error instanceof ReleaseRefusal) return { refusal: error.kind, told: error.message };
  console.error(error);
  return { refusal: "fault", told: "A fault; the server's log says which." };
}

/** Writes down why the monthly release was refused, where the publisher looks; the same refusal hour after hour once. */
export async function recordRefusal(asOf: string, error: unknown): Promise<void> {
  const end = told(error);
  await airlockDb().execute(sql`
    INSERT INTO private.release_order (correction, as_of, begun_at, ended_at, refusal, told, cells)
    SELECT false, ${asOf}::date, now(), now(), ${end.refusal}, ${end.told}, ${JSON.stringify(end.cells ?? null)}::jsonb
    WHERE NOT EXISTS (SELECT 1 FROM private.release_order o WHERE o.as_of = ${asOf}::date AND o.ordered_by IS NULL AND o.told = ${end.told})`);
}
