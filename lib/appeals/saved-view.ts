import { and, asc, eq, sql } from "drizzle-orm";
import { savedView } from "#db/private/search.ts";
import { privateDb } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** More views than this nobody finds again. */
const mostViews = 30;
export const longestName = 60;

/** An official's own views of the list, by name. */
export function savedViews(actor: Actor) {
  demand(actor, "case.read");
  return privateDb().select({ id: savedView.id, name: savedView.name, query: savedView.query }).from(savedView).where(eq(savedView.staff, actor.id)).orderBy(asc(savedView.name));
}

function named(name: string): string {
  const written = name.normalize("NFC").replace(/\s+/g, " ").trim();
  if (!written || [...written].length > longestName) throw new Refusal(written ? "invalid" : "required", {}, "name");
  return written;
}

/** 23505: the name is his already. */
const taken = (name: string) => (error: unknown) => {
  const code = (error as { code?: string; cause?: { code?: string } }).cause?.code ?? (error as { code?: string }).code;
  throw code === "23505" ? new Refusal("viewNameTaken", { name }, "name") : error;
};

/** Keeps the list's present query under a name. A view of found applicants can't be kept: each such search is a look of its own. */
export async function saveView(actor: Actor, input: { name: string; query: string }): Promise<void> {
  demand(actor, "case.read");
  const name = named(input.name), parameters = new URLSearchParams(input.query);
  for (const passing of ["people", "after", "done", "all"]) parameters.delete(passing);
  if (parameters.size === 0 || input.query.length > 2000) throw new Refusal("invalid", {}, "query");
  const db = privateDb();
  const [held] = await db.select({ n: sql<number>`count(*)::int` }).from(savedView).where(eq(savedView.staff, actor.id));
  if (held!.n >= mostViews) throw new Refusal("viewsTooMany", { most: mostViews }, "name");
  await db.insert(savedView).values({ staff: actor.id, name, query: parameters.toString() }).catch(taken(name));
}

/** @throws Refusal "notFound" for somebody else's view */
export async function renameView(actor: Actor, id: number, name: string): Promise<void> {
  demand(actor, "case.read");
  const written = named(name);
  const rows = await privateDb().update(savedView).set({ name: written }).where(and(eq(savedView.id, id), eq(savedView.staff, actor.id))).returning({ id: savedView.id }).catch(taken(written));
  if (rows.length === 0) throw new Refusal("notFound");
}

/** @throws Refusal "notFound" for somebody else's view, or one that is gone */
export async function deleteView(actor: Actor, id: number): Promise<void> {
  demand(actor, "case.read");
  const rows = await privateDb().delete(savedView).where(and(eq(savedView.id, id), eq(savedView.staff, actor.id))).returning({ id: savedView.id });
  if (rows.length === 0) throw new Refusal("notFound");
}
