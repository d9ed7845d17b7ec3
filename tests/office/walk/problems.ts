import { readers, type Walk, type World } from "#tests/office/walk/walk.ts";

/** A problem of 'heat' with one case of it; `cases` as the page would carry it. */
async function problem({ owner, heat, who }: World, facts: Record<string, string | null> = {}) {
  const id = await heat({ status: "assigned", ...facts });
  const [made] = await owner`INSERT INTO private.problem (title, category, district, department, opened_by) VALUES ('No heat', 'heating', 'north', 'heat', ${who.registrar.id}) RETURNING id::text`;
  await owner`UPDATE private.appeal SET problem = ${made!.id} WHERE id = ${id}`;
  const [row] = await owner`SELECT version, history_seq AS seq FROM private.appeal WHERE id = ${id}`;
  return { id, problem: made!.id as string, seen: "1.0", cases: `${id}.${row!.version}.${row!.seq}` };
}
const facts = { title: "No heating", category: "heating", district: "north", department: "heat" };

export const walk: Walk = {
  actions: {
    openProblem: { may: ["registrar", "head"], input: async ({ heat }) => ({ ...facts, cases: String(await heat()) }) },
    joinProblem: { may: ["registrar", "head"], ofCase: true, input: async (world) => ({ problem: (await problem(world)).problem, id: String(await world.heat()) }) },
    leaveProblem: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, entry: String(made.id) };
    } },
    changeProblem: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, seen: made.seen, ...facts };
    } },
    closeProblem: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world, { status: "answered", closed_at: "2026-11-17T05:00:00Z" });
      return { problem: made.problem, seen: made.seen, open: "no" };
    } },
    announce: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, seen: made.seen, text_kk: "Жылу жоқ", text_ru: "", text_en: "", day: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10), time: "18:00" };
    } },
    endAnnouncement: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, seen: made.seen };
    } },
    assignProblemCases: { may: ["registrar", "head"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, cases: made.cases, instruction: "", internalDue: "" };
    } },
    answerProblemCases: { may: ["head", "executor"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, seen: made.seen, cases: made.cases, text_kk: "Жылу берілді", outcome: "satisfied", then: "send" };
    } },
    signProblemCases: { may: ["signer"], input: async (world) => {
      const made = await problem(world);
      return { problem: made.problem, cases: made.cases };
    } },
  },
  pages: { "app/office/problems/page.tsx": readers, "app/office/problems/[id]/page.tsx": readers, "app/office/problems/new/page.tsx": ["registrar", "head"] },
  ids: { "app/office/problems/[id]/page.tsx": async (world) => (await problem(world)).problem },
};
