import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteView, renameView, savedViews, saveView } from "#lib/appeals/saved-view.ts";
import { countedTo, viewCounts } from "#lib/appeals/standard-view.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, other: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, other] = [await official(db.owner, "registrar"), await official(db.owner, "head", "heat")];
});
afterAll(() => db.drop());
const names = async (actor: Actor) => (await savedViews(actor)).map((view) => `${view.name}: ${view.query}`);

test("a view is one's own: saved, renamed, deleted", async () => {
  await saveView(registrar, { name: "  Жылу,   солтүстік ", query: "category=heating&district=north&after=x&done=y" });
  expect([await names(registrar), await names(other)]).toEqual([["Жылу, солтүстік: category=heating&district=north"], []]);
  const id = (await savedViews(registrar))[0]!.id;
  await expect(renameView(other, id, "Mine")).rejects.toMatchObject({ code: "notFound" });
  await expect(deleteView(other, id)).rejects.toMatchObject({ code: "notFound" });
  await renameView(registrar, id, "Жылу");
  await saveView(other, { name: "Жылу", query: "overdue=1" }); // another's may have the same name
  expect(await names(registrar)).toEqual(["Жылу: category=heating&district=north"]);
  await deleteView(registrar, id);
  expect(await names(registrar)).toEqual([]);
});

test("a name is needed, of sensible length and not taken", async () => {
  await saveView(registrar, { name: "A", query: "overdue=1" });
  await saveView(registrar, { name: "B", query: "overdue=1" });
  await expect(saveView(registrar, { name: "A", query: "soon=1" })).rejects.toMatchObject({ code: "viewNameTaken", field: "name" });
  const b = (await savedViews(registrar)).find((view) => view.name === "B")!;
  await expect(renameView(registrar, b.id, "A")).rejects.toMatchObject({ code: "viewNameTaken" });
  await expect(saveView(registrar, { name: " ", query: "soon=1" })).rejects.toMatchObject({ code: "required", field: "name" });
  await expect(saveView(registrar, { name: "x".repeat(61), query: "soon=1" })).rejects.toMatchObject({ code: "invalid", field: "name" });
});

test("an applicant search is not kept as a view: each is a look of its own", async () => {
  await expect(saveView(registrar, { name: "People", query: "people=11111111-1111-1111-1111-111111111111" })).rejects.toMatchObject({ code: "invalid" });
});

test("not without end", async () => {
  for (let n = 0; n < 28; n++) await saveView(registrar, { name: `view ${n}`, query: "overdue=1" });
  await expect(saveView(registrar, { name: "one more", query: "overdue=1" })).rejects.toMatchObject({ code: "viewsTooMany" });
});

test("counts beside the standard views, within one's scope, bounded", async () => {
  for (let n = 0; n < countedTo + 5; n++) await makeCase(db.owner, { due_at: "2026-11-10T05:00:00Z" });
  await makeCase(db.owner, { due_at: "2026-11-10T05:00:00Z", department: "heat", status: "assigned" });
  const now = new Date("2026-11-20T05:00:00Z");
  expect(Object.fromEntries(await viewCounts(registrar, now))).toEqual({ overdue: countedTo + 1, soon: 0, unassigned: countedTo + 1 });
  expect(Object.fromEntries(await viewCounts(other, now))).toEqual({ mine: 0, waiting: 0, overdue: 1, soon: 0, unassigned: 1 });
});
