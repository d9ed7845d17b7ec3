import type { Walk } from "#tests/office/walk/walk.ts";

const inTen = () => {
  const day = new Date(Date.now() + 10 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
};
const part = async ({ owner }: Parameters<Walk["actions"][string]["input"]>[0], appeal: number, department: string) =>
  (await owner`INSERT INTO private.co_executor (appeal, round, department, task, internal_due) VALUES (${appeal}, 1, ${department}, 'check', ${inTen()}) RETURNING id::text`)[0]!.id as string;

export const walk: Walk = {
  actions: {
    sendBackCase: { may: ["head", "executor"], ofCase: true, input: async ({ heat }) => ({ id: String(await heat({ status: "assigned" })), reason: "not ours", suggested: "roads" }) },
    addCoExecutor: { may: ["registrar", "head"], ofCase: true, input: async ({ heat, who }) => ({ id: String(await heat({ status: "assigned" })), to: `heat/${who.executor.id}`, task: "Check", internalDue: inTen() }) },
    removeCoExecutor: { may: ["registrar", "head"], ofCase: true, input: async (world) => {
      const id = await world.heat({ status: "assigned" });
      return { id: String(id), entry: await part(world, id, "heat") };
    } },
    contributePart: { may: ["head", "executor"], ofCase: true, input: async (world) => {
      const id = await world.heat({ status: "assigned" });
      return { id: String(id), entry: await part(world, id, "heat"), text: "Done" };
    } },
  },
  pages: {},
};
