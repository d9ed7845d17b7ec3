import type { Role } from "#lib/permissions.ts";
import type { Walk } from "#tests/office/walk/walk.ts";

const claimers: Role[] = ["operator", "registrar", "head", "executor"];

export const walk: Walk = {
  actions: {
    takeCase: { may: claimers, ofCase: true, input: async ({ heat }) => ({ id: String(await heat({ status: "reopened" })), holder: "" }) },
    putCaseBack: { may: claimers, input: async ({ heat }) => ({ id: String(await heat({ status: "reopened" })) }) },
  },
  pages: { "app/office/inbox/page.tsx": ["operator", "registrar", "head"] },
};
