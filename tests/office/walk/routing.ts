import { newestChange } from "#lib/appeals/office-changes.ts";
import { privateDb } from "#db/private.ts";
import type { Walk, World } from "#tests/office/walk/walk.ts";

const draft = { category: "heating", district: "", channel: "", language: "", words: "", department: "heat", executor: "", instruction: "", internalDays: "3" };
const seen = async () => { const seq = await newestChange(privateDb(), { kind: "routing" }); return `${seq}.${seq}`; };
async function rule({ owner }: World): Promise<Record<string, string>> {
  const [made] = await owner`INSERT INTO private.routing_rule (position, category, department) SELECT coalesce(max(position), 0) + 1, 'heating', 'heat' FROM private.routing_rule RETURNING id::text`;
  return { id: made!.id as string, seen: await seen() };
}

export const walk: Walk = {
  actions: {
    saveRoutingRule: { may: ["registrar"], input: async () => ({ ...draft, id: "", seen: await seen(), then: "save" }) },
    tryRoutingRules: { may: ["registrar"], input: async () => ({ number: "" }) },
    moveRoutingRule: { may: ["registrar"], input: async (world) => ({ ...await rule(world), to: "up" }) },
    switchRoutingRule: { may: ["registrar"], input: async (world) => ({ ...await rule(world), active: "no" }) },
    deleteRoutingRule: { may: ["registrar"], input: rule },
  },
  pages: { "app/office/admin/routing/page.tsx": ["registrar"] },
};
