import { official } from "#tests/support/office.ts";
import { every, type Walk, type World } from "#tests/office/walk/walk.ts";

const somebody = async ({ owner }: World) => ({ id: String((await official(owner, "operator")).id) });

export const walk: Walk = {
  actions: {
    createAccount: { may: ["administrator"], input: async () => ({ login: `n${Math.random().toString(36).slice(2, 8)}`, name: "New", roles: "signer", department: "" }) },
    switchAccount: { may: ["administrator"], input: async (world) => ({ ...await somebody(world), active: "no" }) },
    endAllSessions: { may: ["administrator"], input: somebody },
    issuePassword: { may: ["administrator"], input: somebody },
    endOtherSessions: { may: every, input: async () => ({}) },
  },
  pages: { "app/office/account/page.tsx": every, "app/office/staff/page.tsx": ["administrator"] },
  auditor: ["account.own"],
  administrator: ["account.own", "staff.manage"],
};
