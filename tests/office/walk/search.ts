import type { Actor } from "#lib/staff/actor.ts";
import { readers, type Walk, type World } from "#tests/office/walk/walk.ts";

/** A case as the list's box carries it. */
const ticked = async ({ owner, heat }: World) => {
  const id = await heat();
  const [row] = await owner`SELECT id || '.' || version || '.' || history_seq AS one FROM private.appeal WHERE id = ${id}`;
  return row!.one as string;
};

/** A batch of the official's own that can still be taken back. */
async function batch(world: World, actor: Actor): Promise<string> {
  const [id, version] = (await ticked(world)).split(".");
  const [made] = await world.owner`INSERT INTO private.batch (staff, act, input) VALUES (${actor.id}, 'classify', '{"act":"classify"}') RETURNING id::int`;
  await world.owner`INSERT INTO private.batch_case (batch, appeal, version, before) VALUES (${made!.id}, ${id!}, ${version!}, '{"patch":{"category":null}}')`;
  return String(made!.id);
}

export const walk: Walk = {
  actions: {
    findApplicant: { may: readers, input: async ({ owner, heat }) => {
      const name = `Walker${Math.random().toString(36).slice(2, 10).replaceAll(/\d/g, "x")}`;
      const [one] = await owner`INSERT INTO private.person (name) VALUES (${name}) RETURNING id::int`;
      await heat({ applicant: one!.id });
      return { applicant: name };
    } },
    keepView: { may: readers, input: async () => ({ name: `view ${Math.random().toString(36).slice(2, 8)}`, list: "overdue=1" }) },
    changeView: { may: readers, input: async ({ owner }, actor) => {
      const [view] = await owner`INSERT INTO private.saved_view (staff, name, query) VALUES (${actor.id}, ${Math.random().toString(36)}, 'soon=1') RETURNING id::int`;
      return { view: String(view!.id), name: `named ${Math.random().toString(36).slice(2, 8)}`, then: "rename", list: "" };
    } },
    changeMany: { may: ["operator", "registrar", "head"], input: async (world) => ({ case: await ticked(world), act: "classify", department: "", executor: "", category: "heating", district: "", kind: "", list: "" }) },
    takeBack: { may: ["operator", "registrar", "head"], input: async (world, actor) => ({ batch: await batch(world, actor), list: "" }) },
  },
  pages: { "app/office/cases/batch/[id]/page.tsx": ["operator", "registrar", "head"] },
  ids: { "app/office/cases/batch/[id]/page.tsx": batch },
};
